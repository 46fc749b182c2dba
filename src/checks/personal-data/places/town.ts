import { FIRST_NAME, PLACE } from '../persons/word-classes.js'
import { hashWord } from '../text/spelling.js'
import { CAPITALISED, CAPITALS, LOWERCASE, MARK, type Tokens, WORD } from '../text/tokens.js'
import { LINK, TOWN_OPENING } from './address-words.js'
import { bitsOf, COMMA, isJoint, isNumber, lengthOf } from './walk.js'

const MOST_WORDS = 7

let cedex: number | undefined

/** Last token of the town's name that starts at `at`, or undefined. « Saint-Médard-en-Jalles », « bordeaux cedex ». */
export function readTown(tokens: Tokens, at: number): number | undefined {
  let next = at
  let words = 0
  // « Le », « Saint » lead on to the name itself.
  while (words < MOST_WORDS && isTownWord(tokens, next) && (bitsOf(tokens, next) & TOWN_OPENING) !== 0) {
    const after = isJoint(tokens, next + 1) ? next + 2 : next + 1
    if (!isTownWord(tokens, after) || tokens.kind[after] !== WORD) break
    next = after
    words++
  }
  if (!isTownWord(tokens, next)) return undefined
  // In small letters only a town that the lists know: « 33100 proprio injoignable ».
  const known = ((tokens.classes[next] ?? 0) & PLACE) !== 0
  if (tokens.shape[next] === LOWERCASE && next === at && !known) return undefined
  let last = next
  for (; words < MOST_WORDS; words++) {
    const more = nextTownWord(tokens, last, words === 0)
    if (more === undefined) break
    last = more
  }
  return withCedex(tokens, last)
}

function isTownWord(tokens: Tokens, at: number): boolean {
  return at < tokens.count && tokens.kind[at] === WORD && lengthOf(tokens, at) >= 1
}

/** The next word of the name: joined by a hyphen, or after « en », « sur », « d’ ». */
function nextTownWord(tokens: Tokens, last: number, _first: boolean): number | undefined {
  if (isJoint(tokens, last + 1) && isTownWord(tokens, last + 2)) return last + 2
  if (!isTownWord(tokens, last + 1) || (bitsOf(tokens, last + 1) & LINK) === 0) return undefined
  const link = last + 1
  // « à », « et », « au » after a town go on with the sentence.
  if (/^(?:à|a|au|aux|et|the|y|dit|dite)$/i.test(tokens.text.slice(tokens.start[link], tokens.end[link])))
    return undefined
  let next = isJoint(tokens, link + 1) ? link + 2 : link + 1
  if (isTownWord(tokens, next) && (bitsOf(tokens, next) & LINK) !== 0)
    next = isJoint(tokens, next + 1) ? next + 2 : next + 1
  if (!isTownWord(tokens, next)) return undefined
  const capital = tokens.shape[next] === CAPITALISED || tokens.shape[next] === CAPITALS
  return capital || isLowercaseTail(tokens, link, next) ? next : undefined
}

/** « saint medard en jalles », « villenave d ornon »: in small letters, only after links that towns have. */
function isLowercaseTail(tokens: Tokens, link: number, next: number): boolean {
  return (
    tokens.shape[next] === LOWERCASE &&
    /^(?:en|sur|d|sous|les|lès)$/i.test(tokens.text.slice(tokens.start[link], tokens.end[link])) &&
    tokens.shape[link] === LOWERCASE &&
    tokens.shape[link - 1] === LOWERCASE &&
    lengthOf(tokens, next) > 3
  )
}

function withCedex(tokens: Tokens, last: number): number {
  cedex ??= hashWord('cedex')
  if (last + 1 < tokens.count && tokens.kind[last + 1] === WORD && tokens.code[last + 1] === cedex) {
    const number = isNumber(tokens, last + 2) && lengthOf(tokens, last + 2) <= 2
    return number ? last + 2 : last + 1
  }
  return last
}

/** « , Bordeaux », « bordeaux » right after a street: a town that the lists know, without a postcode. */
export function readTownAlone(tokens: Tokens, street: number): number | undefined {
  const comma = tokens.code[street + 1] === COMMA && tokens.kind[street + 1] === MARK
  const at = comma ? street + 2 : street + 1
  if (at >= tokens.count || tokens.kind[at] !== WORD) return undefined
  const last = readTown(tokens, at)
  if (last === undefined) return undefined
  for (let word = at; word <= last; word++) {
    if (
      tokens.kind[word] === WORD &&
      ((tokens.classes[word] ?? 0) & PLACE) === 0 &&
      (bitsOf(tokens, word) & (LINK | TOWN_OPENING)) === 0
    )
      return undefined
  }
  // « 12 rue Pasteur, Paul est … »: a first name that is a town too.
  return ((tokens.classes[last] ?? 0) & (PLACE | FIRST_NAME)) === PLACE ? last : undefined
}
