import { CAPITALISED, CAPITALS, INITIAL, MIXED, type Tokens, WORD } from '../text/tokens.js'
import { ABBREVIATION, COMPLEMENT, DOUBTFUL_STREET, HONORIFIC, LINK } from './address-words.js'
import { bitsOf, DOT, isJoint, isMark, isNumber, isPostcode, lengthOf } from './walk.js'

/** Tokens of a street’s name, at most. */
const MOST_NAME_TOKENS = 16

/** A street’s name. */
export interface Name {
  /** Its last token. */
  readonly last: number
  /** False when only a postcode would make it a street's name. */
  readonly sure: boolean
}

/** The name after a street word: capitals and what links them; in small letters, one word. */
export function readName(tokens: Tokens, at: number): Name | undefined {
  const doubtful = (bitsOf(tokens, at) & DOUBTFUL_STREET) !== 0
  let next = at + 1
  if ((bitsOf(tokens, at) & ABBREVIATION) !== 0 && isMark(tokens, next, DOT)) next++
  // « R.C.S. », « A. B. »: initials, not an abbreviated « rue ».
  if (next > at + 1 && lengthOf(tokens, at) === 1 && isMark(tokens, next + 1, DOT)) return undefined
  let last: number | undefined
  let small = 0
  for (const end = next + MOST_NAME_TOKENS; next < end && next < tokens.count; next++) {
    if (isJoint(tokens, next)) continue
    if (isMark(tokens, next, DOT) && last !== undefined && isAbbreviated(tokens, next - 1)) continue
    if (isNumber(tokens, next) && isNumberInName(tokens, next)) {
      last = next
      continue
    }
    if (tokens.kind[next] !== WORD) break
    const bits = bitsOf(tokens, next)
    if (isCapital(tokens, next)) {
      if (last !== undefined && endsName(tokens, next)) break
      last = next
    } else if ((bits & (LINK | HONORIFIC)) !== 0) {
      if ((bits & HONORIFIC) !== 0 && last === undefined && small === 0) last = next
    } else if (isJoint(tokens, next - 1) && tokens.kind[next - 2] === WORD) {
      last = next
    } else if (small === 0 && (last === undefined || (bitsOf(tokens, last) & HONORIFIC) !== 0)) {
      small++
      last = next
    } else break
  }
  if (last === undefined) return undefined
  return { last, sure: small === 0 || !doubtful }
}

/** « Gal. Leclerc », « J. Jaurès »; after « rue du Fil. » a sentence starts. */
function isAbbreviated(tokens: Tokens, at: number): boolean {
  if (tokens.kind[at] !== WORD || lengthOf(tokens, at) > 3) return false
  return lengthOf(tokens, at) < 3 || tokens.spaced[at + 2] === 0 || (bitsOf(tokens, at) & HONORIFIC) !== 0
}

/** A capital that starts something else: « 12 RUE X TEL », « 12 RUE X BAT B ». */
function endsName(tokens: Tokens, at: number): boolean {
  if ((bitsOf(tokens, at) & COMPLEMENT) !== 0 && (bitsOf(tokens, at) & (HONORIFIC | LINK)) === 0) return true
  return /^(?:t[ée]l\.?|t[ée]l[ée]phone|mail|e-?mail|courriel|mme|m|mr|mlle|monsieur|madame)$/i.test(
    tokens.text.slice(tokens.start[at], Math.min(tokens.end[at] ?? 0, (tokens.start[at] ?? 0) + 12)),
  )
}

/** A word with a capital, or capitals only. */
export function isCapital(tokens: Tokens, at: number): boolean {
  const shape = tokens.shape[at]
  return shape === CAPITALISED || shape === CAPITALS || shape === INITIAL || shape === MIXED
}

/** « rue du 8 Mai 1945 », « place du 14-Juillet », « rue du 19 mars 1962 ». */
function isNumberInName(tokens: Tokens, at: number): boolean {
  if (isPostcode(tokens, at) || lengthOf(tokens, at) > 4) return false
  const length = lengthOf(tokens, at)
  if (length === 4)
    return (
      tokens.kind[at - 1] === WORD &&
      /^1[789]\d\d$/.test(tokens.text.slice(tokens.start[at], tokens.end[at])) &&
      isMonthBefore(tokens, at)
    )
  if (length > 2) return false
  const month = isJoint(tokens, at + 1) ? at + 2 : at + 1
  return tokens.kind[month] === WORD && isMonth(tokens, month)
}

function isMonthBefore(tokens: Tokens, at: number): boolean {
  return isMonth(tokens, at - 1) || (isJoint(tokens, at - 1) && isMonth(tokens, at - 2))
}

function isMonth(tokens: Tokens, at: number): boolean {
  return /^(?:janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre|ri|régiment|ra|e|eme|ème)$/i.test(
    tokens.text.slice(tokens.start[at], Math.min(tokens.end[at] ?? 0, (tokens.start[at] ?? 0) + 12)),
  )
}
