import { claim, giveBack, renew, takeOver } from './claim.js'
import { mayDecide, undo } from './decide.js'
import { escalate } from './escalate.js'
import { recordOpinion, reveal } from './opinion.js'
import { reportProblem } from './report-problem.js'
import type { Review } from './review.js'
import { askSecondOpinion } from './second-opinion.js'
import type { Acting } from './transition.js'
import type { ReviewAction } from './view.js'

const NO_REPORT = { kind: 'other', urgent: false, text: { payloadId: '', digest: '' } } as const

// The rules themselves are asked, so that a screen can never offer what the desk refuses.
const MAY: Record<ReviewAction, (review: Review, acting: Acting) => boolean> = {
  claim: (review, acting) => claim(review, acting).ok,
  renew: (review, acting) => renew(review, acting).ok,
  'give-back': (review, acting) => giveBack(review, acting).ok,
  'record-opinion': (review, acting) => recordOpinion(review, acting, { choice: 'undecided' }).ok,
  reveal: (review, acting) => reveal(review, acting).ok,
  approve: (review, acting) => mayDecide(review, acting, 'approved') === undefined,
  amend: (review, acting) => mayDecide(review, acting, 'amended') === undefined,
  reject: (review, acting) => mayDecide(review, acting, 'rejected') === undefined,
  'without-ai': (review, acting) => mayDecide(review, acting, 'without-ai') === undefined,
  undo: (review, acting) => undo(review, acting).ok,
  escalate: (review, acting) => escalate(review, acting).ok,
  'ask-second-opinion': (review, acting) => askSecondOpinion(review, acting).ok,
  'take-over': (review, acting) => takeOver(review, acting).ok,
  report: (review, acting) => reportProblem(review, acting, NO_REPORT).ok,
}

/** What somebody may do with a review at a moment, as far as state and rights go. */
export function allowedActions(review: Review, acting: Acting): readonly ReviewAction[] {
  return withoutStacks(() =>
    (Object.keys(MAY) as ReviewAction[]).filter((action) => MAY[action](review, acting)),
  )
}

/**
 * Nobody sees the refusals made here, and walking the stack for each took most of the time. Nothing is awaited within, so
 * no error of anybody else is made without its stack.
 */
function withoutStacks<Result>(work: () => Result): Result {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 0
  try {
    return work()
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
}
