import { GroupRefusedError, isGuardError } from '../errors.js'
import { mayDecide } from '../review/decide.js'
import { type GroupFault, groupFault, MOST_GROUPED } from '../review/grouped.js'
import type { Groupable, GroupedDecision, GroupedDesk, GroupedResult } from '../review/grouped-commands.js'
import type { Review } from '../review/review.js'
import type { Reviewer } from '../review/reviewer.js'
import { settle } from '../review/timers.js'
import type { GuardCore } from './core.js'
import { commandMark, wasCarriedOut } from './desk-command.js'
import { contentOf, type DecideAs, type Wanted, wantedOf } from './desk-decide.js'
import { actingNow, findReviewer, openFor } from './desk-people.js'
import { listItem } from './desk-view.js'
import { wasOpened } from './openings.js'

/** Leases that are over and not swept yet are listed, too. */
const LISTED = 200

const WRONG: readonly string[] = ['ERR_DECISION_INVALID', 'ERR_IDEMPOTENCY_MISMATCH']

/** Grouped processing (`ux.md` §2.1): several decisions in one submission, each of them one person's decision on one case. */
export function deskGrouped(core: GuardCore, decideAs: DecideAs): GroupedDesk {
  return {
    groupable: (by) => groupable(core, by),
    async decideGroup(decisions, { by, signal }) {
      const reviewer = await findReviewer(core, by)
      const commanded = decisions.map((decision) => commandOf(decision, { by, ...(signal && { signal }) }))
      await refuseFaults(core, reviewer, commanded)
      const results: GroupedResult[] = []
      // One after the other: who is interrupted knows which were taken, and the desk is not overrun by one person.
      for (const { reviewId, wanted, command } of commanded) {
        try {
          const view = await decideAs(reviewId, { ...wanted, grouped: commanded.length }, command)
          results.push({ reviewId, ok: true, view })
        } catch (error) {
          // Whatever it is, it is this case's: what was recorded of the others has to be told.
          results.push({ reviewId, ok: false, error })
        }
      }
      return results
    },
  }
}

async function groupable(core: GuardCore, by: string): Promise<Groupable> {
  const reviewer = await findReviewer(core, by)
  const most = mostGrouped(core)
  if (most === 0) return { most, cases: [] }
  const now = core.clock.now().toISOString()
  const listed = await core.store.listReviews({
    statuses: ['claimed'],
    claimedBy: reviewer.id,
    limit: LISTED,
  })
  const held = listed.filter(
    (review) => review.impact === 'information' && settle(review, now).review.state.status === 'claimed',
  )
  const cases = await Promise.all(
    held.map(async (review) => {
      const look = await lookAt(core, reviewer, review.id)
      const fault = look.fault ?? (await notAllowed(core, reviewer, look.review))
      return { item: listItem(review, now, reviewer.id), ...(fault === undefined ? {} : { fault }) }
    }),
  )
  return { most, cases }
}

function mostGrouped({ maxGrouped = MOST_GROUPED }: GuardCore): number {
  return Math.min(maxGrouped, MOST_GROUPED)
}

/** Whoever may set a suggestion aside may decide. */
async function notAllowed(
  core: GuardCore,
  reviewer: Reviewer,
  review: Review,
): Promise<'not-allowed' | undefined> {
  const refused = mayDecide(review, await actingNow(core, review, reviewer), 'rejected')
  return refused === undefined ? undefined : 'not-allowed'
}

interface Commanded {
  readonly reviewId: string
  readonly wanted: Wanted
  readonly command: Parameters<DecideAs>[2]
}

function commandOf(
  { reviewId, version, idempotencyKey, outcome, decision }: GroupedDecision,
  who: { readonly by: string; readonly signal?: AbortSignal },
): Commanded {
  return { reviewId, wanted: wantedOf(outcome, decision), command: { ...who, version, idempotencyKey } }
}

/**
 * Nothing is decided unless each case may stand beside the others. One that was decided by this very command before is
 * not asked again: a submission that is sent twice changes nothing.
 *
 * @throws GroupRefusedError with each case at fault.
 */
async function refuseFaults(
  core: GuardCore,
  reviewer: Reviewer,
  commanded: readonly Commanded[],
): Promise<void> {
  if (commanded.length > mostGrouped(core))
    throw new GroupRefusedError(commanded.map(({ reviewId }) => ({ reviewId, fault: 'too-many' })))
  const looks = await Promise.all(commanded.map((each) => lookAt(core, reviewer, each.reviewId, each)))
  const first = looks.find((look) => look.review !== undefined)?.review
  const seen = new Set<string>()
  const faults = looks.flatMap((look, index) => {
    const reviewId = commanded[index]?.reviewId ?? ''
    const fault = seen.has(reviewId) ? 'repeated' : (look.fault ?? otherUse(look.review, first))
    seen.add(reviewId)
    return fault === undefined ? [] : [{ reviewId, fault }]
  })
  if (faults.length > 0) throw new GroupRefusedError(faults)
}

/** A case as it is stored, and why it cannot stand in a group, if it cannot. */
type Look =
  | { readonly review: Review; readonly fault?: undefined }
  | { readonly review?: Review; readonly fault: GroupFault }

/** Looks at one case. `command`: one that may have been carried out before, and is not asked for again then. */
async function lookAt(
  core: GuardCore,
  reviewer: Reviewer,
  reviewId: string,
  command?: Commanded,
): Promise<Look> {
  let review: Review
  try {
    review = await openFor(core, reviewId, reviewer)
  } catch (error) {
    if (isGuardError(error) && error.code === 'ERR_REVIEW_NOT_FOUND') return { fault: 'unknown' }
    if (isGuardError(error) && error.code === 'ERR_TAMPERED') return { fault: 'altered' }
    throw error
  }
  if (command !== undefined && (await isRepeated(core, reviewer, command))) return { review }
  const fault = groupFault(review, await actingNow(core, review, reviewer))
  if (fault !== undefined) return { review, fault }
  return (await wasOpened(core, { review, reviewer })) ? { review } : { review, fault: 'not-opened' }
}

async function isRepeated(
  core: GuardCore,
  { id }: Reviewer,
  { reviewId, wanted, command }: Commanded,
): Promise<boolean> {
  const { idempotencyKey: key, version } = command
  try {
    const content = contentOf(wanted)
    const mark = commandMark(core, {
      name: wanted.outcome,
      reviewId,
      by: `agent:${id}`,
      key,
      version,
      content,
    })
    return await wasCarriedOut(core, mark, key)
  } catch (error) {
    // A command that is wrong was not carried out; what is wrong is said when it is tried.
    if (isGuardError(error) && WRONG.includes(error.code)) return false
    throw error
  }
}

function otherUse(review: Review, first: Review | undefined): 'other-use' | undefined {
  const isSame = first === undefined || (review.systemId === first.systemId && review.useId === first.useId)
  return isSame ? undefined : 'other-use'
}
