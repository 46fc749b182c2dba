import fc from 'fast-check'
import { DetectorFailedError } from 'garde-fou'
import {
  type Detector,
  defaultDetectors,
  type PersonalDataSpan,
  resolveOverlaps,
  runDetectors,
} from 'garde-fou/personal-data'
import { describe, expect, test } from 'vitest'

const TEXT = 'Rappeler Moustache au 06 39 98 14 02'

function city(answer: unknown): Detector {
  return { id: 'ville.ner', types: ['person'], detect: () => answer as Promise<readonly PersonalDataSpan[]> }
}

describe('detectors of a city', () => {
  test('add what they find to what is found here, now or later', async () => {
    const ner = city(Promise.resolve([{ type: 'person', start: 9, end: 18, score: 0.9, detector: 'x' }]))
    const spans = await runDetectors([...defaultDetectors(), ner], TEXT)
    expect(spans.map(({ type, detector }) => [type, detector])).toEqual([
      ['person', 'ville.ner'],
      ['phone', 'garde-fou'],
    ])
  })

  test.each([
    ['not an array', 'nothing'],
    ['outside the text', [{ type: 'person', start: 9, end: 180, score: 0.9 }]],
    ['empty', [{ type: 'person', start: 9, end: 9, score: 0.9 }]],
    ['of a type it did not announce', [{ type: 'phone', start: 9, end: 18, score: 0.9 }]],
    ['surer than sure', [{ type: 'person', start: 9, end: 18, score: 2 }]],
    ['no span', [null]],
  ])('an answer that is %s is a fault, never « nothing found »', async (_, answer) => {
    await expect(runDetectors([city(answer)], TEXT)).rejects.toMatchObject({
      code: 'ERR_DETECTOR_FAILED',
      detectorId: 'ville.ner',
      reason: 'invalid-result',
    })
  })

  test('a detector that throws or rejects is a fault without words of the text', async () => {
    const failing: Detector = { ...city([]), detect: () => Promise.reject(new Error(TEXT)) }
    const error: unknown = await runDetectors([failing], TEXT).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(DetectorFailedError)
    expect((error as Error).message).not.toContain('Moustache')
  })

  test('a caller who gives up is heard', async () => {
    const reason = new Error('given up')
    await expect(runDetectors(defaultDetectors(), TEXT, AbortSignal.abort(reason))).rejects.toBe(reason)
  })
})

describe('overlaps', () => {
  const span = (
    start: number,
    end: number,
    score = 0.5,
    type: PersonalDataSpan['type'] = 'person',
  ): PersonalDataSpan => ({
    type,
    start,
    end,
    score,
    detector: 'x',
  })

  test('the surer stays, and the other keeps the words that it alone covers', () => {
    const text = '4 rue Furtado, Jean Petit'
    expect(resolveOverlaps(text, [span(0, 13, 0.9, 'address'), span(6, 25, 0.6)])).toEqual([
      span(0, 13, 0.9, 'address'),
      span(15, 25, 0.6),
    ])
  })

  test.each<[string, (count: number) => PersonalDataSpan[]]>([
    [
      'long ones over many short ones that are surer',
      (count) =>
        Array.from({ length: count }, (_, at) => [
          span(4 * at, 4 * at + 1, 0.9),
          span(at % 7, 4 * count, 0.5, 'address'),
        ]).flat(),
    ],
    [
      'each within the next, the innermost first',
      (count) => Array.from({ length: count }, (_, at) => span(count - at, count + at + 1, 1 - at / count)),
    ],
    [
      'each within the next, the outermost first',
      (count) => Array.from({ length: count }, (_, at) => span(count - at, count + at + 1, at / count)),
    ],
    [
      'a chain in which each overlaps its neighbours',
      (count) =>
        Array.from({ length: count }, (_, at) => span(2 * at, 2 * at + 3, ((at * 7919) % 101) / 101)),
    ],
  ])('the work grows with the spans, not with their square: %s', (_, make) => {
    const stepsFor = (count: number): number => {
      const tally = { steps: 0 }
      const kept = resolveOverlaps('a b '.repeat(count), make(count), tally)
      expect(kept.every(({ start }, at) => start >= (kept[at - 1]?.end ?? 0))).toBe(true)
      return tally.steps
    }
    for (const count of [100, 1000, 10_000]) {
      const spans = make(count).length
      expect(stepsFor(count)).toBeGreaterThan(0)
      expect(stepsFor(count)).toBeLessThanOrEqual(4 * spans * Math.log2(spans))
    }
  })

  test('no letter that a detector pointed at is left uncovered', () => {
    const spans = fc.array(
      fc
        .tuple(fc.nat(40), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 4 }))
        .map(([start, length, score]) => span(start, Math.min(60, start + length), score / 4)),
      { maxLength: 20 },
    )
    fc.assert(
      fc.property(spans, (given) => {
        const text = 'a'.repeat(60)
        const kept = resolveOverlaps(text, given)
        const covered = (list: readonly PersonalDataSpan[]): boolean[] =>
          [...text].map((_, at) => list.some(({ start, end }) => start <= at && at < end))
        expect(covered(kept)).toEqual(covered(given))
        expect(kept.every(({ start }, at) => start >= (kept[at - 1]?.end ?? 0))).toBe(true)
        const surest = Math.max(...given.map(({ score }) => score))
        for (const { start, end } of kept) expect(end).toBeGreaterThan(start)
        // At most spans of its own score, and longer, stand where one of the surest was.
        for (const sure of given.filter(({ score }) => score === surest))
          for (const { start, end, score } of kept)
            if (start < sure.end && sure.start < end) expect(score).toBe(surest)
      }),
    )
  })
})
