import { createHmac, sign } from 'node:crypto'
import fc from 'fast-check'
import { verifyLabel } from 'garde-fou/label'
import { describe, expect, test } from 'vitest'
import type { LabelInvalidError } from '../../src/errors.js'
import { canonicalJson } from '../../src/internal/canonical-json.js'
import {
  exportPublicJwk,
  generateSigningKey,
  publicBytes,
  toVerifyingKey,
} from '../../src/internal/signing-key.js'
import { hostileText, key, labelOf } from './fixtures.js'

const keys = [toVerifyingKey(key)]
const encode = (text: string): string => Buffer.from(text).toString('base64url')

/** A label with any header and payload, rightly signed: what an attacker with no key can never make. */
function signed(header: string, payload: string): string {
  const input = `${encode(header)}.${encode(payload)}`
  return `${input}.${sign(null, Buffer.from(input), key.privateKey).toString('base64url')}`
}

async function partsOf(content: string): Promise<{ header: string; payload: string; signature: string }> {
  const [header = '', payload = '', signature = ''] = (await labelOf(content)).jws.split('.')
  const decode = (part: string): string => Buffer.from(part, 'base64url').toString()
  return { header: decode(header), payload: decode(payload), signature }
}

const reason = (why: LabelInvalidError['reason']): unknown =>
  expect.objectContaining({ code: 'ERR_LABEL_INVALID', reason: why })

describe('Verifying a label', () => {
  test('gives back what was signed, from the object and from its compact form', async () => {
    const label = await labelOf('Bonjour', { humanReview: 'approved', reviewedBy: 'instructeur' })
    const { jws, ...claims } = label
    expect(await verifyLabel(label, { keys, content: 'Bonjour' })).toEqual(claims)
    expect(await verifyLabel(jws, { keys })).toEqual(claims)
    expect(await verifyLabel(JSON.parse(JSON.stringify(label)), { keys })).toEqual(claims)
  })

  test('holds for any content, and for no other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(hostileText, fc.jsonValue()), fc.jsonValue(), async (content, other) => {
        const label = await labelOf(content)
        await verifyLabel(label, { keys, content: JSON.parse(JSON.stringify(content)) })
        if (canonicalJson(other) === canonicalJson(content)) return
        // A text is compared after NFC, and may be the JSON of another value.
        if (typeof other === 'string' || typeof content === 'string') return
        await expect(verifyLabel(label, { keys, content: other })).rejects.toEqual(reason('digest'))
      }),
      { numRuns: 100 },
    )
  })

  test('refuses a content that was changed, emptied or left undefined', async () => {
    const label = await labelOf('Avis favorable')
    await expect(verifyLabel(label, { keys, content: 'Avis défavorable' })).rejects.toEqual(reason('digest'))
    await expect(verifyLabel(label, { keys, content: '' })).rejects.toEqual(reason('digest'))
    await expect(verifyLabel(label, { keys, content: undefined })).rejects.toMatchObject({
      code: 'ERR_INPUT_INVALID',
    })
  })

  test('accepts a text that was written in another Unicode form on the way', async () => {
    const label = await labelOf('Décidé')
    await expect(verifyLabel(label, { keys, content: 'Décidé'.normalize('NFD') })).resolves.toBeDefined()
  })

  test('needs the key that the label names, and that key to have signed it', async () => {
    const label = await labelOf('x')
    const stranger = generateSigningKey('other.example/guard')
    await expect(verifyLabel(label, { keys: [] })).rejects.toEqual(reason('key'))
    await expect(verifyLabel(label, { keys: [stranger] })).rejects.toEqual(reason('key'))
    const forged = await labelOf('x', { key: { ...stranger, keyId: key.keyId } })
    await expect(verifyLabel(forged, { keys })).rejects.toEqual(reason('signature'))
    await expect(verifyLabel(label, { keys: [stranger, ...keys] })).resolves.toBeDefined()
  })

  test('refuses every change of a single character', async () => {
    const { jws } = await labelOf('x')
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.= é'
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: jws.length - 1 }),
        fc.constantFrom(...alphabet),
        async (at, character) => {
          fc.pre(jws[at] !== character)
          const changed = jws.slice(0, at) + character + jws.slice(at + 1)
          await expect(verifyLabel(changed, { keys })).rejects.toMatchObject({ code: 'ERR_LABEL_INVALID' })
        },
      ),
      { numRuns: 300 },
    )
  })

  test('refuses an object whose visible facts are not the signed ones', async () => {
    const label = await labelOf('x')
    for (const shown of [
      { ...label, humanReview: 'approved' as const },
      { ...label, model: { ...label.model, name: 'other' } },
      { ...label, reviewedBy: 'maire' },
      { ...label, note: 'approved by the mayor' },
      { jws: label.jws, v: 1 as const },
    ])
      await expect(verifyLabel(JSON.parse(JSON.stringify(shown)), { keys })).rejects.toEqual(
        reason('signature'),
      )
  })

  test('refuses unsigned labels and other algorithms', async () => {
    const { header, payload, signature } = await partsOf('x')
    const none = header.replace('EdDSA', 'none')
    await expect(verifyLabel(`${encode(none)}.${encode(payload)}.`, { keys })).rejects.toEqual(
      reason('malformed'),
    )
    await expect(verifyLabel(`${encode(none)}.${encode(payload)}.${signature}`, { keys })).rejects.toEqual(
      reason('malformed'),
    )
    // The classical confusion: the public key used as the secret of an HMAC.
    const hs = `${encode(header.replace('EdDSA', 'HS256'))}.${encode(payload)}`
    const mac = createHmac('sha256', publicBytes(key.publicKey)).update(hs).digest('base64url')
    await expect(verifyLabel(`${hs}.${mac}`, { keys })).rejects.toEqual(reason('malformed'))
  })

  test('refuses a rightly signed JWS that is no label: other type, critical header, embedded key', async () => {
    const { header, payload } = await partsOf('x')
    await expect(verifyLabel(signed(header, payload), { keys })).resolves.toBeDefined()
    for (const other of [
      canonicalJson({ alg: 'EdDSA', kid: key.keyId, typ: 'JWT' }),
      canonicalJson({ alg: 'EdDSA', kid: key.keyId }),
      canonicalJson({ ...JSON.parse(header), crit: ['exp'], exp: 1 }),
      canonicalJson({ ...JSON.parse(header), jwk: exportPublicJwk(key) }),
      header.replace('{', '{ '),
      `{"alg":"none",${header.slice(1)}`,
      '[]',
      'null',
      '"EdDSA"',
    ])
      await expect(verifyLabel(signed(other, payload), { keys }), other).rejects.toEqual(reason('malformed'))
  })

  test('refuses rightly signed facts of another version, doubled, incomplete or not canonical', async () => {
    const { header, payload } = await partsOf('x')
    for (const other of [
      payload.replace('"v":1', '"v":2'),
      payload.replace('"v":1', '"v":2,"v":1'),
      payload.replace('"v":1', '"v":"1"'),
      payload.replace('"v":1', '"v":1.0'),
      payload.replace(',"v":1', ''),
      payload.replace('{', '{"admin":true,'),
      payload.replace('"humanReview":"none"', '"humanReview":"none","humanReview":"approved"'),
      payload.replace('"humanReview":"none"', '"humanReview":"blessed"'),
      payload.replace('"humanReview":"none"', '"humanReview":"none","reviewedBy":"maire"'),
      payload.replace('trainedAlgorithmicMedia', 'digitalCreation'),
      payload.replace('"use"', '"\\u0075se"'),
      ` ${payload}`,
      '{}',
      '',
      'null',
      '\u0000',
    ]) {
      expect(other).not.toBe(payload)
      await expect(verifyLabel(signed(header, other), { keys }), other).rejects.toEqual(reason('malformed'))
    }
  })

  test('refuses, at once, what is far too long or no label at all', async () => {
    const { jws } = await labelOf('x')
    for (const other of [
      '',
      '.',
      '..',
      'a.b.c',
      `${jws}.x`,
      `${jws} `,
      `${jws}=`,
      'A'.repeat(50_000_000),
      '{}',
    ])
      await expect(verifyLabel(other, { keys })).rejects.toEqual(reason('malformed'))
    // As from a caller without types.
    for (const other of [null, undefined, 3, [], {}, { jws: 3 }, { jws: null }])
      await expect(Reflect.apply(verifyLabel, undefined, [other, { keys }])).rejects.toEqual(
        reason('malformed'),
      )
  })

  test('refuses another way of writing the same base64url', async () => {
    const { jws } = await labelOf('x')
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    // 64 bytes leave 4 bits unused in the last character: these twins decode to the same signature.
    const twin = alphabet[alphabet.indexOf(jws.at(-1) ?? '') ^ 1] ?? ''
    expect(Buffer.from(jws.slice(-86), 'base64url')).toEqual(
      Buffer.from(jws.slice(-86, -1) + twin, 'base64url'),
    )
    await expect(verifyLabel(jws.slice(0, -1) + twin, { keys })).rejects.toEqual(reason('malformed'))
  })
})
