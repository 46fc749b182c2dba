import { TamperedError } from '../errors.js'
import type { JsonValue } from '../internal/canonical-json.js'
import { canonicalJson } from '../internal/canonical-json.js'
import { newSalt, saltedDigest } from '../internal/digest.js'
import { newId } from '../internal/ids.js'
import type { PayloadRef, Review } from '../review/review.js'
import type { PayloadRow } from '../store/store.js'
import type { GuardCore } from './core.js'

/** A text on its way into the store, and what everything else refers to it by. */
export interface NewPayload {
  readonly row: PayloadRow
  readonly ref: PayloadRef
}

/** What a payload belongs to. */
export interface PayloadOwner {
  readonly review: Pick<Review, 'id' | 'subject'>
  readonly kind: PayloadRow['kind']
  /** ISO 8601, UTC. */
  readonly at: string
}

/** Makes a payload of a JSON value: its RFC 8785 form, with a salt of its own. */
export function newPayload(body: unknown, { review, kind, at }: PayloadOwner): NewPayload {
  const text = canonicalJson(body)
  const salt = newSalt()
  const id = newId()
  const { subject } = review
  return {
    row: {
      id,
      kind,
      reviewId: review.id,
      ...(subject === undefined ? {} : { subject }),
      salt,
      body: text,
      createdAt: at,
    },
    ref: { payloadId: id, digest: saltedDigest(salt, text) },
  }
}

/** A payload that was read and is as it was recorded. */
export interface ReadPayload {
  readonly value: JsonValue
  readonly salt: string
}

/**
 * Reads a payload and checks it against the digest that review and journal commit to.
 *
 * @throws TamperedError when it is missing, belongs to another review or was altered.
 */
export async function readPayload(
  core: Pick<GuardCore, 'store'>,
  ref: PayloadRef,
  owner: { readonly reviewId: string; readonly what: string },
): Promise<ReadPayload> {
  const row = await core.store.getPayload(ref.payloadId)
  const what = `${owner.what} of review ${owner.reviewId}`
  if (row === undefined) throw new TamperedError(what, 'its text is missing')
  if (row.reviewId !== owner.reviewId) throw new TamperedError(what, 'its text belongs to another review')
  if (saltedDigest(row.salt, row.body) !== ref.digest)
    throw new TamperedError(what, 'its text has another digest')
  // The digest proves that this is the text that was written from a JSON value.
  return { value: JSON.parse(row.body) as JsonValue, salt: row.salt }
}
