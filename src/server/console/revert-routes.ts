import { keepDraft, type ReviewRequest, reviewPage } from './answer.js'
import { viewOf } from './command.js'
import { draftBody } from './draft.js'
import { DECISION_NAMES } from './submission.js'

/** « Revenir à la suggestion »: asks first. What was typed is kept meanwhile. */
export async function askRevert(request: ReviewRequest): Promise<Response> {
  const { visit, reviewId } = request
  const typed = await keepDraft(request)
  return reviewPage(visit, await viewOf(visit, reviewId), { typed, message: 'revert-asked' })
}

/** Takes the changes of the fields back, and nothing else of what was typed. */
export async function revert(request: ReviewRequest): Promise<Response> {
  const { visit, reviewId } = request
  const typed = await keepDraft(request)
  const { amended } = DECISION_NAMES
  const left = new Map([...typed].filter(([name]) => name !== amended && !name.startsWith(`${amended}/`)))
  await visit.guard.reviews.saveDraft(reviewId, visit.reviewer.id, draftBody(left))
  return reviewPage(visit, await viewOf(visit, reviewId), { typed: left, message: 'reverted' })
}
