import { BREAK, MARK, NUMBER, type Tokens, WORD } from '../text/tokens.js'

/** Enough for every recogniser: the longest number is a card's 19 digits. */
const ENOUGH = 20
const SEPARATORS: ReadonlySet<number> = new Set([45, 46, 47, 40, 41, 32])

/**
 * How many digits follow from a number on, over spaces, signs that numbers are written with, and letters that may
 * stand in one (Corsica's A and B, a scanner's O). Tells cheaply that a number is too short for most recognisers.
 */
export function digitReach(tokens: Tokens, at: number): number {
  let digits = 0
  for (let next = at; next < tokens.count && digits < ENOUGH; next++) {
    const length = (tokens.end[next] ?? 0) - (tokens.start[next] ?? 0)
    const kind = tokens.kind[next]
    if (kind === NUMBER) digits += length
    else if (kind === WORD && length <= 4) digits += length <= 2 ? length : 0
    else if (kind === MARK ? !SEPARATORS.has(tokens.code[next] ?? 0) : kind !== BREAK) break
  }
  return digits
}
