import fc from 'fast-check'
import { embedInJson, extractFromJson, verifyLabel } from 'garde-fou/label'
import { describe, expect, test } from 'vitest'
import { LabelInvalidError } from '../../../src/errors.js'
import { hostileText, key, labelOf } from '../fixtures.js'

describe('A label in JSON', () => {
  test('comes back with its content, whatever it is, after a journey as text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(hostileText, fc.jsonValue()), async (content) => {
        const sent = JSON.stringify(embedInJson(content, await labelOf(content)))
        const received = extractFromJson(JSON.parse(sent))
        if (received === undefined) throw new Error('no label')
        await verifyLabel(received.label, { keys: [key], content: received.content })
        expect(received.content).toEqual(JSON.parse(JSON.stringify(content)))
      }),
      { numRuns: 100 },
    )
  })

  test('keeps members named like those of objects', async () => {
    const content: unknown = JSON.parse(
      '{"__proto__":{"label":1},"constructor":2,"label":{"jws":"x"},"content":3}',
    )
    const sent = JSON.stringify(embedInJson(content, await labelOf(content)))
    const received = extractFromJson(JSON.parse(sent))
    expect(JSON.stringify(received?.content)).toBe(JSON.stringify(content))
  })

  test('is absent where there is none', () => {
    for (const value of [
      undefined,
      null,
      3,
      'label',
      [],
      {},
      { content: 1 },
      Object.create({ label: { jws: 'x' } }),
    ])
      expect(extractFromJson(value)).toBeUndefined()
  })

  test('is refused where there is half of one', () => {
    for (const value of [
      { label: 1, content: 1 },
      { label: null, content: 1 },
      { label: {}, content: 1 },
      { label: { jws: 'x' } },
    ])
      expect(() => extractFromJson(value)).toThrow(LabelInvalidError)
  })
})
