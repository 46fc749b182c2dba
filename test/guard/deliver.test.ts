import { describe, expect, test } from 'vitest'
import { deliverDue, retryDelay } from '../../src/guard/deliver.js'
import type { DecisionHandler } from '../../src/guard/options.js'
import { startDelivery } from '../../src/guard/start-delivery.js'
import { runTimers } from '../../src/guard/timekeeper.js'
import type { Store } from '../../src/store/store.js'
import type { Desk } from './desk-fixtures.js'
import { alter, by, hold, journalOf, motive, openDesk, SECRET, study, suggestion } from './desk-fixtures.js'

const MINUTE = 60_000

async function decided(open: Desk): Promise<string> {
  const id = await hold(open)
  const { version } = await study(open, id, 'alice')
  await open.desk.approve(id, { motive }, by('alice', version))
  open.clock.advance(10 * MINUTE)
  await runTimers(open.core)
  return id
}

interface Received {
  readonly decisions: Parameters<DecisionHandler>[0][]
  readonly contexts: Parameters<DecisionHandler>[1][]
  readonly handler: DecisionHandler
}

function receiver(fail: (attempt: number) => boolean = () => false): Received {
  const decisions: Received['decisions'] = []
  const contexts: Received['contexts'] = []
  return {
    decisions,
    contexts,
    handler: (decision, context) => {
      decisions.push(decision)
      contexts.push(context)
      if (fail(context.attempt)) throw new TypeError(`failed on ${SECRET}`)
    },
  }
}

describe('a decision', () => {
  test('is handed over once when all goes well, with the review’s id as its key', async () => {
    const open = await openDesk()
    const id = await decided(open)
    const { decisions, contexts, handler } = receiver()
    expect(await deliverDue(open.core, handler)).toBe(1)
    expect(await deliverDue(open.core, handler)).toBe(0)
    expect(decisions).toMatchObject([{ outcome: 'approved', reviewId: id, value: suggestion }])
    expect(contexts).toMatchObject([{ idempotencyKey: id, attempt: 1 }])
    expect((await journalOf(open)).at(-1)).toMatchObject({
      event: 'decision.delivered',
      reviewId: id,
      data: { attempt: 1 },
    })
  })

  test('is not handed over within its undo window, nor when it is taken back', async () => {
    const open = await openDesk()
    const id = await hold(open)
    const { version } = await study(open, id, 'alice')
    const view = await open.desk.approve(id, { motive }, by('alice', version))
    const { decisions, handler } = receiver()
    await deliverDue(open.core, handler)
    await open.desk.undo(id, by('alice', view.version))
    open.clock.advance(10 * MINUTE)
    await runTimers(open.core)
    await deliverDue(open.core, handler)
    expect(decisions).toEqual([])
  })

  test('that nobody took is told too', async () => {
    const open = await openDesk()
    const expired = await hold(open)
    const withdrawn = await hold(open)
    await open.desk.withdraw(withdrawn, {
      by: { kind: 'application', id: 'p' },
      why: 'Retirée.',
      idempotencyKey: 'w',
    })
    open.clock.advance(40 * 24 * 60 * MINUTE)
    await runTimers(open.core)
    const { decisions, handler } = receiver()
    await deliverDue(open.core, handler)
    expect(decisions.map(({ outcome, reviewId }) => [outcome, reviewId]).sort()).toEqual([
      ['expired', expired],
      ['withdrawn', withdrawn],
    ])
  })

  test('comes again after a failure, later and later, until it is taken', async () => {
    const open = await openDesk()
    const id = await decided(open)
    const events: unknown[] = []
    open.core.events.on('decision.delivery-failed', (event) => events.push(event))
    const { contexts, handler } = receiver((attempt) => attempt < 4)
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      expect(await deliverDue(open.core, handler)).toBe(1)
      expect(await deliverDue(open.core, handler)).toBe(0)
      open.clock.advance(retryDelay(attempt))
    }
    expect(await deliverDue(open.core, handler)).toBe(0)
    expect(contexts.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4])
    expect(events).toMatchObject([{ reviewId: id, attempts: 1 }, { attempts: 2 }, { attempts: 3 }])
    const journal = await journalOf(open)
    expect(journal.filter(({ event }) => event === 'decision.delivery-failed')).toHaveLength(3)
    expect(journal.filter(({ event }) => event === 'decision.delivered')).toHaveLength(1)
    // What a handler's error says may hold a text of the decision.
    expect(JSON.stringify([journal, events])).not.toContain(SECRET)
  })

  test('waits between attempts no less than before and never more than an hour', () => {
    const delays = Array.from({ length: 60 }, (_, index) => retryDelay(index + 1))
    expect(delays[0]).toBe(5000)
    expect(delays).toEqual([...delays].sort((a, b) => a - b))
    expect(Math.max(...delays)).toBe(3_600_000)
  })

  test('survives a restart between its effect and its delivery', async () => {
    const open = await openDesk()
    const id = await decided(open)
    await open.core.store.close()
    const later = await openDesk({ path: open.path, key: open.key })
    later.clock.advance(11 * MINUTE)
    const { decisions, handler } = receiver()
    await deliverDue(later.core, handler)
    expect(decisions).toMatchObject([{ reviewId: id }])
  })

  test('comes again when the process ends between the handler’s success and its record', async () => {
    const open = await openDesk()
    await decided(open)
    const dying: Store = {
      ...open.core.store,
      commit: () => Promise.reject(new Error('the process ends here')),
    }
    const first = receiver()
    await expect(deliverDue({ ...open.core, store: dying }, first.handler)).rejects.toThrow('ends here')
    open.clock.advance(5 * MINUTE)
    const second = receiver()
    await deliverDue(open.core, second.handler)
    expect([first.decisions.length, second.decisions.length]).toEqual([1, 1])
    expect(second.decisions).toEqual(first.decisions)
  })

  test('is given to one of two processes that deliver at the same moment', async () => {
    const open = await openDesk()
    const other = await openDesk({ path: open.path, key: open.key })
    const ids = [await decided(open), await decided(open), await decided(open)]
    other.clock.set(open.clock.now())
    const { decisions, handler } = receiver()
    await Promise.all([deliverDue(open.core, handler), deliverDue(other.core, handler)])
    expect(decisions.map(({ reviewId }) => reviewId).sort()).toEqual([...ids].sort())
  })

  test('whose handler never answers is given up after the time limit, and comes again', async () => {
    const open = await openDesk()
    await decided(open)
    let signal: AbortSignal | undefined
    const stuck: DecisionHandler = (_, context) => {
      signal = context.signal
      return new Promise(() => {})
    }
    expect(await deliverDue(open.core, stuck, { timeLimitMs: 5 })).toBe(1)
    expect(signal?.aborted).toBe(true)
    expect((await journalOf(open)).at(-1)).toMatchObject({
      event: 'decision.delivery-failed',
      data: { error: 'TimeoutError' },
    })
    open.clock.advance(retryDelay(1))
    const { contexts, handler } = receiver()
    await deliverDue(open.core, handler)
    expect(contexts).toMatchObject([{ attempt: 2 }])
  })

  test('that was altered is not handed over, is journalled, and does not hold up the others', async () => {
    const open = await openDesk()
    const bad = await decided(open)
    const good = await decided(open)
    alter(
      open.path,
      "update payloads set body = replace(body, '800', '900') where review_id = ? and kind = 'suggestion'",
      bad,
    )
    const errors: unknown[] = []
    open.core.events.on('error', (error) => errors.push(error))
    const { decisions, handler } = receiver()
    await deliverDue(open.core, handler)
    expect(decisions).toMatchObject([{ reviewId: good }])
    expect(errors).toEqual([expect.objectContaining({ code: 'ERR_TAMPERED' })])
    expect((await journalOf(open)).find(({ event }) => event === 'decision.delivery-failed')).toMatchObject({
      reviewId: bad,
      data: { error: 'ERR_TAMPERED' },
    })
    open.clock.advance(retryDelay(100))
    expect(await deliverDue(open.core, handler)).toBe(0)
  })
})

describe('delivery in the background', () => {
  test('hands over on start what became effective while nobody was there', async () => {
    const open = await openDesk()
    const id = await decided(open)
    const received = await new Promise((resolve) => {
      const stop = startDelivery(open.core, (decision) => {
        resolve(decision)
        void stop()
      })
    })
    expect(received).toMatchObject({ reviewId: id })
  })

  test('wakes when a decision takes effect', async () => {
    const open = await openDesk()
    let resolve: (id: string) => void = () => {}
    const received = new Promise<string>((done) => {
      resolve = done
    })
    const stop = startDelivery(open.core, ({ reviewId }) => resolve(reviewId))
    const id = await decided(open)
    expect(await received).toBe(id)
    await stop()
  })

  test('stopped while a handler works, it lets the handler finish, and takes nothing more', async () => {
    const open = await openDesk()
    const id = await decided(open)
    const begun = Promise.withResolvers<AbortSignal>()
    const work = Promise.withResolvers<void>()
    const stop = startDelivery(open.core, (_, { signal }) => {
      begun.resolve(signal)
      return work.promise
    })
    const signal = await begun.promise
    const stopped = stop()
    await decided(open)
    work.resolve()
    await stopped
    expect(signal.aborted).toBe(false)
    const delivered = (await journalOf(open)).filter(({ event }) => event === 'decision.delivered')
    expect(delivered).toMatchObject([{ reviewId: id, data: { attempt: 1 } }])
    // The other one is the next process's.
    const { contexts, handler } = receiver()
    expect(await deliverDue(open.core, handler)).toBe(1)
    expect(contexts[0]?.idempotencyKey).not.toBe(id)
  })

  test('stopped while a handler hangs, it tells the handler, and the next process takes the message at once', async () => {
    const open = await openDesk()
    const id = await decided(open)
    let told: AbortSignal | undefined
    const started = new Promise<() => Promise<void>>((resolve) => {
      const hanging = (_: unknown, { signal }: { readonly signal: AbortSignal }): Promise<void> => {
        told = signal
        resolve(() => stop())
        return new Promise(() => {})
      }
      const stop: () => Promise<void> = startDelivery(open.core, hanging, { graceMs: 10 })
    })
    const stop = await started
    await stop()
    expect(told?.aborted).toBe(true)
    const { contexts, handler } = receiver()
    await deliverDue(open.core, handler)
    expect(contexts).toMatchObject([{ idempotencyKey: id, attempt: 2 }])
  })

  test('reports a fault of the store and goes on', async () => {
    const open = await openDesk()
    let faults = 1
    const store: Store = {
      ...open.core.store,
      takeOutbox: async (query) => {
        faults -= 1
        if (faults >= 0) throw new Error('the disk is away')
        return open.core.store.takeOutbox(query)
      },
    }
    const reported = new Promise<Error>((resolve) => open.core.events.once('error', resolve))
    let resolve: (id: string) => void = () => {}
    const received = new Promise<string>((done) => {
      resolve = done
    })
    const stop = startDelivery({ ...open.core, store }, ({ reviewId }) => resolve(reviewId))
    expect((await reported).message).toBe('the disk is away')
    const id = await decided(open)
    expect(await received).toBe(id)
    await stop()
  })
})
