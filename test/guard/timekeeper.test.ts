import { describe, expect, test } from 'vitest'
import { bringUpToDate, runTimers, startTimekeeper } from '../../src/guard/timekeeper.js'
import type { Store } from '../../src/store/store.js'
import type { Desk } from './desk-fixtures.js'
import { alter, by, hold, journalOf, motive, openDesk, study } from './desk-fixtures.js'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

async function statusOf({ core }: Pick<Desk, 'core'>, id: string): Promise<string | undefined> {
  return (await core.store.getReview(id))?.state.status
}

/** Resolves with the next event of this name. */
function next(
  { core }: Pick<Desk, 'core'>,
  name: 'review.effective' | 'review.returned' | 'error',
): Promise<unknown> {
  return new Promise((resolve) => core.events.once(name, resolve))
}

describe('what is due', () => {
  test('is nothing before its time', async () => {
    const open = await openDesk()
    const id = await hold(open)
    await open.desk.claim(id, by('alice', 1))
    open.clock.advance(30 * MINUTE - 1)
    expect(await runTimers(open.core)).toBe(0)
    expect(await statusOf(open, id)).toBe('claimed')
  })

  test('frees a review whose lease is over, escalates at the deadline, expires at the end', async () => {
    const open = await openDesk()
    const id = await hold(open)
    await open.desk.claim(id, by('alice', 1))
    open.clock.advance(30 * MINUTE)
    expect(await runTimers(open.core)).toBe(1)
    expect(await statusOf(open, id)).toBe('pending')
    open.clock.advance(5 * DAY)
    expect(await runTimers(open.core)).toBe(1)
    expect((await open.core.store.getReview(id))?.escalation).toEqual({ cause: 'overdue' })
    expect((await open.desk.list('sofia')).map((item) => item.id)).toEqual([id])
    open.clock.advance(25 * DAY)
    expect(await runTimers(open.core)).toBe(1)
    expect(await statusOf(open, id)).toBe('expired')
    expect(await runTimers(open.core)).toBe(0)
    expect(await open.core.store.nextTimer()).toBeUndefined()
    expect((await journalOf(open)).map(({ event }) => event)).toEqual([
      'review.opened',
      'review.claimed',
      'review.returned',
      'review.escalated',
      'review.expired',
    ])
  })

  test('applies all that a long sleep missed, for more reviews than one batch', async () => {
    const open = await openDesk()
    for (let count = 0; count < 120; count += 1) await hold(open)
    open.clock.advance(40 * DAY)
    expect(await runTimers(open.core)).toBe(120)
    expect(await open.desk.count('alice', { statuses: ['expired'] })).toBe(120)
  })

  test('happens once when several processes apply it at the same moment', async () => {
    const open = await openDesk()
    const other = await openDesk({ path: open.path, key: open.key })
    const ids = [await hold(open), await hold(open), await hold(open)]
    for (const id of ids) {
      const { version } = await study(open, id, 'alice')
      await open.desk.approve(id, { motive }, by('alice', version))
    }
    for (const { clock } of [open, other]) clock.advance(10 * MINUTE)
    const changed = await Promise.all([
      runTimers(open.core),
      runTimers(other.core),
      runTimers(open.core),
      runTimers(other.core),
    ])
    expect(changed.reduce((sum, count) => sum + count)).toBe(3)
    expect((await journalOf(open)).filter(({ event }) => event === 'review.effective')).toHaveLength(3)
    const messages = await open.core.store.takeOutbox({
      now: open.clock.now().toISOString(),
      hideUntil: '2027-01-01T00:00:00.000Z',
      limit: 10,
    })
    expect(messages.map(({ reviewId }) => reviewId).sort()).toEqual([...ids].sort())
  })

  test('leaves an altered review as it is, reports it once, and goes on with the others', async () => {
    const open = await openDesk()
    const bad = await hold(open)
    open.clock.advance(1)
    const good = await hold(open)
    alter(open.path, "update reviews set body = replace(body, 'DOSSIER', 'DISSIER') where id = ?", bad)
    open.clock.advance(40 * DAY)
    const errors: unknown[] = []
    open.core.events.on('error', (error) => errors.push(error))
    const reported = new Set<string>()
    expect(await runTimers(open.core, reported)).toBe(1)
    expect(await runTimers(open.core, reported)).toBe(0)
    expect(errors).toEqual([expect.objectContaining({ code: 'ERR_TAMPERED' })])
    expect(await statusOf(open, good)).toBe('expired')
    expect(await statusOf(open, bad)).toBe('pending')
  })

  test('an undo at the last moment and the effect exclude each other', async () => {
    const open = await openDesk()
    const other = await openDesk({ path: open.path, key: open.key })
    const id = await hold(open)
    const { version } = await study(open, id, 'alice')
    const decided = await open.desk.approve(id, { motive }, by('alice', version))
    // The other process's clock is already there.
    other.clock.advance(10 * MINUTE)
    const [undone] = await Promise.allSettled([
      open.desk.undo(id, by('alice', decided.version)),
      runTimers(other.core),
    ])
    const events = (await journalOf(open)).map(({ event }) => event)
    expect(events.includes('review.effective')).toBe(undone.status === 'rejected')
    expect(events.includes('review.reopened')).toBe(undone.status === 'fulfilled')
  })

  test('is no forgery for who still holds the review of before somebody else let its decision take effect', async () => {
    const open = await openDesk()
    const id = await hold(open)
    const { version } = await study(open, id, 'alice')
    await open.desk.approve(id, { motive }, by('alice', version))
    const before = await open.core.store.getReview(id)
    open.clock.advance(10 * MINUTE)
    expect(await runTimers(open.core)).toBe(1)
    // The entry of the effect has its place in the journal.
    await journalOf(open)
    expect(before && (await bringUpToDate(open.core, before)).state.status).toBe('effective')
    expect((await journalOf(open)).filter(({ event }) => event === 'review.effective')).toHaveLength(1)
  })

  test('is brought up to date by whoever needs it, and what somebody else wrote is taken', async () => {
    const open = await openDesk()
    const id = await hold(open)
    const before = await open.core.store.getReview(id)
    if (before === undefined) throw new Error('The review is there.')
    open.clock.advance(40 * DAY)
    const [one, two] = await Promise.all([bringUpToDate(open.core, before), bringUpToDate(open.core, before)])
    expect(one).toEqual(two)
    expect(one.state.status).toBe('expired')
  })
})

describe('the timekeeper', () => {
  test('applies on start what fell due while nobody was there, then stops', async () => {
    const open = await openDesk()
    const id = await hold(open)
    await open.desk.claim(id, by('alice', 1))
    open.clock.advance(31 * MINUTE)
    const returned = next(open, 'review.returned')
    const stop = startTimekeeper(open.core)
    await returned
    await stop()
    expect(await statusOf(open, id)).toBe('pending')
  })

  test('wakes for a change that somebody commits while it sleeps', async () => {
    const open = await openDesk()
    const id = await hold(open)
    const { version } = await study(open, id, 'alice')
    await open.desk.approve(id, { motive }, by('alice', version))
    const stop = startTimekeeper(open.core)
    const effective = next(open, 'review.effective')
    open.clock.advance(10 * MINUTE)
    await hold(open)
    expect(await effective).toMatchObject({ reviewId: id, outcome: 'approved' })
    await stop()
  })

  test('reports a fault of the store and tries again', async () => {
    const open = await openDesk()
    await hold(open)
    let faults = 1
    const store: Store = {
      ...open.core.store,
      listTimers: async (...query) => {
        faults -= 1
        if (faults >= 0) throw new Error('the disk is away')
        return open.core.store.listTimers(...query)
      },
    }
    const core = { ...open.core, store }
    const reported = next(open, 'error')
    const stop = startTimekeeper(core)
    expect(await reported).toMatchObject({ message: 'the disk is away' })
    open.clock.advance(40 * DAY)
    const id = await hold(open)
    await open.desk.claim(id, by('alice', 1))
    open.clock.advance(31 * MINUTE)
    const returned = next(open, 'review.returned')
    await hold(open)
    await returned
    await stop()
  })

  test('stopped twice or while it works, it ends quietly', async () => {
    const open = await openDesk()
    await hold(open)
    open.clock.advance(40 * DAY)
    const stop = startTimekeeper(open.core)
    await Promise.all([stop(), stop()])
    expect(await open.desk.count('alice', { statuses: ['expired'] })).toBe(1)
  })
})
