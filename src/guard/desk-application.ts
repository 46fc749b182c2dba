import { DecisionInvalidError, ReviewConflictError } from '../errors.js'
import type { ApplicationRequest } from '../review/application.js'
import { markStale, withdraw } from '../review/application.js'
import type { ReviewDesk } from '../review/commands.js'
import { textIssue } from '../review/decision-texts.js'
import type { Review } from '../review/review.js'
import { verifyReview } from '../review/seal.js'
import type { Transition } from '../review/transition.js'
import type { PayloadRow } from '../store/store.js'
import type { GuardCore } from './core.js'
import { commandMark, commitChange, reviewOf, wasCarriedOut } from './desk-command.js'
import { newPayload } from './payloads.js'

type Request = Parameters<ReviewDesk['withdraw']>[1]

interface Rule {
  readonly name: string
  readonly kind: PayloadRow['kind']
  readonly apply: (review: Review, request: ApplicationRequest) => Transition
}

/** How often an application's request is tried again when reviewers change the review at the same moment. */
const MAX_TRIES = 20

/** What the application may do with the reviews of its own requests. It names no version: it always means the present one. */
export function deskApplication(core: GuardCore): Pick<ReviewDesk, 'withdraw' | 'markStale'> {
  return {
    withdraw: (id, request) =>
      apply(core, { reviewId: id, request }, { name: 'withdraw', kind: 'withdrawal', apply: withdraw }),
    markStale: (id, request) =>
      apply(core, { reviewId: id, request }, { name: 'markStale', kind: 'stale', apply: markStale }),
  }
}

async function apply(
  core: GuardCore,
  { reviewId, request }: { reviewId: string; request: Request },
  rule: Rule,
): Promise<void> {
  const issue = textIssue(request.why, 'why', 1)
  if (issue !== undefined) throw new DecisionInvalidError([issue])
  const { by, why, idempotencyKey: key } = request
  let review = await reviewOf(core, reviewId)
  const expected = review.version
  const mark = commandMark(core, { name: rule.name, reviewId, by: `${by.kind}:${by.id}`, key, content: why })
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    if (await wasCarriedOut(core, mark, key)) return
    verifyReview(review, core.signingKey)
    const now = core.clock.now().toISOString()
    const text = newPayload(why.trim(), { review, kind: rule.kind, at: now })
    const transition = rule.apply(review, { by, why: text.ref, now })
    if (!transition.ok) throw transition.error
    const { next, changes } = transition
    // Votes on the former case no longer count: nor do their figures.
    const facts = rule.kind === 'stale' ? { facts: { drop: { reviewId } } } : {}
    const change = { next, changes, now, command: mark, payloads: [text.row], ...facts }
    if ((await commitChange(core, change)) !== undefined) return
    review = await reviewOf(core, reviewId)
  }
  throw new ReviewConflictError(reviewId, expected, review.version)
}
