import { cuesBefore, nearestCueBefore } from '../text/context.js'
import {
  CUE_CARD,
  CUE_DOCUMENT,
  CUE_FISCAL,
  CUE_IDENTITY,
  CUE_PHONE,
  CUE_PLATE,
  CUE_REFERENCE,
  CUE_SOCIAL,
} from '../text/cues.js'
import type { Hit } from '../text/reading.js'
import type { Tokens } from '../text/tokens.js'
import { isDigit, isFree, isLetter, isSpace } from './read-symbols.js'

const LONGEST = 12
const SHORTEST = 7

/** French passports: two digits, two letters, five digits. Distinct enough to be seen without a word beside it. */
const FRENCH_PASSPORT = /^\d{2}[A-Z]{2}\d{5}$/
/** French identity cards: 12 digits (1995 to 2021), 9 letters and digits since. */
const OLD_CARD = /^\d{12}$/

/**
 * The number of an identity card, passport or residence permit. Such numbers carry no key: but for French passports,
 * only the words before them tell them from others.
 */
export function readDocument(tokens: Tokens, at: number): Hit | undefined {
  const { text } = tokens
  const start = tokens.start[at] ?? 0
  if (!isFree(text, start - 1) || /[-/_.@]/.test(text.charAt(start - 1))) return undefined
  let end = start
  while (end <= start + LONGEST && (isLetter(text.charCodeAt(end)) || isDigit(text.charCodeAt(end)))) end++
  if (end === start + 3 && text.charAt(end) === '-') return belgianCard(tokens, at)
  // Most numbers: too short, and no card in groups.
  if (end - start < SHORTEST && (end - start < 2 || end - start > 6 || !isSpace(text.charCodeAt(end))))
    return undefined
  const value = text.slice(start, end)
  if (value.length > LONGEST || !isFree(text, end) || /^[-/_@.][A-Za-z0-9]/.test(text.slice(end, end + 2)))
    return undefined
  const grouped = value.length < SHORTEST ? groupedCard(text, start) : undefined
  if (grouped !== undefined)
    return said(tokens, at) ? { type: 'id-document', start, end: grouped, score: 0.9 } : undefined
  if (value.length < SHORTEST) return undefined
  const digits = value.replace(/\D/g, '').length
  if (digits < 2) return undefined
  // Small letters are taken where the rest has the shape of a passport's number.
  if (value !== value.toUpperCase() && !FRENCH_PASSPORT.test(value.toUpperCase())) return undefined
  if (digits === value.length && value.length > 10 && !OLD_CARD.test(value)) return undefined
  if (said(tokens, at) || isSaidCard(tokens, at, value))
    return { type: 'id-document', start, end, score: 0.92 }
  const other = nearestCueBefore(tokens, at, CUE_REFERENCE | CUE_PLATE)
  return FRENCH_PASSPORT.test(value) && other === 0
    ? { type: 'id-document', start, end, score: 0.65 }
    : undefined
}

/** « 11 04 33 201187 », « 110433 201187 »: twelve digits in groups. */
function groupedCard(text: string, start: number): number | undefined {
  const match = /^\d{2,6}(?:[ \u00a0]\d{2,6}){1,4}(?!\d)/.exec(text.slice(start, start + 18))
  return match !== null && match[0].replace(/\D/g, '').length === 12 ? start + match[0].length : undefined
}

function said(tokens: Tokens, at: number): boolean {
  const all = cuesBefore(tokens, at)
  if ((all & CUE_IDENTITY) === 0 && (all & CUE_DOCUMENT) === 0) return false
  const nearest = nearestCueBefore(
    tokens,
    at,
    CUE_DOCUMENT | CUE_REFERENCE | CUE_PHONE | CUE_PLATE | CUE_CARD,
  )
  return (nearest & CUE_DOCUMENT) !== 0 || ((all & CUE_IDENTITY) !== 0 && nearest === (CUE_CARD | 0))
}

/** Words for a paper that other words stand between and the number: « residence permit of …, », « pièce produite : ». */
const PAPER =
  /\b(?:ID cards?|(?:residence|driving) (?:permit|card|licen[cs]e)|(?:[Nn]ational|[Mm]y|[Hh]is|[Hh]er) ID)\b[^.\n]{0,50}$|\b[Cc]artes? (?:nationale|de (?:séjour|résidente?))\b[^.\n]{0,50}$/
const PIECE = /\b[Pp]i[èe]ces?(?: [a-zé]{1,12})?(?: n[°o])? ?:? ?$/
const BELGIAN_CARD = /^\d{3}-\d{7}-\d{2}(?!\d)/

function isAfter(tokens: Tokens, at: number, words: RegExp): boolean {
  const start = tokens.start[at] ?? 0
  return words.test(tokens.text.slice(Math.max(0, start - 64), start))
}

/** « 591-4471802-66 » */
function belgianCard(tokens: Tokens, at: number): Hit | undefined {
  const start = tokens.start[at] ?? 0
  const value = BELGIAN_CARD.exec(tokens.text.slice(start, start + 15))?.[0]
  if (value === undefined || !(said(tokens, at) || isAfter(tokens, at, PAPER))) return undefined
  return { type: 'id-document', start, end: start + value.length, score: 0.9 }
}

/** French cards since 2021: nine letters and digits, a letter first. */
function isNewCard(value: string): boolean {
  if (!/^[A-Z][A-Z0-9]{8}$/.test(value)) return false
  const digits = value.replace(/\D/g, '').length
  return digits >= 2 && digits <= 7
}

/** Before 2021: year, month, department, office and rank; a card number of another sort seldom has such a start. */
const DATED_CARD = /^\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[1-8]\d|9[0-8]|2[AB])\d{6}$/

/** A word for a paper beside it, or « carte » and the make of a French card. */
function isSaidCard(tokens: Tokens, at: number, value: string): boolean {
  if (isAfter(tokens, at, PAPER)) return true
  const card = isNewCard(value)
  if (card && isAfter(tokens, at, PIECE)) return true
  if (!card && !DATED_CARD.test(value)) return false
  const wanted = CUE_CARD | CUE_REFERENCE | CUE_PHONE | CUE_PLATE | CUE_FISCAL | CUE_SOCIAL
  return (nearestCueBefore(tokens, at, wanted) & CUE_CARD) !== 0
}
