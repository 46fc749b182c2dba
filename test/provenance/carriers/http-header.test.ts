import fc from 'fast-check'
import { extractFromHeaders, labelHeaders, parseAiDisclosure, verifyLabel } from 'garde-fou/label'
import { describe, expect, test } from 'vitest'
import { LabelInvalidError } from '../../../src/errors.js'
import { formatAiDisclosure, toAscii } from '../../../src/provenance/carriers/ai-disclosure.js'
import { hostileText, key, labelOf, system } from '../fixtures.js'

describe('A label in HTTP headers', () => {
  test('comes back from every kind of headers', async () => {
    const label = await labelOf('Réponse')
    const headers = labelHeaders(label)
    expect(Object.keys(headers)).toEqual(['Garde-Fou-Label'])
    const node = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
    )
    for (const source of [headers, new Headers(headers), node, { 'garde-fou-label': [label.jws] }]) {
      const jws = extractFromHeaders(source) ?? ''
      await expect(verifyLabel(jws, { keys: [key], content: 'Réponse' })).resolves.toBeDefined()
    }
  })

  test('is absent where there is none, and refused where there are two', async () => {
    const { jws } = await labelOf('x')
    expect(extractFromHeaders({ 'x-other': 'a', get: 'b' })).toBeUndefined()
    expect(extractFromHeaders(new Headers())).toBeUndefined()
    const twice = new Headers([
      ['garde-fou-label', jws],
      ['garde-fou-label', jws],
    ])
    expect(() => extractFromHeaders(twice)).toThrow(LabelInvalidError)
    expect(() => extractFromHeaders({ 'garde-fou-label': [jws, jws] })).toThrow(LabelInvalidError)
    expect(() => extractFromHeaders({ 'garde-fou-label': jws, 'Garde-Fou-Label': jws })).toThrow(
      LabelInvalidError,
    )
  })

  test('can be sent whatever the record holds', async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, async (name) => {
        const text = `x${name}`
        const label = await labelOf('x', {
          system: { ...system, name: text, model: { ...system.model, name: text, supplier: text } },
          humanReview: 'approved',
          reviewedBy: text,
        })
        // Throws for anything that cannot stand in a header.
        const headers = new Headers(labelHeaders(label, { aiDisclosure: true }))
        const disclosure = parseAiDisclosure(headers.get('AI-Disclosure') ?? '')
        expect(disclosure?.mode).toBe('ai-originated')
        expect(disclosure?.model).toBe(toAscii(label.model.name))
        expect(disclosure?.reviewedBy).toBe(toAscii(label.reviewedBy ?? ''))
      }),
      { numRuns: 100 },
    )
  })
})

describe('The AI-Disclosure field', () => {
  test('is written with commas and in ASCII', async () => {
    const label = await labelOf('x', {
      system: {
        ...system,
        model: { ...system.model, name: 'modèle "Œuvre" \\ n°3', supplier: 'Société d’État — 🚲' },
      },
      humanReview: 'amended',
      reviewedBy: 'service-urbanisme',
    })
    expect(labelHeaders(label, { aiDisclosure: true })['AI-Disclosure']).toBe(
      'mode=ai-originated, model="modele \\"OEuvre\\" \\\\ n?3", provider="Societe d\'Etat - ?", reviewed-by="service-urbanisme", date=@1795527000',
    )
  })

  test('says machine-generated when nobody has looked, and nothing of an algorithm', async () => {
    expect(labelHeaders(await labelOf('x'), { aiDisclosure: true })['AI-Disclosure']).toMatch(
      /^mode=machine-generated, /,
    )
    const algorithm = await labelOf('x', {
      system: { ...system, model: { ...system.model, nature: 'algorithm' } },
    })
    expect(labelHeaders(algorithm, { aiDisclosure: true })).not.toHaveProperty('AI-Disclosure')
  })

  test('is read with commas and with semicolons, in any order, with unknown members and aliases', () => {
    const expected = {
      mode: 'ai-originated',
      model: 'a, b; "c" \\',
      provider: 'P',
      date: new Date(1795392000_000),
    }
    const model = 'model="a, b; \\"c\\" \\\\"'
    expect(parseAiDisclosure(`mode=ai-originated, ${model}, provider="P", date=@1795392000`)).toEqual(
      expected,
    )
    expect(parseAiDisclosure(`mode=ai-originated; ${model}; provider="P"; date=@1795392000`)).toEqual(
      expected,
    )
    expect(
      parseAiDisclosure(`x, y=?1 ;z=-1.5,${model},date=@1795392000,provider="P",mode=ai-generated`),
    ).toEqual(expected)
    expect(parseAiDisclosure('mode=none')).toEqual({ mode: 'none' })
    // RFC 9651 §4.2.2: of two members of one name the last counts.
    expect(parseAiDisclosure('mode=none, mode=autonomous')).toEqual({ mode: 'machine-generated' })
  })

  test.each([
    '',
    'mode',
    'mode=',
    'mode="none"',
    'mode=constructor',
    'mode=none,',
    'mode=none,,model="x"',
    ',mode=none',
    'mode=none model="x"',
    'mode=none, model="é"',
    'mode=none, model="unfinished',
    'mode=none, model="\\x"',
    'MODE=none',
    'mode=none, list=("a" "b")',
    `mode=none, model="${'x'.repeat(5000)}"`,
  ])('is ignored whole when it cannot be read: %s', (field) => {
    expect(parseAiDisclosure(field)).toBeUndefined()
  })

  test('comes back as it was written, for any texts', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('none', 'ai-modified', 'ai-originated', 'machine-generated'),
        hostileText,
        hostileText,
        fc.date({ noInvalidDate: true }),
        (mode, model, provider, date) => {
          const disclosure = { mode, model, provider, date } as const
          const field = formatAiDisclosure(disclosure)
          expect(field).toMatch(/^[ -~]*$/)
          const seconds = new Date(Math.floor(date.getTime() / 1000) * 1000)
          expect(parseAiDisclosure(field)).toEqual({
            mode,
            model: toAscii(model),
            provider: toAscii(provider),
            date: seconds,
          })
        },
      ),
    )
  })

  test('never throws and never hangs on any field', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (field) => void parseAiDisclosure(field)))
    expect(parseAiDisclosure(`${'a=b,'.repeat(1023)}mode`)).toBeUndefined()
    expect(parseAiDisclosure(`mode=none,m="${'\\"'.repeat(2000)}`)).toBeUndefined()
    expect(parseAiDisclosure(' '.repeat(10_000_000))).toBeUndefined()
  })
})
