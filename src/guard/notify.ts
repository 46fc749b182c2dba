import { isGuardError } from '../errors.js'
import type { OutboxMessage } from '../store/store.js'
import { reportFault } from './announce.js'
import type { GuardCore } from './core.js'
import { retryDelay } from './deliver.js'
import {
  NOTIFICATION_KINDS,
  type Notification,
  type NotificationChannel,
  type NotificationKind,
  notificationTopic,
} from './notification.js'
import { notificationOf } from './notification-of.js'
import { entryOf } from './record.js'
import { watchDeadlines } from './watch-deadlines.js'
import { watchPeople } from './watch-people.js'

const LIMIT = 10
const TIME_LIMIT_MS = 30_000
/** With the longest wait of an hour: about two days. Then it is news no longer. */
const MOST_ATTEMPTS = 50
const PAUSE_MS = 5_000
const LOOK_MS = 60_000

/**
 * Hands everything that is due to the channels: at least once, with back-off, also after a restart.
 *
 * @returns how many messages were handled.
 * @throws a store error.
 */
export async function notifyDue(core: GuardCore, signal?: AbortSignal): Promise<number> {
  let total = 0
  for (const channel of core.notifications?.channels ?? [])
    for (const kind of NOTIFICATION_KINDS) total += await notifyOn(core, { channel, kind, signal })
  return total
}

interface Round {
  readonly channel: NotificationChannel
  readonly kind: NotificationKind
  readonly signal: AbortSignal | undefined
}

async function notifyOn(core: GuardCore, round: Round): Promise<number> {
  let total = 0
  for (;;) {
    if (round.signal?.aborted === true) return total
    const now = core.clock.now()
    const messages = await core.store.takeOutbox({
      now: now.toISOString(),
      // For longer than a channel may take, so that nobody else takes what is under way.
      hideUntil: new Date(now.getTime() + 2 * TIME_LIMIT_MS + 10_000).toISOString(),
      limit: LIMIT,
      topic: notificationTopic(round.channel.id, round.kind),
    })
    await Promise.all(messages.map((message) => handle(core, message, round)))
    total += messages.length
    if (messages.length === 0) return total
  }
}

async function handle(core: GuardCore, message: OutboxMessage, round: Round): Promise<void> {
  const notification = await notificationOf(core, message, round.kind)
  // What it was about is settled meanwhile: there is nothing to tell any more.
  if (notification === undefined) return core.store.settleOutbox(message.id, { done: true })
  const result = await trySend(notification, round)
  // Nothing was sent: nothing says that it was.
  if (result === 'nobody') return core.store.settleOutbox(message.id, { done: true })
  const error = result?.error
  if (error !== undefined && round.signal?.aborted === true)
    return core.store.settleOutbox(message.id, {
      retryAt: core.clock.now().toISOString(),
      error: 'interrupted',
    })
  const attempt = Math.max(1, message.attempts)
  const now = core.clock.now()
  const entry = entryOf(
    {
      event: error === undefined ? 'notification.sent' : 'notification.failed',
      systemId: notification.systemId,
      ...(notification.reviewId === undefined ? {} : { reviewId: notification.reviewId }),
      actor: { kind: 'guard' },
      data: {
        channel: round.channel.id,
        kind: round.kind,
        role: notification.role,
        attempt,
        ...(error === undefined ? {} : { error }),
      },
    },
    now,
  )
  await core.store.commit({ entries: [entry] })
  const retryAt = new Date(now.getTime() + retryDelay(attempt)).toISOString()
  await core.store.settleOutbox(
    message.id,
    error === undefined || attempt >= MOST_ATTEMPTS ? { done: true } : { retryAt, error },
  )
}

async function trySend(
  notification: Notification,
  { channel, signal }: Round,
): Promise<{ readonly error: string } | 'nobody' | undefined> {
  const limit = AbortSignal.timeout(TIME_LIMIT_MS)
  const either = signal === undefined ? limit : AbortSignal.any([limit, signal])
  const interrupted = Promise.withResolvers<never>()
  const stop = (): void => interrupted.reject(either.reason)
  either.addEventListener('abort', stop, { once: true })
  try {
    // A channel that does not listen to its signal is not waited for; its message comes again.
    const sent = await Promise.race([channel.send(notification, { signal: either }), interrupted.promise])
    return sent === 'nobody' ? 'nobody' : undefined
  } catch (error) {
    if (isGuardError(error)) return { error: error.code }
    return { error: error instanceof Error ? error.name : 'not-an-error' }
  } finally {
    either.removeEventListener('abort', stop)
  }
}

/**
 * Watches deadlines and people, and tells of them, for as long as the guard is open. Its timer does not keep the
 * process alive; faults go to the `error` event and are tried again. Returns what stops it.
 */
export function startNotifying(core: GuardCore): () => Promise<void> {
  const stopping = new AbortController()
  const told = new Set<string>()
  let running: Promise<void> | undefined
  let lookAt = 0
  let timer: NodeJS.Timeout | undefined
  const pass = async (): Promise<void> => {
    try {
      if (performance.now() >= lookAt) {
        lookAt = performance.now() + LOOK_MS
        await watchDeadlines(core, told)
        await watchPeople(core)
      }
      await notifyDue(core, stopping.signal)
    } catch (error) {
      if (!stopping.signal.aborted) reportFault(core, error)
    }
  }
  const run = (): void => {
    running = pass().then(() => {
      if (!stopping.signal.aborted) timer = setTimeout(run, PAUSE_MS).unref()
    })
  }
  run()
  return async () => {
    stopping.abort(new Error('The guard is closing.'))
    clearTimeout(timer)
    await running
  }
}
