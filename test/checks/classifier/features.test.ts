import { describe, expect, test } from 'vitest'
import { type BlockFeatures, blockFeatures, featureSpace } from '../../../src/checks/classifier/features.js'
import { WHOLE_WORDS, WINDOW_WORDS, windowsOf } from '../../../src/checks/classifier/windows.js'
import { readBlocks } from '../../../src/checks/language/blocks.js'
import { buildProhibitedUseEngine } from '../../../src/checks/prohibited-use/engine.js'
import { part } from '../fixtures.js'

const engine = buildProhibitedUseEngine()
const space = featureSpace(engine.matcher)

function read(text: string): BlockFeatures[] {
  return [...readBlocks(engine, [part(text)], { steps: 0 })].map((block) =>
    blockFeatures(space, block.reading, 'prompt'),
  )
}

const features = (text: string): number[] => read(text).flatMap(({ values }) => [...values])

describe('the features of a text', () => {
  test.each([
    ['capitals', 'NOTE LES HABITANTS SELON LEUR CONDUITE'],
    ['accents', 'nóte les hàbitants selon leur conduité'],
    ['lookalikes', 'nоte les hаbitants selon leur сonduite'],
    ['digits for letters', 'n0te l3s habit4nts selon l3ur c0nduite'],
    ['hidden characters', 'no\u200bte les habi\u00adtants selon leur conduite'],
  ])('are the same under %s', (_name, hidden) => {
    expect(features(hidden)).toEqual(features('note les habitants selon leur conduite'))
  })

  test('are other ones for another kind of text', () => {
    const [block] = readBlocks(engine, [part('note les habitants')], { steps: 0 })
    if (block === undefined) throw new Error('A text has a block.')
    expect([...blockFeatures(space, block.reading, 'tool').values]).not.toEqual([
      ...blockFeatures(space, block.reading, 'prompt').values,
    ])
  })

  test('know that there is a name, not which', () => {
    const nameless = features('surveille la boutique')
    const named = features('surveille Durand demain')
    expect(named.length).toBeGreaterThan(nameless.length)
  })

  test('do not tell one number of the same length from another', () => {
    const only = (text: string): number[] => read(text).flatMap(({ values }) => [...values].slice(0, 3))
    expect(only('412 dossiers')).toEqual(only('388 dossiers'))
  })
})

describe('the windows of a text', () => {
  const sentence = 'Le service répond aux habitants du quartier sous huit jours. '

  test('are one for a short text, none for an empty one', () => {
    expect(read(sentence).flatMap((block) => windowsOf(block))).toEqual([{ first: 0, last: 0 }])
    expect(read('').flatMap((block) => windowsOf(block))).toEqual([])
    expect(read('… !!! ---').flatMap((block) => windowsOf(block))).toEqual([])
  })

  test('cover every sentence of a long text, overlap, and stay short', () => {
    for (const block of read(sentence.repeat(400))) {
      const windows = windowsOf(block)
      const covered = new Set<number>()
      for (const { first, last } of windows) {
        for (let at = first; at <= last; at += 1) covered.add(at)
        const words = (block.sentences[last]?.last ?? 0) - (block.sentences[first]?.first ?? 0) + 1
        expect(words).toBeLessThanOrEqual(Math.max(WINDOW_WORDS, WHOLE_WORDS))
      }
      expect(covered.size).toBe(block.sentences.length)
      expect(windows.length).toBeGreaterThan(1)
    }
  })
})

describe('work grows with length and no faster', () => {
  const work = (text: string): number =>
    read(text).reduce((sum, block) => {
      const read = windowsOf(block).reduce((all, { first, last }) => {
        return all + (block.sentences[last]?.to ?? 0) - (block.sentences[first]?.from ?? 0)
      }, 0)
      return sum + block.values.length + read
    }, 0)

  test.each([
    ['prose', 'L’agent relit le dossier de l’usager et note les pièces manquantes. '],
    ['one long word', 'a'],
    ['lines of one word', 'note\n'],
    ['words of every concept', 'note habitants visage surveille refuse dossier sans relecture score caméra '],
    ['lone surrogates', '\ud800 '],
    ['digits and spaces', '1 '],
  ])('%s', (_name, unit) => {
    const text = unit.repeat(Math.ceil(60_000 / unit.length))
    const once = work(text)
    expect(work(text.repeat(4))).toBeLessThanOrEqual(4.6 * once + 20_000)
    // Bounded per character: features of words, letters and pairs, each read in three windows at most.
    expect(once).toBeLessThan(150 * text.length)
  })
})
