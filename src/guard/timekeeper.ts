import { ReviewNotFoundError, TamperedError } from '../errors.js'
import { effectEntryId } from '../review/reference.js'
import type { Review } from '../review/review.js'
import { verifyReview } from '../review/seal.js'
import { settle } from '../review/timers.js'
import { reportFault } from './announce.js'
import type { GuardCore } from './core.js'
import { commitChange } from './desk-command.js'
import { returnUnauthorisedClaims } from './watch-authorisations.js'

const BATCH = 100
/** Longest sleep: also the longest that a lost wake-up or a clock that was set can cost. */
const LONGEST_SLEEP_MS = 60_000
/** Changes that come one after the other share a look at the timers. */
const SHORTEST_SLEEP_MS = 50
/** After a fault, or when what is due cannot be applied. */
const SLEEP_AFTER_FAULT_MS = 5_000
/** How often holders of reviews are looked up in the directory, where it does not tell of its changes itself. */
const LOOK_MS = 60_000

/**
 * Stores what time has done to a review, if anything, and returns it as it is now. Several processes may do so at once:
 * one of them is first, the others read what it wrote.
 *
 * @throws TamperedError before anything is built on an altered review; ReviewNotFoundError; a store error.
 */
export async function bringUpToDate(core: GuardCore, review: Review): Promise<Review> {
  let current = review
  for (;;) {
    verifyReview(current, core.signingKey)
    const stored = await applyTime(core, current)
    if (stored !== undefined) return stored
    const fresh = await core.store.getReview(review.id)
    if (fresh === undefined) throw new ReviewNotFoundError(review.id)
    current = fresh
  }
}

/** Undefined when somebody else changed the review first. */
async function applyTime(core: GuardCore, review: Review): Promise<Review | undefined> {
  const now = core.clock.now().toISOString()
  const settled = settle(review, now)
  const [first, ...rest] = settled.changes
  if (first === undefined) return review
  if ((await hasHadEffect(core, settled.review)) && (await isNewest(core, review)))
    throw new TamperedError(`The review ${review.id}`, 'it was put back to before its decision took effect')
  return commitChange(core, {
    next: { ...settled.review, version: review.version + 1 },
    changes: [first, ...rest],
    now,
  })
}

/** A review that was put back to an earlier version of itself carries a seal that holds; the journal knows better. */
async function hasHadEffect(core: GuardCore, { state }: Review): Promise<boolean> {
  if (state.status !== 'effective' || state.decision.reference === undefined) return false
  return (await core.store.findEntry(effectEntryId(state.decision.reference))) !== undefined
}

/** Not so when somebody else has let the decision take effect since this review was read. */
async function isNewest(core: GuardCore, { id, version }: Review): Promise<boolean> {
  const stored = await core.store.getReview(id)
  return stored === undefined || stored.version <= version
}

/**
 * Applies everything that is due: leases that ended, deadlines that escalate, decisions that take effect, reviews that
 * expire. A review that was altered stays as it is and is reported, once per `reported`; the others go on.
 *
 * @returns how many reviews changed.
 * @throws a store error.
 */
export async function runTimers(core: GuardCore, reported: Set<string> = new Set()): Promise<number> {
  const seen = new Set<string>()
  let changed = 0
  for (;;) {
    // Those that could not be changed stay at the head of the list; the batch must reach beyond them.
    const due = await core.store.listTimers(core.clock.now().toISOString(), BATCH + seen.size)
    const fresh = due.filter((review) => !seen.has(`${review.id}@${review.version}`))
    if (fresh.length === 0) return changed
    for (const review of fresh) {
      seen.add(`${review.id}@${review.version}`)
      if (await applyDue(core, review, reported)) changed += 1
    }
  }
}

async function applyDue(core: GuardCore, review: Review, reported: Set<string>): Promise<boolean> {
  const leave = (error: unknown): false => {
    if (!reported.has(review.id)) reportFault(core, error)
    reported.add(review.id)
    return false
  }
  try {
    verifyReview(review, core.signingKey)
  } catch (error) {
    return leave(error)
  }
  try {
    const stored = await applyTime(core, review)
    return stored !== undefined && stored !== review
  } catch (error) {
    if (error instanceof TamperedError) return leave(error)
    throw error
  }
}

/**
 * Keeps time for a guard: sleeps until the next thing is due, wakes when something was committed here or elsewhere. Once
 * a minute, and when the directory tells of a change, gives back what people hold who may not decide on it any more.
 * Its timer does not keep the process alive. Faults go to the `error` event and are tried again. Returns what stops it.
 */
export function startTimekeeper(core: GuardCore): () => Promise<void> {
  const reported = new Set<string>()
  let lookAt = 0
  let running: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let wakeAt = Number.POSITIVE_INFINITY
  let stopped = false

  const sleep = (milliseconds: number): void => {
    const until = Date.now() + milliseconds
    if (stopped || until >= wakeAt) return
    clearTimeout(timer)
    wakeAt = until
    timer = setTimeout(run, milliseconds).unref()
  }
  const run = (): void => {
    wakeAt = Number.POSITIVE_INFINITY
    const looks = performance.now() >= lookAt
    if (looks && running === undefined) lookAt = performance.now() + LOOK_MS
    running ??= pass(core, { reported, looks }).then((milliseconds) => {
      running = undefined
      // Whose rights changed during the pass is not left for the next.
      sleep(lookAt === 0 ? SHORTEST_SLEEP_MS : milliseconds)
    })
  }
  const unwatch = core.store.watch(() => sleep(SHORTEST_SLEEP_MS))
  const unwatchPeople = core.reviewers.watch?.(() => {
    lookAt = 0
    sleep(SHORTEST_SLEEP_MS)
  })
  run()
  return async () => {
    stopped = true
    unwatch()
    unwatchPeople?.()
    clearTimeout(timer)
    await running
  }
}

/** One look at the timers, and at the holders where it `looks`; returns how long to sleep after it. */
async function pass(
  core: GuardCore,
  { reported, looks }: { readonly reported: Set<string>; readonly looks: boolean },
): Promise<number> {
  try {
    await runTimers(core, reported)
    if (looks) await returnUnauthorisedClaims(core, reported)
    const next = await core.store.nextTimer()
    if (next === undefined) return LONGEST_SLEEP_MS
    const wait = Date.parse(next) - core.clock.now().getTime()
    return wait <= 0 ? SLEEP_AFTER_FAULT_MS : Math.min(Math.max(wait, SHORTEST_SLEEP_MS), LONGEST_SLEEP_MS)
  } catch (error) {
    reportFault(core, error)
    return SLEEP_AFTER_FAULT_MS
  }
}
