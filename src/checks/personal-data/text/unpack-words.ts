const CAPITAL_A = 65
const CAPITAL_Z = 90
const ZERO = 48
const NINE = 57

/**
 * Unpacks a front-coded list: before each word's own letters, one sign (0 to 9, then A to Z) tells how many letters it
 * shares with the word before.
 */
export function unpackWords(packed: string, visit: (word: string) => void): void {
  let word = ''
  for (let at = 0; at < packed.length; ) {
    const shared = countOf(packed.charCodeAt(at))
    let end = at + 1
    while (end < packed.length && countOf(packed.charCodeAt(end)) < 0) end++
    word = word.slice(0, shared) + packed.slice(at + 1, end)
    visit(word)
    at = end
  }
}

/** The number that a sign stands for, -1 for a letter of a word. */
function countOf(unit: number): number {
  if (unit >= ZERO && unit <= NINE) return unit - ZERO
  return unit >= CAPITAL_A && unit <= CAPITAL_Z ? unit - CAPITAL_A + 10 : -1
}
