import { type createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  exportPrivateJwk,
  exportPublicJwk,
  generateSigningKey,
  importSigningKey,
  importVerifyingKey,
  toVerifyingKey,
} from '../../src/internal/signing-key.js'

// RFC 8037 appendix A: an Ed25519 key and its thumbprint.
const RFC_KEY = {
  kty: 'OKP',
  crv: 'Ed25519',
  d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
} as const
const RFC_PUBLIC = { kty: RFC_KEY.kty, crv: RFC_KEY.crv, x: RFC_KEY.x }
const name = 'ville.example/journal'
const pem = (key: object, type: 'pkcs8' | 'spki'): string =>
  (key as ReturnType<typeof createPrivateKey>).export({ format: 'pem', type }).toString()

describe('signing keys', () => {
  it('have the thumbprint of RFC 8037 as their id', () => {
    const key = importSigningKey({ name, key: RFC_KEY })
    expect(key.keyId).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k')
    expect(importVerifyingKey({ name, key: RFC_PUBLIC }).keyId).toBe(key.keyId)
    expect(exportPublicJwk(key)).toEqual({ ...RFC_PUBLIC, kid: key.keyId, alg: 'EdDSA', use: 'sig' })
    expect(exportPrivateJwk(key)).toMatchObject(RFC_KEY)
  })

  it('come back from every form they are written in', () => {
    const key = generateSigningKey(name)
    const jwk = exportPrivateJwk(key)
    for (const form of [jwk, JSON.stringify(jwk), ` ${pem(key.privateKey, 'pkcs8')}\n`]) {
      expect(exportPrivateJwk(importSigningKey({ name, key: form }))).toEqual(jwk)
    }
    const open = exportPublicJwk(key)
    for (const form of [open, JSON.stringify(open), pem(key.publicKey, 'spki')]) {
      expect(exportPublicJwk(importVerifyingKey({ name, key: form }))).toEqual(open)
    }
    expect(Object.keys(toVerifyingKey(key)).sort()).toEqual(['keyId', 'name', 'publicKey'])
  })

  it('do not show their private part when printed', () => {
    const key = importSigningKey({ name, key: RFC_KEY })
    expect(JSON.stringify(key) + inspect(key, { depth: 9 })).not.toContain(RFC_KEY.d.slice(0, 10))
  })

  it('refuse every other key with one typed error that quotes nothing of it', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const x25519 = generateKeyPairSync('x25519')
    const other = exportPrivateJwk(generateSigningKey(name))
    const ed = generateKeyPairSync('ed25519')
    const encrypted = ed.privateKey
      .export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'secret' })
      .toString()
    const edPem = pem(ed.privateKey, 'pkcs8')
    const wrong: readonly unknown[] = [
      pem(rsa.privateKey, 'pkcs8'),
      rsa.privateKey.export({ format: 'jwk' }),
      pem(p256.privateKey, 'pkcs8'),
      p256.privateKey.export({ format: 'jwk' }),
      pem(x25519.privateKey, 'pkcs8'),
      x25519.privateKey.export({ format: 'jwk' }),
      RFC_PUBLIC,
      pem(ed.publicKey, 'spki'),
      encrypted,
      edPem.replace(/\n[A-Za-z0-9]{8}/, '\n!!!!!!!!'),
      edPem.slice(0, 60),
      { ...RFC_KEY, d: RFC_KEY.d.slice(1) },
      { ...RFC_KEY, d: `${RFC_KEY.d}A` },
      { ...RFC_KEY, d: 7 },
      { ...RFC_KEY, x: other.x },
      { ...RFC_KEY, kty: 'EC' },
      { ...RFC_KEY, crv: 'Ed448' },
      JSON.stringify(RFC_KEY).slice(0, -5),
      '',
      'null',
      '[]',
      'a secret that is no key',
      undefined,
      null,
      7,
    ]
    for (const key of wrong) {
      const error = thrown(() => importSigningKey({ name, key: key as string }))
      expect(error).toMatchObject({ code: 'ERR_KEY_INVALID' })
      expect(error).not.toHaveProperty('cause')
      expect(leaks(error, key)).toBe(false)
    }
  })

  it('refuse a private key where only a public one belongs', () => {
    const key = generateSigningKey(name)
    for (const form of [exportPrivateJwk(key), pem(key.privateKey, 'pkcs8')]) {
      expect(thrown(() => importVerifyingKey({ name, key: form }))).toMatchObject({
        code: 'ERR_KEY_INVALID',
        message: expect.stringContaining('private'),
      })
    }
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
    for (const form of [
      pem(rsa.publicKey, 'spki'),
      { ...RFC_PUBLIC, x: 'AA' },
      'nonsense',
      '-----BEGIN PUBLIC KEY-----\n',
    ]) {
      expect(thrown(() => importVerifyingKey({ name, key: form }))).toMatchObject({ code: 'ERR_KEY_INVALID' })
    }
  })

  it('refuse a name that would break a signature line', () => {
    for (const bad of [
      '',
      'a b',
      'a+b',
      'a\nb',
      'a\u00a0b',
      'a\u2028b',
      'a\u0000b',
      'a\u0085b',
      '\ud800',
      'x'.repeat(201),
    ]) {
      expect(thrown(() => generateSigningKey(bad))).toMatchObject({ code: 'ERR_KEY_INVALID' })
      expect(thrown(() => importVerifyingKey({ name: bad, key: RFC_PUBLIC }))).toMatchObject({
        code: 'ERR_KEY_INVALID',
      })
    }
  })

  it('answer any input with a key or the typed error', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.object()), (key) => {
        expect(thrown(() => importSigningKey({ name, key }))).toMatchObject({ code: 'ERR_KEY_INVALID' })
      }),
    )
  })
})

function thrown(act: () => unknown): unknown {
  try {
    return act()
  } catch (error) {
    return error
  }
}

/** True when any eight characters of the key's base64 stand in the error. */
function leaks(error: unknown, key: unknown): boolean {
  const shown = inspect(error, { depth: 5 }).replace(/^ +at .*$/gm, '')
  const secret =
    typeof key === 'string' ? key.replace(/-----[A-Z0-9 ]+-----/g, '') : JSON.stringify(key ?? '')
  const parts = secret.match(/[A-Za-z0-9+/_-]{8,}/g) ?? []
  return parts.some((part) => part.length > 12 && shown.includes(part.slice(0, 8)))
}
