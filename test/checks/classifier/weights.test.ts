import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { GROUP_SHIFT } from '../../../src/checks/classifier/features.js'
import { createScorer, type Model, printOf } from '../../../src/checks/classifier/model.js'
import { DECISIONS_MODEL } from '../../../src/checks/classifier/weights/decisions.js'
import { USES_MODEL } from '../../../src/checks/classifier/weights/uses.js'
import { readModel, type StoredModel, storeModel } from '../../../src/checks/classifier/weights-format.js'

/** A feature of the first family in each row of a table of four rows, with one print. */
const FEATURES = [0, 1, 2, 3].map((row) => row << (GROUP_SHIFT - 2))

const small = (weights: Int8Array): Model => ({
  classes: ['one', 'two'],
  bits: 2,
  owners: Uint8Array.from(FEATURES, printOf),
  weights,
  unit: 0.01,
  bias: [0, -1],
  groups: [1, 1, 1, 1],
  calibration: {
    classifier: { slope: 1, offset: 0 },
    combined: { slope: 1, offset: 0 },
    rulesWeight: 0.5,
  },
})

describe('the weights', () => {
  test('come back as they were written', () => {
    fc.assert(
      fc.property(fc.int8Array({ minLength: 8, maxLength: 8 }), (weights) => {
        const model = small(weights)
        expect(readModel(storeModel(model))).toEqual(model)
      }),
    )
  })

  test.each<[string, Partial<StoredModel>]>([
    ['cut short', { weights: USES_MODEL.weights.slice(0, 400) }],
    ['not Base64', { weights: `${USES_MODEL.weights.slice(0, -4)}é€é€` }],
    ['empty', { weights: '' }],
    ['without their owners', { owners: '' }],
    ['of another size', { bits: USES_MODEL.bits - 1 }],
    ['without a number', { unit: Number.NaN }],
    ['without a class', { classes: [] }],
    ['with a bias too few', { bias: [0] }],
  ])('that are %s are refused', (_name, changes) => {
    expect(() => readModel({ ...USES_MODEL, ...changes })).toThrow(RangeError)
  })

  test('of the package are whole, and small', () => {
    expect(readModel(USES_MODEL).classes).toHaveLength(4)
    expect(readModel(DECISIONS_MODEL).classes).toEqual(['undeclared-decision'])
    const size = ['uses', 'decisions']
      .map((name) => new URL(`../../../src/checks/classifier/weights/${name}.ts`, import.meta.url))
      .reduce((sum, url) => sum + gzipSync(readFileSync(url)).length, 0)
    expect(size).toBeLessThan(1_400_000)
  })
})

describe('a scorer', () => {
  const model = small(Int8Array.of(10, -10, 20, 0, 0, 0, 0, 0))
  const sentences = [{ first: 0, last: 0, from: 0, to: 3 }]

  const [one = 0, two = 0, three = 0] = FEATURES
  const score = (values: number[]): number[] => [
    ...createScorer(model).score(
      {
        values: Uint32Array.from(values),
        sentences: sentences.map((sentence) => ({ ...sentence, to: values.length })),
      },
      { first: 0, last: 0 },
    ),
  ]

  test('counts a feature once in a window, however often it stands there', () => {
    const [first = 0, second = 0] = score([one])
    expect(first).toBeGreaterThan(0)
    expect(second).toBeCloseTo(-1 - first)
    expect(score([one, one, one])).toEqual(score([one]))
    expect(score([one, two])[0]).toBeGreaterThan(first)
  })

  test('passes over a feature that was never learnt, as if it did not stand there', () => {
    const never = one + 1
    expect(score([never])).toEqual([0, -1])
    expect(score([one, never, two])).toEqual(score([one, two]))
  })

  test('hears a word alone less than among others that say the same', () => {
    const alike = createScorer(small(Int8Array.of(10, 0, 10, 0, 10, 0, 10, 0)))
    const first = (to: number): number =>
      alike.score(
        { values: Uint32Array.from(FEATURES), sentences: sentences.map((sentence) => ({ ...sentence, to })) },
        { first: 0, last: 0 },
      )[0] ?? 0
    expect(first(1)).toBeLessThan(0.05)
    expect(first(4)).toBeGreaterThan(3 * first(1))
  })

  test('does not remember the window before', () => {
    const scorer = createScorer(model)
    const read = { values: Uint32Array.of(one, two, three), sentences }
    const first = [...scorer.score(read, { first: 0, last: 0 })]
    expect([...scorer.score(read, { first: 0, last: 0 })]).toEqual(first)
  })
})
