import { ReviewStateError } from '../errors.js'
import { agent } from './claim.js'
import type { Review } from './review.js'
import { notEntitled, votedAlready, withoutClaim } from './rights.js'
import type { Acting, Transition } from './transition.js'
import { applyRule, notOpen } from './transition.js'

/** Two people have to say the same; when they do not, the escalation role decides. */
const TWO = { agree: 2, of: 2 } as const

/** A review for which a second opinion was drawn when it came in: nobody asked for it, and nobody can do without it. */
export function drawnForSecondOpinion({
  oversight,
  createdAt,
}: Pick<Review, 'oversight' | 'createdAt'>): Pick<Review, 'oversight' | 'secondOpinion'> {
  return { oversight: { ...oversight, quorum: TWO }, secondOpinion: { drawn: true, at: createdAt } }
}

/**
 * Asks that somebody else decide too, blind: the review needs two concurring decisions from now on. Who asks keeps
 * their claim and decides first, or gives it back for two others.
 */
export function askSecondOpinion(review: Review, acting: Acting): Transition {
  return applyRule(review, acting.now, (current) => {
    const refused =
      notOpen(current, 'askSecondOpinion') ??
      withoutClaim(current, acting.reviewer) ??
      notEntitled(current, acting) ??
      votedAlready(current, acting.reviewer) ??
      severalAlready(current)
    if (refused !== undefined) return refused
    return {
      review: {
        ...current,
        oversight: { ...current.oversight, quorum: TWO },
        secondOpinion: { by: acting.reviewer.id, at: acting.now },
      },
      changes: [{ event: 'review.second-opinion-asked', actor: agent(current, acting) }],
    }
  })
}

// Votes remain after an undo of a supervisor's; a quorum that changed under them would change what they meant.
function severalAlready(review: Review): ReviewStateError | undefined {
  if (review.oversight.quorum.agree === 1 && review.oversight.quorum.of === 1 && review.votes.length === 0)
    return undefined
  return new ReviewStateError(
    review.id,
    'askSecondOpinion',
    review.state.status,
    'several people decide on it already.',
  )
}
