import { createHmac } from 'node:crypto'
import { ConfigInvalidError, type Fault, WebhookFailedError } from '../../errors.js'
import type { NotificationChannel } from '../../guard/notification.js'
import { type Clock, systemClock } from '../../internal/clock.js'

/** How notifications go to a program of the city. */
export interface WebhookChannelOptions {
  /** https; http on this machine only. */
  readonly url: string
  /** `whsec_` and base64 of 24 to 64 random bytes, shared with the receiver. */
  readonly secret: string
  /** Default `webhook`. */
  readonly id?: string
  readonly clock?: Clock
  /** Default the global one. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>
}

/** The headers of a signed webhook. */
export interface WebhookHeaders {
  readonly 'webhook-id': string
  /** Seconds since 1970. */
  readonly 'webhook-timestamp': string
  readonly 'webhook-signature': string
}

/**
 * Signs a webhook as the Standard Webhooks specification (1.0.0) says: HMAC-SHA-256 over `id.timestamp.body`. A receiver
 * compares it in constant time, refuses old timestamps, and takes each id once.
 */
export function signWebhook(
  secret: string,
  { id, at, body }: { readonly id: string; readonly at: Date; readonly body: string },
): WebhookHeaders {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const signature = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}

/**
 * Tells a program by a signed POST. Anything but a 2xx answer counts as failed and comes again with the same id.
 *
 * @throws ConfigInvalidError listing every fault.
 */
export function webhookChannel(options: WebhookChannelOptions): NotificationChannel {
  checkOptions(options)
  const { url, secret, id = 'webhook', clock = systemClock } = options
  const request = options.fetch ?? fetch
  return {
    id,
    async send(notification, { signal }) {
      const at = clock.now()
      const { id: messageId, kind, ...data } = notification
      const body = JSON.stringify({ type: `notification.${kind}`, timestamp: at.toISOString(), data })
      const response = await request(url, {
        method: 'POST',
        body,
        signal,
        // Whoever answers elsewhere has not been given the secret.
        redirect: 'error',
        headers: { 'content-type': 'application/json', ...signWebhook(secret, { id: messageId, at, body }) },
      })
      await response.body?.cancel()
      if (!response.ok) throw new WebhookFailedError(response.status)
    },
  }
}

function keyOf(secret: string): Buffer {
  return Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
}

function checkOptions({ url, secret }: WebhookChannelOptions): void {
  const faults: Fault[] = []
  const { protocol, hostname } = URL.canParse(url) ? new URL(url) : { protocol: '', hostname: '' }
  const local = protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  if (protocol !== 'https:' && !local)
    faults.push({
      path: 'webhookChannel.url',
      reason: 'is not an https address.',
      remedy: 'Write it such as https://ville.example/notifications.',
    })
  const bytes = typeof secret === 'string' && secret.startsWith('whsec_') ? keyOf(secret).length : 0
  if (bytes < 24 || bytes > 64)
    faults.push({
      path: 'webhookChannel.secret',
      reason: 'is not "whsec_" and base64 of 24 to 64 bytes.',
      remedy: 'Make one: echo whsec_$(openssl rand -base64 32).',
    })
  if (faults.length > 0) throw new ConfigInvalidError(faults)
}
