import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { containsPattern, foldText } from '../../src/store/queries/fold-text.js'

const text = fc.string({ unit: 'grapheme', maxLength: 40 })

describe('a folded text', () => {
  it.each([
    ['Écluse', 'ecluse'],
    ['ŒUVRE', 'œuvre'],
    ['ﬁche N° １２', 'fiche n° 12'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['İzmir', 'izmir'],
    ['a\0b', 'ab'],
  ])('of %j is %j', (given, folded) => {
    expect(foldText(given)).toBe(folded)
  })

  it('stays as it is when it is folded again', () => {
    fc.assert(fc.property(text, (any) => foldText(foldText(any)) === foldText(any)))
  })

  it('contains the folded form of each of its parts', () => {
    fc.assert(
      fc.property(text, text, text, (before, part, after) =>
        foldText(`${before}${part}${after}`).includes(foldText(part)),
      ),
    )
  })

  it('is searched for as it stands: wildcards are escaped', () => {
    expect(containsPattern('50 %_\\')).toBe('%50 \\%\\_\\\\%')
  })
})
