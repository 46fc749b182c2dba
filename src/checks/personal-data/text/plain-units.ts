import { highClass, SILENT } from './characters.js'
import { tables } from './spelling.js'

const PRIME = 0x01000193
const SEED = 0x811c9dc5

/** Hashes of a word's last three letters, its last two and its first three, in plain spelling. */
export interface Spelling {
  suffix: number
  shorter: number
  prefix: number
}

/** Longer words are told by their ends: the middle is not read. */
const LONGEST = 12
const END = 6

/** Reads how the ends of a word are spelled, into `spelling`. Bounded, and without a copy of the word. */
export function readSpelling(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  spelling: Spelling,
): void {
  const { plain, second } = tables()
  const size = plain.length
  let prefix = SEED
  let count = 0
  let [third, last2, last] = [0, 0, 0]
  const skipped = end - start > LONGEST ? end - END : start
  for (let at = start; at < end; at++) {
    if (at === start + END && skipped > at) at = skipped
    const unit = text.charCodeAt(at)
    if (isSilent(unit)) continue
    const more = unit < size ? (second[unit] ?? 0) : 0
    const letter = unit < size ? (plain[unit] ?? 0) : unit
    for (let part = more === 0 ? 1 : 0; part < 2; part++) {
      const next = part === 1 && more !== 0 ? more : letter
      if (count < 3) prefix = Math.imul(prefix ^ next, PRIME)
      count++
      third = last2
      last2 = last
      last = next
    }
  }
  let suffix = SEED
  if (count > 1) suffix = Math.imul(suffix ^ last2, PRIME)
  if (count > 0) suffix = Math.imul(suffix ^ last, PRIME)
  spelling.suffix = Math.imul(suffix ^ (count > 2 ? third : 0), PRIME)
  spelling.shorter = suffix | 0
  spelling.prefix = prefix
}

function isSilent(unit: number): boolean {
  const { classes } = tables()
  return (unit < classes.length ? classes[unit] : highClass(unit)) === SILENT
}
