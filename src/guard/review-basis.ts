import type { JsonValue } from '../internal/canonical-json.js'
import type { Review } from '../review/review.js'
import type { SuggestionContent } from '../review/suggestion.js'
import type { GuardCore } from './core.js'
import { readPayload } from './payloads.js'

/** What a decision rests on, read and verified. */
export interface Basis {
  readonly suggestion: SuggestionContent
  readonly caseData: JsonValue
  /** The suggestion's salt: under it, the values of all voters compare. */
  readonly salt: string
}

/**
 * Reads suggestion and case of a review and checks both against the digests under its seal.
 *
 * @throws TamperedError naming the one that was altered.
 */
export async function readBasis(core: Pick<GuardCore, 'store'>, review: Review): Promise<Basis> {
  const [suggestion, caseData] = await Promise.all([
    readPayload(core, review.suggestion, { reviewId: review.id, what: 'The suggestion' }),
    readPayload(core, review.caseData, { reviewId: review.id, what: 'The case data' }),
  ])
  // It has the shape that this guard wrote: its digest is under the seal.
  return {
    suggestion: suggestion.value as unknown as SuggestionContent,
    caseData: caseData.value,
    salt: suggestion.salt,
  }
}
