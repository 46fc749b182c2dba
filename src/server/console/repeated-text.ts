import type { JsonValue } from '../../internal/canonical-json.js'

/** So many words in a row, taken over, are a copy. */
const RUN = 6
/** From this share of its runs on, a text repeats another. */
const SHARE = 0.5
/** Longest text compared, in words. */
const MAX_WORDS = 20_000

/** True when reasons repeat what the AI wrote: half of their runs of six words stand in it. Short ones: all of them do. */
export function repeats(motive: string, suggestion: JsonValue): boolean {
  const own = wordsOf(motive)
  const theirs = textsIn(suggestion).map(wordsOf)
  if (own.length < RUN)
    return own.length > 2 && theirs.some((words) => ` ${words.join(' ')} `.includes(` ${own.join(' ')} `))
  const known = new Set(theirs.flatMap(runsOf))
  const runs = runsOf(own)
  return runs.filter((run) => known.has(run)).length / runs.length >= SHARE
}

function wordsOf(text: string): readonly string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, MAX_WORDS)
}

function runsOf(words: readonly string[]): readonly string[] {
  return Array.from({ length: Math.max(0, words.length - RUN + 1) }, (_, index) =>
    words.slice(index, index + RUN).join(' '),
  )
}

function textsIn(value: JsonValue): readonly string[] {
  const texts: string[] = []
  const waiting: (JsonValue | undefined)[] = [value]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next === 'string') texts.push(next)
    else if (typeof next === 'object' && next !== null)
      waiting.push(...Object.values(next).filter((item) => item !== undefined && item !== null))
  }
  return texts
}
