import { randomUUID } from 'node:crypto'
import type { ReviewerCommand } from '../../review/commands.js'
import type { ReviewRequest } from './answer.js'
import { HIDDEN_NAMES } from './shell.js'
import type { Visit } from './visit.js'

/** What this visitor sees of a review. */
export function viewOf(visit: Visit, reviewId: string): ReturnType<Visit['guard']['reviews']['view']> {
  return visit.guard.reviews.view(reviewId, visit.reviewer.id)
}

/** The command that a form names: version and idempotency key are its hidden fields. */
export function commandOf({ visit, form }: Pick<ReviewRequest, 'visit' | 'form'>): ReviewerCommand {
  const version = form.get(HIDDEN_NAMES.version) ?? ''
  return {
    by: visit.reviewer.id,
    // A version that no review has: the desk answers with a conflict.
    version: /^\d{1,15}$/.test(version) ? Number(version) : 0,
    idempotencyKey: form.get(HIDDEN_NAMES.key) ?? randomUUID(),
  }
}
