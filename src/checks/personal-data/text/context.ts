import { BREAK, MARK, NUMBER, type Tokens, WORD } from './tokens.js'

const FULL_STOP = 46
/** A colon, or the question mark of a dialogue: the next line answers it. */
const LEADS_ON: ReadonlySet<number> = new Set([58, 63])

/** How far a cue may stand from what it speaks of, in tokens. */
const REACH = 14

/**
 * The bits of the nearest word before a token that says one of `wanted`, within its line and sentence; 0 when none
 * does. Bounded: at most fourteen tokens are looked at.
 */
export function nearestCueBefore(tokens: Tokens, at: number, wanted: number): number {
  const first = Math.max(0, at - REACH)
  for (let before = at - 1; before >= first; before--) {
    if (endsSentence(tokens, before)) return 0
    const bits = (tokens.cues[before] ?? 0) & wanted
    if (bits !== 0) return bits
  }
  return 0
}

/** How many numbers stand between a token and the nearest word before it that says one of `wanted`. */
export function numbersSinceCue(tokens: Tokens, at: number, wanted: number): number {
  let numbers = 0
  for (let before = at - 1; before >= Math.max(0, at - REACH); before--) {
    if (((tokens.cues[before] ?? 0) & wanted) !== 0) break
    if (tokens.kind[before] === NUMBER) numbers++
  }
  return numbers
}

/** The same for words after a token, at most `reach` tokens away. */
export function nearestCueAfter(tokens: Tokens, at: number, wanted: number, reach: number): number {
  const last = Math.min(tokens.count - 1, at + reach)
  for (let after = at + 1; after <= last; after++) {
    if (endsSentence(tokens, after) || tokens.kind[after] === NUMBER) return 0
    const bits = (tokens.cues[after] ?? 0) & wanted
    if (bits !== 0) return bits
  }
  return 0
}

/** Every bit said by the words before a token, within its line and sentence. */
export function cuesBefore(tokens: Tokens, at: number, reach: number = REACH): number {
  let bits = 0
  const first = Math.max(0, at - reach)
  for (let before = at - 1; before >= first; before--) {
    if (endsSentence(tokens, before)) break
    bits |= tokens.cues[before] ?? 0
  }
  return bits
}

/** A line break that no label or question leads over, or a full stop after a word of more than three letters. */
export function endsSentence(tokens: Tokens, at: number): boolean {
  if (tokens.kind[at] === BREAK) return at === 0 || !LEADS_ON.has(tokens.code[at - 1] ?? 0)
  if (tokens.kind[at] !== MARK || tokens.code[at] !== FULL_STOP || at === 0) return false
  if (tokens.kind[at - 1] === NUMBER) return tokens.spaced[at + 1] === 1
  const length = (tokens.end[at - 1] ?? 0) - (tokens.start[at - 1] ?? 0)
  return tokens.kind[at - 1] === WORD && length > 4 && at + 1 < tokens.count && tokens.spaced[at + 1] === 1
}

/** Index of the first token that starts at or after an offset. */
export function tokenAt(tokens: Tokens, offset: number): number {
  let low = 0
  let high = tokens.count
  while (low < high) {
    const middle = (low + high) >> 1
    if ((tokens.start[middle] ?? 0) < offset) low = middle + 1
    else high = middle
  }
  return low
}
