import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { signWebhook, webhookChannel } from 'garde-fou/notifications'
import { fixedClock } from 'garde-fou/testing'
import { describe, expect, onTestFinished, test } from 'vitest'

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const clock = fixedClock('2026-11-28T09:00:00.000Z')
const signal = new AbortController().signal
const notification = {
  id: 'm-1',
  kind: 'escalated',
  systemId: 'aide-logement',
  systemName: 'Aides',
  role: 'supervisor',
  reviewId: 'r-1',
} as const

async function receiver(status = 204, headers: Record<string, string> = {}) {
  const got: { headers: IncomingHttpHeaders; body: string }[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      got.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') })
      response.writeHead(status, headers).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  return {
    got,
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/ia`,
  }
}

describe('Telling by a signed webhook', () => {
  test('signs as the specification’s own example', () => {
    expect(
      signWebhook('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', {
        id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
        at: new Date(1_614_265_330_000),
        body: '{"test": 2432232314}',
      }),
    ).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    })
  })

  test('posts what a receiver can verify with the shared secret', async () => {
    const { got, url } = await receiver()
    await webhookChannel({ url, secret, clock }).send(notification, { signal })
    const [{ headers, body } = { headers: {}, body: '' }] = got
    const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
    const own = createHmac('sha256', Buffer.alloc(32, 7)).update(content).digest()
    const given = Buffer.from(String(headers['webhook-signature']).replace('v1,', ''), 'base64')
    expect(timingSafeEqual(own, given)).toBe(true)
    expect(headers['webhook-id']).toBe('m-1')
    expect(JSON.parse(body)).toEqual({
      type: 'notification.escalated',
      timestamp: '2026-11-28T09:00:00.000Z',
      data: { systemId: 'aide-logement', systemName: 'Aides', role: 'supervisor', reviewId: 'r-1' },
    })
  })

  test('counts anything but a success as failed, and follows nobody elsewhere', async () => {
    for (const [status, headers] of [
      [500, {}],
      [410, {}],
    ] as const) {
      const { url } = await receiver(status, headers)
      await expect(
        webhookChannel({ url, secret, clock }).send(notification, { signal }),
      ).rejects.toMatchObject({
        code: 'ERR_WEBHOOK_FAILED',
        status,
      })
    }
    const elsewhere = await receiver()
    const { url } = await receiver(307, { location: elsewhere.url })
    await expect(webhookChannel({ url, secret, clock }).send(notification, { signal })).rejects.toThrow()
    expect(elsewhere.got).toEqual([])
  })

  test('takes no address that is not safe, and no weak secret', () => {
    for (const [url, key] of [
      ['http://ville.example', secret],
      ['ville', secret],
      ['https://ville.example', 'whsec_c291cnQ='],
      ['https://ville.example', 'secret'],
    ] as const)
      expect(() => webhookChannel({ url, secret: key })).toThrow(/webhookChannel/)
  })
})
