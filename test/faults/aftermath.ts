import { isGuardError, ReviewerNotAllowedError } from 'garde-fou'
import { expect } from 'vitest'
import { sequenceAll } from '../../src/guard/sequencer.js'
import type { SigningKey } from '../../src/internal/signing-key.js'
import type { ReviewerCommand } from '../../src/review/commands.js'
import type { Store } from '../../src/store/store.js'
import { type Address, MOTIVE, openCity, PEOPLE, storeAt } from './city.js'
import type { Ledger } from './ledger.js'
import type { Witnesses } from './witnesses.js'

/** Longer than any lease, retry or lost delivery. */
const LATER_MS = 3 * 3_600_000
/** Longer than any lease when clocks went wrong by as much as two months, and than any deadline. */
const MUCH_LATER_MS = 200 * 24 * 3_600_000

/** A city after its faults. */
interface Aftermath {
  readonly address: Address
  readonly key: SigningKey
  readonly store: Store
  readonly ledger: Ledger
  readonly witnesses: Witnesses
  /** Its clocks were wrong: what they held is waited for. */
  readonly clocksWereWrong?: boolean
}

/**
 * What a city does when all is well again: people send the commands again whose answer never came, and work the queue until
 * it is empty; a handler that works gets every decision. Then expects that nothing was lost, nothing was done twice, no review
 * is stuck, the journal verifies, and every proof that was kept holds.
 */
export async function expectWholeCity(city: Aftermath): Promise<void> {
  await sendAgain(city)
  await workOff(city)
  await sequenceAll({ store: city.store, signingKey: city.key, clock: { now: () => new Date() } })
  await city.ledger.expectWhole(city.store)
  await city.witnesses.askAll()
}

/** The same command with the same key: carried out once, now or then; or refused for a reason, and not carried out. */
async function sendAgain({ address, key, ledger, clocksWereWrong }: Aftermath): Promise<void> {
  const guard = await openCity({ store: storeAt(address), key, background: false })
  for (const { id, by, version, verb, key: idempotencyKey } of ledger.unanswered()) {
    try {
      await guard.reviews[verb](id, { motive: MOTIVE }, { by, version, idempotencyKey })
      ledger.hear([['decided', idempotencyKey]])
    } catch (error) {
      if (!isGuardError(error)) throw error
      // A claim taken by a clock that was behind is over by one that is right, though nobody has moved its review.
      const lapsed = error instanceof ReviewerNotAllowedError && error.reason === 'not-claimed-by-you'
      if (lapsed && clocksWereWrong === true) continue
      expect(error.code).toMatch(/^ERR_REVIEW_(?:CONFLICT|STATE)$/)
    }
  }
  await guard.close()
}

/** Decides what is left, and waits until every review has come to its end and been handed over. */
async function workOff({ address, key, store, ledger, clocksWereWrong }: Aftermath): Promise<void> {
  const changes = changesOf(store)
  const later = clocksWereWrong === true ? MUCH_LATER_MS : LATER_MS
  const guard = await openCity({
    store: storeAt(address),
    key,
    clock: { now: () => new Date(Date.now() + later) },
    onDecision: ({ outcome }, { idempotencyKey }) => {
      ledger.hear([['applied', idempotencyKey, outcome]])
      changes.wake()
    },
  })
  guard.events.on('error', (error) => {
    ledger.hear([['fault', 'code' in error ? String(error.code) : error.name]])
  })
  const [by] = PEOPLE
  const command = (version: number): ReviewerCommand => ({ by, version, idempotencyKey: crypto.randomUUID() })
  for (;;) {
    const claimed = await guard.reviews.claimNext(by)
    if (claimed === undefined) break
    const { id, version, opinion } = claimed
    const studied =
      opinion === undefined
        ? await guard.reviews.recordOpinion(id, { choice: 'favourable' }, command(version))
        : claimed
    await guard.reviews.approve(id, { motive: MOTIVE }, command(studied.version))
  }
  // The time limit of the test says when one is stuck for ever.
  for (;;) {
    const next = changes.next()
    const open = await store.countReviews({ statuses: ['pending', 'claimed', 'decided'] })
    if (open === 0 && ledger.handedOver() === (await store.countReviews({}))) break
    await next
  }
  changes.stop()
  await guard.close()
}

/** Something was committed somewhere, or `wake` was called. */
function changesOf(store: Store): { wake(): void; next(): Promise<void>; stop(): void } {
  let resolve = (): void => undefined
  const wake = (): void => resolve()
  return {
    wake,
    next: () =>
      new Promise((resolved) => {
        resolve = resolved
      }),
    stop: store.watch(wake),
  }
}
