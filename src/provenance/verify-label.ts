import { LabelInvalidError } from '../errors.js'
import { canonicalJson } from '../internal/canonical-json.js'
import type { VerifyingKey } from '../internal/signing-key.js'
import { checkClaims, LABEL_TYPE, MAX_JWS_LENGTH } from './claims.js'
import { contentDigest } from './content-digest.js'
import type { Label, LabelClaims } from './label.js'

/** What a label is checked against. */
export interface VerifyLabelOptions {
  /** The public keys that may have signed it. A label names its own by thumbprint, but never brings it. */
  readonly keys: readonly VerifyingKey[]
  /** The content it should belong to. Without it only the label is checked, not what it is attached to. */
  readonly content?: unknown
}

/**
 * Checks a label: its form, its signature, and its content when given. What is returned is what was signed, not what
 * came beside it.
 *
 * @throws LabelInvalidError `malformed` (not a label of a known version, too long, another algorithm, not canonical),
 * `key` (none of the keys is the one it names), `signature` (not signed by that key, or visible facts that differ from the
 * signed ones) or `digest` (it belongs to another content). InputInvalidError when the content has no digest.
 */
export async function verifyLabel(label: Label | string, options: VerifyLabelOptions): Promise<LabelClaims> {
  const jws = jwsOf(label)
  const parts = readJws(jws)
  const claims = await checkSignature(jws, parts, options.keys)
  if (typeof label !== 'string') checkVisibleFacts(label, parts.payload)
  if (Object.hasOwn(options, 'content') && contentDigest(options.content) !== claims.digest)
    throw new LabelInvalidError('digest', 'The label belongs to another content, or the content was changed.')
  return claims
}

interface JwsParts {
  readonly keyId: string
  readonly payload: string
}

function malformed(why: string): LabelInvalidError {
  return new LabelInvalidError('malformed', `This is not a label that can be read: ${why}.`)
}

function jwsOf(label: unknown): string {
  const jws =
    typeof label === 'object' && label !== null && Object.hasOwn(label, 'jws')
      ? (label as { readonly jws: unknown }).jws
      : label
  if (typeof jws !== 'string') throw malformed('it has no signed form')
  if (jws.length > MAX_JWS_LENGTH) throw malformed(`it is longer than ${MAX_JWS_LENGTH} characters`)
  return jws
}

// Every byte of a label is checked against the one form it can have, so that no two texts are the same label.
function readJws(jws: string): JwsParts {
  const [header, payload, signature, ...more] = jws.split('.')
  if (header === undefined || payload === undefined || signature === undefined || more.length > 0)
    throw malformed('it does not have three parts')
  if (bytesOf(signature).length !== 64) throw malformed('its signature has not the length of an Ed25519 one')
  const headerText = textOf(header)
  const keyId = keyIdOf(headerText)
  if (headerText !== canonicalJson({ alg: 'EdDSA', kid: keyId, typ: LABEL_TYPE }))
    throw malformed('its header is not the one that labels have')
  return { keyId, payload: textOf(payload) }
}

function bytesOf(part: string): Buffer {
  const bytes = Buffer.from(part, 'base64url')
  if (bytes.toString('base64url') !== part) throw malformed('it is not base64url')
  return bytes
}

function textOf(part: string): string {
  const bytes = bytesOf(part)
  const text = bytes.toString('utf8')
  if (!Buffer.from(text, 'utf8').equals(bytes)) throw malformed('it is not UTF-8')
  return text
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new LabelInvalidError('malformed', 'This is not a label that can be read: it is not JSON.', {
      cause: error,
    })
  }
}

function keyIdOf(headerText: string): string {
  const header = jsonOf(headerText)
  if (typeof header !== 'object' || header === null) throw malformed('it has no header')
  const { alg, kid } = header as { readonly alg?: unknown; readonly kid?: unknown }
  if (alg !== 'EdDSA') throw malformed('it is not signed with Ed25519')
  if (typeof kid !== 'string') throw malformed('it names no key')
  return kid
}

async function checkSignature(
  jws: string,
  { keyId, payload }: JwsParts,
  keys: readonly VerifyingKey[],
): Promise<LabelClaims> {
  const key = keys.find((candidate) => candidate.keyId === keyId)
  if (key === undefined)
    throw new LabelInvalidError('key', 'The label is signed by a key that is not known here.')
  // Loaded by whoever verifies: a guard signs labels without it.
  const { compactVerify } = await import('jose')
  try {
    await compactVerify(jws, key.publicKey, { algorithms: ['EdDSA'] })
  } catch (error) {
    throw new LabelInvalidError(
      'signature',
      'The label was not signed by the key it names, or was altered.',
      {
        cause: error,
      },
    )
  }
  const claims = checkClaims(jsonOf(payload))
  // Refuses members given twice and any other second way of writing the same facts.
  if (formOf(claims) !== payload) throw malformed('its facts are not in canonical form')
  return claims
}

function checkVisibleFacts(label: Label, payload: string): void {
  const { jws: _jws, ...visible } = label
  if (formOf(visible) !== payload)
    throw new LabelInvalidError('signature', 'What the label shows differs from what was signed.')
}

function formOf(value: unknown): string {
  try {
    return canonicalJson(value)
  } catch (error) {
    throw new LabelInvalidError('malformed', 'This is not a label that can be read: it is not JSON.', {
      cause: error,
    })
  }
}
