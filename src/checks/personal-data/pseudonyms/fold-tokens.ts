import type { OffsetMap } from '../../../internal/text-offsets.js'

/**
 * A text as tokens: a word without accents and in small letters, a run of white space as one space, any other character
 * by itself. Token `i` stands for `text.slice(starts[i], ends[i])` of the text it was made of.
 */
export interface FoldedTokens extends OffsetMap {
  readonly tokens: readonly string[]
}

/** How often something was done: work is counted in tests, where time would say little. */
export interface Tally {
  steps: number
}

/** Marks on letters, and signs that nobody sees: soft hyphens, zero-width and directional signs. */
const SILENT = /^[\p{M}\p{Cf}]$/u
const WORD = /^[\p{L}\p{N}]$/u
const WHITE = /^[\s\x85]$/u

/** Reads texts as tokens. It remembers characters it has met, so that a long text costs one look-up a character. */
export type Tokeniser = (text: string) => FoldedTokens

/** A tokeniser. Composed and decomposed letters, and every kind of white space, give the same tokens. */
export function tokeniser(tally: Tally): Tokeniser {
  const pieces = new Map<number, readonly Piece[]>()
  return (text) => {
    const tokens: string[] = []
    const starts: number[] = []
    const ends: number[] = []
    let open: Piece['sort'] | undefined
    for (let at = 0; at < text.length; ) {
      const point = text.codePointAt(at) ?? 0
      const end = at + (point > 0xffff ? 2 : 1)
      tally.steps++
      const known = pieces.get(point) ?? piecesOf(String.fromCodePoint(point))
      pieces.set(point, known)
      // A silent sign belongs to what stands before it.
      if (known.length === 0 && ends.length > 0) ends[ends.length - 1] = end
      for (const { sort, folded } of known) {
        const last = tokens.length - 1
        if (sort === open && sort !== 'sign') {
          if (sort === 'word') tokens[last] += folded
          ends[last] = end
        } else {
          tokens.push(folded)
          starts.push(at)
          ends.push(end)
        }
        open = sort
      }
      at = end
    }
    return { tokens, starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) }
  }
}

interface Piece {
  readonly sort: 'word' | 'white' | 'sign'
  readonly folded: string
}

function piecesOf(character: string): readonly Piece[] {
  return [...character.normalize('NFD')].flatMap((part): Piece[] => {
    if (SILENT.test(part)) return []
    if (WORD.test(part)) return [{ sort: 'word', folded: smallLetters(part) }]
    return WHITE.test(part) ? [{ sort: 'white', folded: ' ' }] : [{ sort: 'sign', folded: part }]
  })
}

/** By way of capitals, which are alike for « ß » and « ss », and for both small sigmas. */
function smallLetters(letter: string): string {
  return letter.toUpperCase().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
}

/** A text with its case and accents, however they are encoded, and white space as in tokens. */
export function asWritten(text: string): string {
  let written = ''
  // One by one: sorting the marks of a whole text may take time without bound.
  for (const character of text)
    for (const part of character.normalize('NFD')) {
      if (/^\p{Cf}$/u.test(part)) continue
      if (!WHITE.test(part)) written += part
      else if (!written.endsWith(' ')) written += ' '
    }
  return written
}
