import type { Random } from './random.ts'

/** Share of words that get a fault in a copy. */
const FAULTY = 0.12
/** Share of words that a copy leaves out. */
const LEFT_OUT = 0.06

/**
 * Copies of a text as a hurried or careless hand would have typed it: letters swapped, dropped or doubled, words left
 * out. Accents, capitals and digits for letters need none: the reading undoes them. The same random numbers give the same copies.
 */
export function augmented(text: string, copies: number, random: Random): string[] {
  return Array.from({ length: copies }, () =>
    text
      .split(/(\s+)/)
      .map((piece) => (/^\s*$/.test(piece) ? piece : faulty(piece, random)))
      .join(''),
  )
}

function faulty(word: string, random: Random): string {
  const chance = random.next()
  if (chance < LEFT_OUT) return ''
  if (chance > LEFT_OUT + FAULTY || word.length < 4) return word
  const at = 1 + random.below(word.length - 2)
  const before = word.slice(0, at)
  const letter = word.charAt(at)
  switch (random.below(3)) {
    case 0:
      return before + word.slice(at + 1)
    case 1:
      return before + letter + letter + word.slice(at + 1)
    default:
      return before + word.charAt(at + 1) + letter + word.slice(at + 2)
  }
}
