import { ReviewerNotAllowedError, ReviewStateError } from '../errors.js'
import { agent } from './claim.js'
import { wasShown } from './opinion.js'
import { hasVoted } from './quorum.js'
import type { ProblemReport, Review } from './review.js'
import { mayKnow } from './rights.js'
import type { Acting, Transition } from './transition.js'
import { applyRule, hasEnded } from './transition.js'

/** Most reports kept of one review. */
const MAX_REPORTS = 50

/**
 * Reports a problem with a suggestion. Open to whoever holds the review or has decided on it, and was shown the
 * suggestion: nobody else's open form is disturbed by it.
 */
export function reportProblem(
  review: Review,
  acting: Acting,
  report: Omit<ProblemReport, 'by' | 'at'>,
): Transition {
  return applyRule(review, acting.now, (current) => {
    const ended = hasEnded(current, 'reportProblem')
    if (ended !== undefined) return ended
    const { id } = acting.reviewer
    const holds = current.state.status === 'claimed' && current.state.by === id
    if (!mayKnow(current, acting.reviewer) || !(holds || hasVoted(current, id)))
      return new ReviewerNotAllowedError('not-claimed-by-you', 'Claim this review first, or decide on it.')
    if (!wasShown(current, id))
      return new ReviewStateError(
        current.id,
        'reportProblem',
        current.state.status,
        'look at the suggestion first.',
      )
    const reports = current.reports ?? []
    if (reports.length >= MAX_REPORTS)
      return new ReviewStateError(
        current.id,
        'reportProblem',
        current.state.status,
        'it has been reported often.',
      )
    return {
      review: { ...current, reports: [...reports, { by: id, at: acting.now, ...report }] },
      changes: [
        {
          event: 'review.reported',
          actor: agent(current, acting),
          data: { kind: report.kind, urgent: report.urgent },
          payloads: { text: report.text.digest },
        },
      ],
    }
  })
}
