import type { Review } from './review.js'

/**
 * Whether a decision can be explained individually: `ready`; `not-in-effect` yet; `control`, which concerns nobody;
 * `without-ai`, since the duty (CRPA art. L. 311-3-1) is about decisions taken on the basis of algorithmic treatment.
 */
export type Explicable = 'ready' | 'not-in-effect' | 'control' | 'without-ai'

/** Whether the decision on this review can be explained, as it stands. */
export function explicable({
  state,
  control,
  withoutSuggestion,
}: Pick<Review, 'state' | 'control' | 'withoutSuggestion'>): Explicable {
  if (control !== undefined) return 'control'
  if (withoutSuggestion === true) return 'without-ai'
  return state.status === 'effective' ? 'ready' : 'not-in-effect'
}
