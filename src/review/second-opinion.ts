import { ReviewStateError } from '../errors.js'
import { sha256 } from '../internal/digest.js'
import type { SigningKey, VerifyingKey } from '../internal/signing-key.js'
import { agent } from './claim.js'
import type { Review } from './review.js'
import { notEntitled, votedAlready, withoutClaim } from './rights.js'
import { isSealed, sealOf } from './seal.js'
import type { Acting, Change, Transition } from './transition.js'
import { applyRule, notOpen } from './transition.js'

/** Two people have to say the same; when they do not, the escalation role decides. */
const TWO = { agree: 2, of: 2 } as const

/** How many cases of a hundred are drawn, and the lot of one: what the journal keeps, and anybody can check. */
export interface SecondOpinionDraw {
  readonly percent: number
  /**
   * The guard's signature over the review's id (Ed25519: always the same). Without the key nobody can foresee it; with it,
   * whoever repeats the draw, in any process, gets the same.
   */
  readonly proof: string
}

const SEAL_WORD = 'garde-fou/second-opinion/v1'

/** Draws a review's lot. Undefined where the use draws none, several people decide anyway, or there is no suggestion. */
export function drawLot(review: Review, key: SigningKey): SecondOpinionDraw | undefined {
  const { id, oversight, secondOpinion, votes, withoutSuggestion } = review
  const { secondOpinionPercent: percent = 0, quorum } = oversight
  if (percent === 0 || quorum.of > 1 || secondOpinion !== undefined || votes.length > 0) return undefined
  // Without a suggestion there is no agreement with an AI to be looked at.
  return withoutSuggestion === true ? undefined : { percent, proof: sealOf(SEAL_WORD, id, key) }
}

/**
 * Whether a lot falls on the review: the first 48 bits of its proof's SHA-256, as a fraction of one, are under the share.
 * Of the journal's entries `review.decided` and `review.second-opinion-asked`.
 */
export function isDrawnForSecondOpinion({ percent, proof }: SecondOpinionDraw): boolean {
  return Number.parseInt(sha256(proof).slice(0, 12), 16) * 100 < percent * 2 ** 48
}

/** Whether the guard's key drew this lot for this review: nobody chose it. */
export function isSecondOpinionLot(
  reviewId: string,
  { proof }: Pick<SecondOpinionDraw, 'proof'>,
  key: VerifyingKey,
): boolean {
  return isSealed(SEAL_WORD, reviewId, { seal: proof, key })
}

/** A review on whose first decision the lot falls: it needs a second one, of somebody who knows nothing of it. */
export function withLot(
  review: Review,
  { draw, now }: Pick<Acting, 'draw' | 'now'>,
): { readonly review: Review; readonly changes: readonly Change[] } {
  if (draw === undefined || !isDrawnForSecondOpinion(draw)) return { review, changes: [] }
  return {
    review: {
      ...review,
      oversight: { ...review.oversight, quorum: TWO },
      secondOpinion: { drawn: true, at: now },
    },
    changes: [
      {
        event: 'review.second-opinion-asked',
        actor: { kind: 'guard' },
        data: { cause: 'drawn', percent: draw.percent, proof: draw.proof },
      },
    ],
  }
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
