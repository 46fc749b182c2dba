/**
 * Keeps the answers of a pure function of short texts, so that a word met again costs one lookup. When `most` answers
 * are kept it forgets them all: memory is bounded and nothing is tracked. Longer texts than `longest` are not kept.
 */
export function remember<T>(
  answer: (text: string) => T,
  { most, longest }: RememberOptions,
): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found
    const made = answer(text)
    if (text.length <= longest) {
      if (known.size >= most) known.clear()
      known.set(text, made)
    }
    return made
  }
}

/** How much is kept. */
export interface RememberOptions {
  readonly most: number
  /** In UTF-16 code units. */
  readonly longest: number
}

/** For words of a language: a day's vocabulary, and no word that an attacker made long. */
export const WORDS: RememberOptions = { most: 8192, longest: 24 }
