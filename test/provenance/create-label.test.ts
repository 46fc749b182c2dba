import { createHash, verify } from 'node:crypto'
import { contentDigest } from 'garde-fou/label'
import { describe, expect, test } from 'vitest'
import { InputInvalidError, LabelInvalidError } from '../../src/errors.js'
import { key, labelOf, system } from './fixtures.js'

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
const BASE = 'http://cv.iptc.org/newscodes/digitalsourcetype/'

describe('A label', () => {
  test('says who made what, when, and whether a person has looked', async () => {
    const { jws, ...facts } = await labelOf('Bonjour')
    expect(facts).toEqual({
      v: 1,
      callId: '0197b6c8-0000-7000-8000-000000000001',
      system: {
        id: 'aide-velo',
        version: '1.2.0',
        name: 'Aide à l’achat d’un vélo',
        recordUrl: '/registre/aide-velo',
      },
      use: 'summary',
      model: { name: 'mistral-small-2506', supplier: 'Mistral AI', version: '2506' },
      generatedAt: '2026-11-24T13:30:00.000Z',
      digest: sha256('Bonjour'),
      digitalSourceType: `${BASE}trainedAlgorithmicMedia`,
      humanReview: 'none',
    })
    expect(jws.split('.')).toHaveLength(3)
  })

  test('is a JWS that any RFC 7515 and RFC 8037 implementation verifies', async () => {
    const { jws } = await labelOf('Bonjour')
    const [header = '', payload = '', signature = ''] = jws.split('.')
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({
      alg: 'EdDSA',
      kid: key.keyId,
      typ: 'garde-fou-label+jws',
    })
    const signed = Buffer.from(`${header}.${payload}`)
    expect(verify(null, signed, key.publicKey, Buffer.from(signature, 'base64url'))).toBe(true)
  })

  test.each([
    ['trained', 'none', 'trainedAlgorithmicMedia'],
    ['trained', 'pending', 'trainedAlgorithmicMedia'],
    ['trained', 'approved', 'trainedAlgorithmicMedia'],
    ['trained', 'amended', 'compositeWithTrainedAlgorithmicMedia'],
    ['algorithm', 'none', 'algorithmicMedia'],
    ['algorithm', 'amended', 'algorithmicMedia'],
  ] as const)('of a %s model, review %s, has the IPTC term %s', async (nature, humanReview, term) => {
    const label = await labelOf('x', {
      system: { ...system, model: { ...system.model, nature } },
      humanReview,
    })
    expect(label.digitalSourceType).toBe(BASE + term)
  })

  test('names the role of the reviewer, and refuses one where nobody has reviewed', async () => {
    const label = await labelOf('x', { humanReview: 'approved', reviewedBy: 'instructeur' })
    expect(label.reviewedBy).toBe('instructeur')
    await expect(labelOf('x', { humanReview: 'none', reviewedBy: 'instructeur' })).rejects.toThrow(
      LabelInvalidError,
    )
  })

  test('cuts names of any length and repairs broken ones, so that a call never fails for its record', async () => {
    const name = `\uD800${'é🚲'.repeat(700_000)}`
    const label = await labelOf('x', { system: { ...system, name } })
    expect(label.system.name.length).toBeLessThanOrEqual(200)
    expect(label.system.name.isWellFormed()).toBe(true)
    expect(label.system.name.endsWith('…')).toBe(true)
    expect(label.jws.length).toBeLessThan(3000)
  })

  test('refuses an empty id, an endless address and an impossible time', async () => {
    await expect(labelOf('x', { callId: '' })).rejects.toMatchObject({
      code: 'ERR_LABEL_INVALID',
      reason: 'malformed',
    })
    await expect(labelOf('x', { system: { ...system, recordUrl: 'x'.repeat(3000) } })).rejects.toThrow(
      LabelInvalidError,
    )
    await expect(labelOf('x', { generatedAt: new Date('never') })).rejects.toThrow(LabelInvalidError)
  })
})

describe('The digest of a content', () => {
  test('is that of the NFC text for a text', () => {
    expect(contentDigest('re\u0301sume\u0301')).toBe(contentDigest('résumé'))
    expect(contentDigest('résumé')).toBe(sha256('résumé'))
    expect(contentDigest('')).toBe(sha256(''))
  })

  test('is that of the RFC 8785 form for any other value', () => {
    expect(contentDigest({ b: 1, a: [true, null, 'é'] })).toBe(sha256('{"a":[true,null,"é"],"b":1}'))
    expect(contentDigest({ a: 1, b: undefined })).toBe(contentDigest({ a: 1 }))
    expect(contentDigest(new Date(0))).toBe(sha256('"1970-01-01T00:00:00.000Z"'))
    expect(contentDigest(JSON.parse('{"__proto__":{"a":1}}'))).not.toBe(contentDigest({}))
  })

  const cycle: { self?: unknown } = {}
  cycle.self = cycle
  test.each([
    ['a lone surrogate', '\uD800'],
    ['a lone surrogate inside', { a: ['\uDC00'] }],
    ['a cycle', cycle],
    ['a Map', new Map([[1, 2]])],
    ['a Set deep inside', { a: [{ b: new Set([1]) }] }],
    ['bytes', { a: new Uint8Array(3) }],
    ['a function', { a: (): number => 1 }],
    ['a bigint', { a: 1n }],
    ['not a number', [Number.NaN]],
    ['nothing', undefined],
  ])('does not exist for %s', (_what, content) => {
    expect(() => contentDigest(content)).toThrow(InputInvalidError)
  })

  test('takes a deep and a wide value', () => {
    let deep: unknown = 1
    for (let depth = 0; depth < 50_000; depth += 1) deep = [deep]
    expect(contentDigest(deep)).toMatch(/^[0-9a-f]{64}$/)
    expect(contentDigest(Array.from({ length: 300_000 }, (_, index) => index))).toMatch(/^[0-9a-f]{64}$/)
  })
})
