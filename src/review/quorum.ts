import type { DecisionRecord } from './decision.js'
import type { Review } from './review.js'

/** The decisions that say the same as `decision`: same outcome and same value. */
export function concurring(
  votes: readonly DecisionRecord[],
  decision: DecisionRecord,
): readonly DecisionRecord[] {
  return votes.filter(
    (vote) => vote.outcome === decision.outcome && vote.valueDigest === decision.valueDigest,
  )
}

/** True when the people who may still vote cannot bring about the agreement any more. */
export function deadlocked({ votes, oversight }: Pick<Review, 'votes' | 'oversight'>): boolean {
  const { agree, of } = oversight.quorum
  const best = Math.max(0, ...votes.map((vote) => concurring(votes, vote).length))
  return best + Math.max(0, of - votes.length) < agree
}

/** True when this person's decision on the review counts already. */
export function hasVoted(review: Pick<Review, 'votes'>, reviewerId: string): boolean {
  return review.votes.some((vote) => vote.by === reviewerId)
}

/**
 * Whose decisions carry the decision that was taken: those who agree, or one holder of the escalation role once
 * agreement had become impossible. Undefined when nothing was decided, or when the quorum does not stand behind it.
 */
export function decidersOf(review: Review): readonly DecisionRecord[] | undefined {
  if (review.state.status !== 'decided' && review.state.status !== 'effective') return undefined
  const { decision } = review.state
  const cast = review.votes.filter((vote) => vote.seal === decision.seal).length
  if (cast !== 1 || new Set(review.votes.map((vote) => vote.by)).size !== review.votes.length)
    return undefined
  const together = concurring(review.votes, decision)
  if (together.length >= review.oversight.quorum.agree) return together
  const others = review.votes.filter((vote) => vote.seal !== decision.seal)
  const alone = decision.role === review.oversight.escalationRole && deadlocked({ ...review, votes: others })
  return alone ? [decision] : undefined
}
