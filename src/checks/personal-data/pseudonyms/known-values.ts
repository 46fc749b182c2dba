import { COMMON } from '../persons/word-classes.js'
import { hashWord } from '../text/spelling.js'
import { wordTable } from '../text/word-table.js'
import type { PersonalDataSpan, PersonalDataType } from '../types.js'
import { asWritten, type FoldedTokens, type Tally, type Tokeniser, tokeniser } from './fold-tokens.js'
import type { PlaceholderTable } from './table.js'
import { type Ending, tokenAutomaton } from './token-automaton.js'

/** A value that is known to be personal data. */
export interface KnownValue {
  readonly type: PersonalDataType
  readonly text: string
}

/** Id of the detector in spans of known values. */
export const KNOWN_VALUE_DETECTOR = 'known-value'

/** Shorter ones, spelled without accents, are too likely to be something else. */
const SHORTEST = 4
/** More words and signs than any ordinary word has (« c’est-à-dire » has seven). */
const MOST_TOKENS = 8

/** Every value of a table, in all its forms. */
export function valuesOf({ entries }: PlaceholderTable): readonly KnownValue[] {
  return entries.flatMap(({ type, forms }) =>
    type === 'mention' ? [] : forms.map(({ text }) => ({ type, text })),
  )
}

/** Finds known values in a text. Spans are sorted and do not overlap. */
export type KnownValueFinder = (text: string) => readonly PersonalDataSpan[]

/**
 * Finds values that were found elsewhere, where a detector had nothing to know them by: a name in the arguments of a
 * tool, a number in a list. Whole words only; any white space is alike, and so are letters with and without accents,
 * composed or not. A name that is an ordinary word, too, counts as it was written (« Petit » is not « petit »);
 * anything else in any case of letters. Values are read once; a text then takes steps in proportion to its length,
 * however many values there are and whatever they begin with.
 */
export function knownValueFinder(
  values: readonly KnownValue[],
  tally: Tally = { steps: 0 },
): KnownValueFinder {
  const read = tokeniser(tally)
  const patterns = patternsOf(values, read)
  if (patterns.length === 0) return () => []
  const automaton = tokenAutomaton(
    patterns.map(({ tokens }) => tokens),
    tally,
  )
  return (text) => {
    const folded = read(text)
    const matches: Match[] = []
    automaton.walk(folded.tokens, (at, endings) => {
      const match = longest(patterns, endings, (length) =>
        text.slice(folded.starts[at + 1 - length], folded.ends[at]),
      )
      if (match !== undefined) put(matches, { ...match, from: at + 1 - match.length, to: at + 1 })
    })
    return apart(matches, folded.tokens).map(({ type, from, to }) => spanOf(folded, type, from, to))
  }
}

/** What one folded spelling stands for. */
interface Pattern {
  readonly tokens: readonly string[]
  /** Types of names that are ordinary words, by the way they were written. */
  readonly written: Map<string, PersonalDataType>
  anyCase: PersonalDataType | undefined
}

function patternsOf(values: readonly KnownValue[], read: Tokeniser): readonly Pattern[] {
  const patterns = new Map<string, Pattern>()
  for (const { type, text } of values) {
    const { tokens, starts, ends } = read(text)
    const from = tokens[0] === ' ' ? 1 : 0
    const to = tokens.length - (tokens.length > 1 && tokens.at(-1) === ' ' ? 1 : 0)
    const own = tokens.slice(from, to)
    const spelled = own.join('')
    if (spelled.length < SHORTEST || !own.some(isWord)) continue
    const pattern = patterns.get(spelled) ?? { tokens: own, written: new Map(), anyCase: undefined }
    patterns.set(spelled, pattern)
    const value = text.slice(starts[from], ends[to - 1])
    if (type === 'person' && own.length <= MOST_TOKENS && isOrdinaryWord(value))
      pattern.written.set(asWritten(value), type)
    else pattern.anyCase = type
  }
  return [...patterns.values()]
}

function isOrdinaryWord(text: string): boolean {
  return (wordTable().classesOf(hashWord(text.toLowerCase())) & COMMON) !== 0
}

function isWord(token: string): boolean {
  return /^[\p{L}\p{N}]/u.test(token)
}

interface Match {
  readonly type: PersonalDataType
  /** First token, and the one after the last. */
  readonly from: number
  readonly to: number
}

/** The longest value that ends here. Few looks: only ordinary words, which are short, may be written otherwise. */
function longest(
  patterns: readonly Pattern[],
  endings: Iterable<Ending>,
  textOf: (length: number) => string,
): { readonly type: PersonalDataType; readonly length: number } | undefined {
  for (const { pattern, length } of endings) {
    const { written, anyCase } = patterns[pattern] ?? {}
    const type = written?.size ? (written.get(asWritten(textOf(length))) ?? anyCase) : anyCase
    if (type !== undefined) return { type, length }
  }
  return undefined
}

/** Adds a match that ends after all others; those inside it go. */
function put(matches: Match[], match: Match): void {
  for (let last = matches.at(-1); last !== undefined && last.from >= match.from; last = matches.at(-1))
    matches.pop()
  matches.push(match)
}

/** Matches that do not overlap: of two that do, the longer stays whole and the other keeps its other words. */
function apart(matches: readonly Match[], tokens: readonly string[]): readonly Match[] {
  const kept: Match[] = []
  for (const match of matches) {
    let { from } = match
    for (let last = kept.at(-1); last !== undefined && last.to > from; last = kept.at(-1)) {
      if (last.to - last.from >= match.to - from) {
        from = last.to
        break
      }
      kept.pop()
      addWords(kept, { ...last, to: from }, tokens)
    }
    if (from === match.from) kept.push(match)
    else addWords(kept, { ...match, from }, tokens)
  }
  return kept
}

/** Adds what is left of a match, without the spaces and signs around its words. */
function addWords(kept: Match[], { type, from, to }: Match, tokens: readonly string[]): void {
  let [first, end] = [from, to]
  while (first < end && !isWord(tokens[first] ?? '')) first++
  while (end > first && !isWord(tokens[end - 1] ?? '')) end--
  if (first < end) kept.push({ type, from: first, to: end })
}

function spanOf(folded: FoldedTokens, type: PersonalDataType, from: number, to: number): PersonalDataSpan {
  const start = folded.starts[from] ?? 0
  return { type, start, end: folded.ends[to - 1] ?? start, score: 0.9, detector: KNOWN_VALUE_DETECTOR }
}
