import { sign } from 'node:crypto'
import { LabelInvalidError } from '../errors.js'
import { canonicalJson } from '../internal/canonical-json.js'
import type { SigningKey } from '../internal/signing-key.js'
import type { ModelRecord, SystemRecord } from '../system/system-record.js'
import { checkClaims, LABEL_TYPE, MAX_JWS_LENGTH, MAX_NAME_LENGTH } from './claims.js'
import { contentDigest } from './content-digest.js'
import type { HumanReview, Label, LabelClaims } from './label.js'
import { digitalSourceTypeOf, digitalSourceUri } from './vocabularies.js'

/** What a label is made from. */
export interface LabelInput {
  /** The call that produced the content. */
  readonly callId: string
  /** The system as it was when the model answered. */
  readonly system: Pick<SystemRecord, 'id' | 'version' | 'name' | 'recordUrl'> & {
    readonly model: Pick<ModelRecord, 'name' | 'supplier' | 'version' | 'nature'>
  }
  readonly useId: string
  /** The output itself: a text, or a value with a JSON form. Only its digest goes into the label. */
  readonly content: unknown
  /** When the model answered. */
  readonly generatedAt: Date
  readonly humanReview: HumanReview
  /** The role of the person who reviewed it, never a name. Only with `approved` and `amended`. */
  readonly reviewedBy?: string
  readonly key: SigningKey
}

/**
 * Labels an output: its facts, and the same facts signed (JWS, Ed25519). Names longer than 200 characters are cut.
 *
 * @throws InputInvalidError when the content has no digest; LabelInvalidError when an id is empty or too long, the
 * date is none, or a reviewer's role is given although nobody has reviewed it.
 */
export async function createLabel(input: LabelInput): Promise<Label> {
  const claims = claimsOf(input)
  const jws = compactJws(canonicalJson(claims), input.key)
  if (jws.length > MAX_JWS_LENGTH)
    throw new LabelInvalidError('malformed', `The label is longer than ${MAX_JWS_LENGTH} characters.`)
  return { ...claims, jws }
}

/**
 * Compact serialisation (RFC 7515 §7.1) with Ed25519 (RFC 8037 §3.1). Signed in this thread: a signature takes less time than
 * handing it to another one and back.
 */
function compactJws(payload: string, { keyId, privateKey }: SigningKey): string {
  // In the order of RFC 8785, so that a label has one form only.
  const header = JSON.stringify({ alg: 'EdDSA', kid: keyId, typ: LABEL_TYPE })
  const signed = [header, payload].map((text) => Buffer.from(text, 'utf8').toString('base64url')).join('.')
  return `${signed}.${sign(null, Buffer.from(signed, 'ascii'), privateKey).toString('base64url')}`
}

function claimsOf(input: LabelInput): LabelClaims {
  const { system, humanReview, reviewedBy } = input
  const { model } = system
  return checkClaims({
    v: 1,
    callId: input.callId,
    system: {
      id: system.id,
      version: cut(system.version),
      name: cut(system.name),
      ...(system.recordUrl === undefined ? {} : { recordUrl: system.recordUrl.toWellFormed() }),
    },
    use: input.useId,
    model: {
      name: cut(model.name),
      supplier: cut(model.supplier),
      ...(model.version === undefined ? {} : { version: cut(model.version) }),
    },
    // An impossible date becomes a fault of the label, not a RangeError.
    generatedAt: Number.isNaN(input.generatedAt.getTime()) ? '' : input.generatedAt.toISOString(),
    digest: contentDigest(input.content),
    digitalSourceType: digitalSourceUri(digitalSourceTypeOf(model.nature, humanReview)),
    humanReview,
    ...(reviewedBy === undefined ? {} : { reviewedBy: cut(reviewedBy) }),
  })
}

// A name of two megabytes in a record must not stop a call, nor make a label that no header can carry.
function cut(name: string): string {
  if (name.length <= MAX_NAME_LENGTH) return name.toWellFormed()
  const kept = name.slice(0, MAX_NAME_LENGTH - 1)
  return `${(/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept).toWellFormed()}…`
}
