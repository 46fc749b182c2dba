import { keyOf } from './key.js'
import type { Vocabulary } from './vocabulary.js'

/** A word found among spaced letters, with its place in the normalised text. */
export interface SpacedWord {
  readonly key: string
  readonly from: number
  readonly to: number
}

/**
 * Reads « s c o r e s o c i a l » between `from` and `to`, where letters stand at every second place. Known words are
 * taken longest first; letters that belong to none are put together, so that no letter is lost.
 */
export function partSpacedWord(text: string, from: number, to: number, vocabulary: Vocabulary): SpacedWord[] {
  let letters = ''
  const places: number[] = []
  for (let at = from; at < to; at += 2) {
    const letter = text.charAt(at)
    // Doubled letters are written once in keys; the second one keeps no place of its own.
    if (letter === letters.at(-1)) continue
    letters += letter
    places.push(at)
  }
  const words: SpacedWord[] = []
  const add = (start: number, end: number): void => {
    const last = end === places.length ? to : (places[end - 1] ?? from) + 1
    words.push({ key: keyOf(letters.slice(start, end)), from: places[start] ?? from, to: last })
  }
  if (vocabulary.lookup(letters).length > 0) {
    // One word with its ending (« surveillances »): parting it would lose nothing but the plural.
    const known = vocabulary.longestAt(letters, 0)
    if (letters.length - known <= 4) {
      add(0, letters.length)
      return words
    }
  }
  let unknownFrom = 0
  for (let at = 0; at < letters.length; ) {
    const known = vocabulary.longestAt(letters, at)
    if (known < 2) {
      at += 1
      continue
    }
    if (at > unknownFrom) add(unknownFrom, at)
    add(at, at + known)
    at += known
    unknownFrom = at
  }
  if (letters.length > unknownFrom) add(unknownFrom, letters.length)
  return words
}
