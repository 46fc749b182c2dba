import { COMMON, FIRST_NAME, KIN, TITLE } from './persons/word-classes.js'
import type { SpecialCategory, SpecialCategorySpan } from './special/special-category.js'
import { GENERAL_WORDS, PERSON_WORDS, POSSESSIVES, TERMS } from './special/terms.js'
import { hashWord } from './text/spelling.js'
import { CAPITALISED, MARK, scan, type Tokens, WORD } from './text/tokens.js'
import { wordTable } from './text/word-table.js'

export {
  SPECIAL_CATEGORIES,
  type SpecialCategory,
  type SpecialCategorySpan,
} from './special/special-category.js'

interface Term {
  readonly category: SpecialCategory
  readonly telling: boolean
  readonly words: readonly number[]
}

interface Terms {
  /** Terms by the hash of their first word, the longest first. */
  readonly byFirst: ReadonlyMap<number, readonly Term[]>
  readonly person: ReadonlySet<number>
  readonly possessive: ReadonlySet<number>
  readonly general: ReadonlySet<number>
}

let shared: Terms | undefined

function terms(): Terms {
  if (shared !== undefined) return shared
  const byFirst = new Map<number, Term[]>()
  const add = (category: SpecialCategory, telling: boolean, phrases: string): void => {
    for (const phrase of phrases.split('|')) {
      const words = phrase.split(' ').map(hashWord)
      const first = words[0] ?? 0
      byFirst.set(first, [...(byFirst.get(first) ?? []), { category, telling, words }])
    }
  }
  for (const { category, telling, dependent } of TERMS) {
    add(category, true, telling)
    add(category, false, dependent)
  }
  for (const list of byFirst.values())
    list.sort((a, b) => b.words.length - a.words.length || Number(b.telling) - Number(a.telling))
  const set = (words: string): ReadonlySet<number> => new Set(words.split(' ').map(hashWord))
  shared = { byFirst, person: set(PERSON_WORDS), possessive: set(POSSESSIVES), general: set(GENERAL_WORDS) }
  return shared
}

/**
 * Finds passages that speak of a person's health, beliefs, origin and the like (GDPR art. 9 and 10). Sorted, never
 * overlapping, linear. A word of the city's work (« prévention du cancer », « centre de santé ») is not enough: a
 * dependent word counts beside a word for a person only, and less among words of general information.
 */
export function specialCategories(text: string): readonly SpecialCategorySpan[] {
  const tokens = scan(text, wordTable())
  const { byFirst } = terms()
  const found: SpecialCategorySpan[] = []
  for (let at = 0; at < tokens.count; at++) {
    const candidates = tokens.kind[at] === WORD ? byFirst.get(tokens.code[at] ?? 0) : undefined
    if (candidates === undefined) continue
    for (const term of candidates) {
      const last = lastToken(tokens, at, term.words)
      if (last === undefined) continue
      const score = scoreOf(tokens, at, last, term.telling)
      if (score > 0)
        found.push({
          category: term.category,
          start: tokens.start[at] ?? 0,
          end: tokens.end[last] ?? 0,
          score,
        })
      at = last
      break
    }
  }
  return found
}

/** Last token of a phrase that starts here; apostrophes and hyphens between its words do not count. */
function lastToken(tokens: Tokens, at: number, words: readonly number[]): number | undefined {
  let place = at
  for (let index = 1; index < words.length; index++) {
    place++
    if (tokens.kind[place] === MARK && isJoint(tokens.code[place] ?? 0)) place++
    if (place >= tokens.count) return undefined
    // A number's code is 0: « trisomie 21 ».
    const same =
      tokens.kind[place] === WORD
        ? tokens.code[place] === words[index]
        : hashWord(tokens.text.slice(tokens.start[place], tokens.end[place])) === words[index]
    if (!same) return undefined
  }
  return place
}

function isJoint(code: number): boolean {
  return code === 39 || code === 0x2019 || code === 45
}

const REACH = 12
const NEAR = 5

function scoreOf(tokens: Tokens, first: number, last: number, telling: boolean): number {
  const { person, possessive, general } = terms()
  let persons = false
  let generals = false
  for (let at = first - 1; at >= Math.max(0, first - REACH) && !endsSentence(tokens, at); at--) {
    persons ||=
      isPerson(tokens, at, person) ||
      (at >= first - 2 && tokens.kind[at] === WORD && possessive.has(tokens.code[at] ?? 0))
    generals ||= at >= first - NEAR && tokens.kind[at] === WORD && general.has(tokens.code[at] ?? 0)
  }
  for (let at = last + 1; at < Math.min(tokens.count, last + REACH) && !endsSentence(tokens, at); at++) {
    persons ||= isPerson(tokens, at, person)
  }
  if (telling) return persons ? (generals ? 0.65 : 0.9) : generals ? 0 : 0.6
  return persons && !generals ? 0.65 : 0
}

function endsSentence(tokens: Tokens, at: number): boolean {
  const code = tokens.code[at]
  return (
    tokens.kind[at] === MARK &&
    (code === 46 || code === 33 || code === 63) &&
    tokens.spaced[at + 1] === 1 &&
    (tokens.end[at - 1] ?? 0) - (tokens.start[at - 1] ?? 0) > 3
  )
}

function isPerson(tokens: Tokens, at: number, words: ReadonlySet<number>): boolean {
  if (tokens.kind[at] !== WORD) return false
  if (words.has(tokens.code[at] ?? 0)) return true
  const classes = tokens.classes[at] ?? 0
  if ((classes & (TITLE | KIN)) !== 0) return (classes & COMMON) === 0
  return tokens.shape[at] === CAPITALISED && (classes & (FIRST_NAME | COMMON)) === FIRST_NAME
}
