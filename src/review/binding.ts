import type { Sha256 } from '../internal/digest.js'
import { digestOf } from '../internal/digest.js'
import type { Review } from './review.js'

/**
 * What a decision on this review rests on, as one digest: suggestion and case (by their salted digests), system with
 * version and record, use, charter, call. An array with a version word, since the order of its parts is their meaning.
 */
export function bindingOf(review: Omit<Review, 'binding' | 'seal' | 'state' | 'version'>): Sha256 {
  return digestOf('garde-fou/binding/v1', [
    review.suggestion.digest,
    review.caseData.digest,
    review.systemId,
    review.systemVersion,
    review.systemRecordDigest,
    review.useId,
    review.charter.id,
    review.charter.version,
    review.callId,
  ])
}
