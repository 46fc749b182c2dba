import type { JsonWebKey, KeyObject } from 'node:crypto'
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { KeyInvalidError } from '../errors.js'
import { isWellFormed } from './well-formed.js'

/** An Ed25519 key in JSON Web Key form (RFC 8037 §2). `d` is there in a private key only. */
export interface Ed25519Jwk {
  readonly kty: 'OKP'
  readonly crv: 'Ed25519'
  readonly x: string
  readonly d?: string
  readonly kid?: string
  readonly alg?: 'EdDSA'
  readonly use?: 'sig'
}

/** The public half: all that is needed to check what was signed. */
export interface VerifyingKey {
  /** Who signs: by convention a schema-less URL such as `ville.example/journal`. */
  readonly name: string
  /** JWK thumbprint (RFC 7638), base64url. */
  readonly keyId: string
  readonly publicKey: KeyObject
}

/** A key that signs: labels, checkpoints, seals. Ed25519 only. */
export interface SigningKey extends VerifyingKey {
  readonly privateKey: KeyObject
}

/** A key as it comes from a file or the environment: JWK object, JWK as JSON text, or PEM. */
export type KeyInput = string | object

/**
 * Makes a new Ed25519 key.
 *
 * @throws KeyInvalidError when the name cannot stand in a signature line.
 */
export function generateSigningKey(name: string): SigningKey {
  checkName(name)
  const pair = generateKeyPairSync('ed25519')
  return { ...verifyingKey(name, pair.publicKey), privateKey: pair.privateKey }
}

/**
 * Reads a private Ed25519 key: PKCS #8 PEM, JWK object, or JWK as JSON text.
 *
 * @throws KeyInvalidError for anything else; the message never holds a part of the key.
 */
export function importSigningKey(options: { readonly name: string; readonly key: KeyInput }): SigningKey {
  checkName(options.name)
  const jwkOrPem = read(options.key)
  if (typeof jwkOrPem !== 'string') return signingKeyOfJwk(options.name, jwkOrPem)
  if (/-----BEGIN (?:[A-Z]+ )?PUBLIC KEY-----|-----BEGIN CERTIFICATE-----/.test(jwkOrPem)) {
    throw new KeyInvalidError('A private key is needed to sign, but this PEM holds a public one.')
  }
  const privateKey = attempt(
    () => createPrivateKey(jwkOrPem),
    'The PEM cannot be read as an unencrypted private key.',
  )
  return { ...verifyingKey(options.name, createPublicKey(ed25519Only(privateKey))), privateKey }
}

/**
 * Reads a public Ed25519 key: SPKI PEM, JWK object, or JWK as JSON text.
 *
 * @throws KeyInvalidError for anything else, a private key included: it does not belong where anybody verifies.
 */
export function importVerifyingKey(options: { readonly name: string; readonly key: KeyInput }): VerifyingKey {
  checkName(options.name)
  const jwkOrPem = read(options.key)
  if (typeof jwkOrPem === 'string') {
    if (jwkOrPem.includes('PRIVATE KEY-----')) throw privateWhereVerifying()
    const publicKey = attempt(() => createPublicKey(jwkOrPem), 'The PEM cannot be read as a public key.')
    return verifyingKey(options.name, ed25519Only(publicKey))
  }
  if ('d' in jwkOrPem) throw privateWhereVerifying()
  const x = keyBytes(jwkOrPem, 'x')
  return verifyingKey(options.name, publicKeyOf(x))
}

/** The public key alone: what one may give away. */
export function toVerifyingKey(key: VerifyingKey): VerifyingKey {
  return { name: key.name, keyId: key.keyId, publicKey: key.publicKey }
}

/** The private key as a JWK, to be kept secret. */
export function exportPrivateJwk(key: SigningKey): Ed25519Jwk {
  const { d } = key.privateKey.export({ format: 'jwk' })
  if (d === undefined) throw new KeyInvalidError('The key has no private part to export.')
  return { ...exportPublicJwk(key), d }
}

/** The public key as a JWK whose `kid` is its thumbprint. */
export function exportPublicJwk(key: VerifyingKey): Ed25519Jwk {
  const x = publicBytes(key.publicKey).toString('base64url')
  return { kty: 'OKP', crv: 'Ed25519', x, kid: key.keyId, alg: 'EdDSA', use: 'sig' }
}

/** The 32 bytes of an Ed25519 public key (RFC 8032 §5.1.5). */
export function publicBytes(publicKey: KeyObject): Buffer {
  const { x } = ed25519Only(publicKey).export({ format: 'jwk' })
  if (x === undefined) throw new KeyInvalidError('The key has no public part.')
  return Buffer.from(x, 'base64url')
}

function verifyingKey(name: string, publicKey: KeyObject): VerifyingKey {
  const x = publicBytes(publicKey).toString('base64url')
  // RFC 7638 §3.2 and RFC 8037 §2: the required members only, in lexicographic order.
  const keyId = createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest('base64url')
  return { name, keyId, publicKey }
}

function signingKeyOfJwk(name: string, jwk: object): SigningKey {
  const x = keyBytes(jwk, 'x')
  if (!('d' in jwk))
    throw new KeyInvalidError(
      'A private key is needed to sign, but this JWK holds a public one ("d" is missing).',
    )
  const d = keyBytes(jwk, 'd')
  const key: JsonWebKey = {
    kty: 'OKP',
    crv: 'Ed25519',
    x: x.toString('base64url'),
    d: d.toString('base64url'),
  }
  const privateKey = attempt(
    () => createPrivateKey({ key, format: 'jwk' }),
    'The JWK is not a private Ed25519 key.',
  )
  // Derived again from `d`: a wrong `x` would give signatures that nobody can verify.
  const publicKey = createPublicKey(createPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' })))
  if (!publicBytes(publicKey).equals(x))
    throw new KeyInvalidError('The JWK\'s "x" is not the public key of its "d".')
  return { ...verifyingKey(name, publicKey), privateKey }
}

function publicKeyOf(x: Buffer): KeyObject {
  const key: JsonWebKey = { kty: 'OKP', crv: 'Ed25519', x: x.toString('base64url') }
  return attempt(() => createPublicKey({ key, format: 'jwk' }), 'The JWK is not a public Ed25519 key.')
}

function keyBytes(jwk: object, member: 'x' | 'd'): Buffer {
  const { kty, crv, [member]: text } = jwk as { kty?: unknown; crv?: unknown; x?: unknown; d?: unknown }
  if (kty !== 'OKP' || crv !== 'Ed25519') {
    throw new KeyInvalidError('The JWK is not an Ed25519 key (kty "OKP", crv "Ed25519").')
  }
  if (typeof text !== 'string')
    throw new KeyInvalidError(`The JWK's "${member}" is missing or is not a string.`)
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.length !== 32 || bytes.toString('base64url') !== text) {
    throw new KeyInvalidError(`The JWK's "${member}" is not 32 bytes in base64url.`)
  }
  return bytes
}

function read(input: unknown): string | object {
  if (typeof input === 'object' && input !== null) return input
  if (typeof input !== 'string') throw new KeyInvalidError('The key is missing. Give a JWK or a PEM text.')
  const text = input.trim()
  if (text.startsWith('-----BEGIN ')) return text
  const jwk: unknown = attempt(() => JSON.parse(text), 'The key is neither a PEM nor a JWK.')
  if (typeof jwk !== 'object' || jwk === null)
    throw new KeyInvalidError('The key is neither a PEM nor a JWK.')
  return jwk
}

function ed25519Only(key: KeyObject): KeyObject {
  if (key.asymmetricKeyType === 'ed25519') return key
  throw new KeyInvalidError(
    `The key is of type "${key.asymmetricKeyType ?? key.type}"; only Ed25519 is used here.`,
  )
}

// C2SP signed-note: a name that is empty or holds a space, a plus or a control character breaks the signature line.
function checkName(name: unknown): void {
  if (typeof name !== 'string' || !/^[^\p{White_Space}\p{Cc}+]{1,200}$/u.test(name) || !isWellFormed(name)) {
    throw new KeyInvalidError(
      'A key name has 1 to 200 characters, without spaces, control characters or "+".',
    )
  }
}

function privateWhereVerifying(): KeyInvalidError {
  return new KeyInvalidError(
    'This is a private key. Verifying needs the public one only; export it with exportPublicJwk().',
  )
}

// The library's own error stays out, as message and as cause: some of its messages quote their input.
function attempt<T>(make: () => T, message: string): T {
  try {
    return make()
  } catch {
    throw new KeyInvalidError(message)
  }
}
