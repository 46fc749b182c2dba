import { randomUUID } from 'node:crypto'
import { isGuardError } from '../../errors.js'
import { seeOther } from '../responses.js'
import { keepDraft, type ReviewRequest } from './answer.js'
import { commandOf, viewOf } from './command.js'

/** Why somebody who takes a decision back may not hold the case again: it is then free for everybody. */
const NOT_THEIRS: readonly string[] = ['ERR_REVIEW_CONFLICT', 'ERR_REVIEW_STATE', 'ERR_REVIEWER_NOT_ALLOWED']

/**
 * « Annuler l’enregistrement »: the case comes back to the agent who had decided it, unless they hold as many as they
 * may, or somebody was faster. A supervisor who takes a colleague's decision back leaves it free.
 */
export async function takeBack(request: ReviewRequest): Promise<Response> {
  const { visit, reviewId } = request
  const { reviews } = visit.guard
  await keepDraft(request)
  const before = await viewOf(visit, reviewId)
  const view = await reviews.undo(reviewId, commandOf(request))
  const page = visit.paths.review(reviewId)
  if (before.decidedBy?.by !== visit.reviewer.id || !view.allowed.includes('claim'))
    return seeOther(`${page}#etat`)
  try {
    const { version } = view
    await reviews.claim(reviewId, { by: visit.reviewer.id, version, idempotencyKey: randomUUID() })
  } catch (error) {
    if (!isGuardError(error) || !NOT_THEIRS.includes(error.code)) throw error
    return seeOther(`${page}#etat`)
  }
  return seeOther(`${page}#decision`)
}
