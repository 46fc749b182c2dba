import { failedNirEnd, readFiscalId, readNir, readNirStem } from '../numbers/administrative.js'
import { mayStartIban, readCard, readIban } from '../numbers/bank.js'
import { readBirthDate, readCompactBirthDate, readMisreadBirthDate } from '../numbers/birth-date.js'
import { readDate, readMonthFirstDate, readSpokenDate, type WrittenDate } from '../numbers/date.js'
import { readDocument } from '../numbers/document.js'
import { mayBeSpokenAt, readEmail, readSpokenEmail } from '../numbers/email.js'
import { mayHoldIpv6, readIpv4, readIpv6 } from '../numbers/network.js'
import { readInternationalPhone, readNationalPhone, readSaidPhone } from '../numbers/phone.js'
import { readFniPlate, readSivPlate } from '../numbers/plate.js'
import { digitReach } from '../numbers/reach.js'
import { readSaidPlate } from '../numbers/said-plate.js'
import { readAddress } from '../places/address.js'
import { readEnglishAddress } from '../places/english-address.js'
import type { IbanLibrary } from '../types.js'
import type { ColumnHeads } from './columns.js'
import type { Hit } from './reading.js'
import { MARK, NUMBER, type Tokens, WORD } from './tokens.js'
import type { WordTable } from './word-table.js'

/** What the recognisers of one text share. */
export interface PatternContext {
  readonly tokens: Tokens
  readonly columns: ColumnHeads | undefined
  readonly words: WordTable
  readonly ibans: IbanLibrary | undefined
}

/** What was found besides names. */
export interface Patterns {
  readonly hits: readonly Hit[]
  /** Dates that nothing says to be a birth date: a name right before one makes it likely. */
  readonly dates: readonly WrittenDate[]
}

/** Fewest digits of what the recognisers look for. */
const NIR_DIGITS = 13
const PHONE_DIGITS = 7
const FOREIGN_PHONE_DIGITS = 8
const DOCUMENT_DIGITS = 2

const AT = 64
const PLUS = 43

/** Finds everything but names, in one pass over the tokens. Overlaps are left to the caller. */
export function findPatterns(context: PatternContext): Patterns {
  const { tokens } = context
  const hits: Hit[] = []
  const dates: WrittenDate[] = []
  /** What lies before this offset belongs to a number already read. */
  let done = 0
  for (let at = 0; at < tokens.count; at++) {
    const kind = tokens.kind[at]
    if (kind === WORD && isPlain(tokens, at)) continue
    const hit =
      kind === NUMBER
        ? readNumber(context, at, done, dates)
        : kind === WORD
          ? readWord(context, at, dates)
          : kind === MARK
            ? readMark(tokens, at)
            : undefined
    if (hit === undefined) continue
    if (hit.type !== 'none') hits.push(hit)
    if (hit.type !== 'address') done = Math.max(done, hit.end)
  }
  return { hits, dates }
}

/** Numbers with keys, the surest first. */
function readLongNumber(tokens: Tokens, at: number): Found {
  const hit =
    readNir(tokens, at) ?? readFiscalId(tokens, at) ?? readCard(tokens, at) ?? readNirStem(tokens, at)
  if (hit !== undefined) return hit
  const end = failedNirEnd(tokens, at)
  return end === undefined ? undefined : { type: 'none', end }
}

/** Most words: known to start nothing, and no number near. */
function isPlain(tokens: Tokens, at: number): boolean {
  if (((tokens.dates[at] ?? 0) | (tokens.places[at] ?? 0)) !== 0) return false
  return tokens.kind[at + 1] !== NUMBER && tokens.kind[at + 2] !== NUMBER
}

type Found = Hit | { readonly type: 'none'; readonly end: number } | undefined

function readNumber(context: PatternContext, at: number, done: number, dates: WrittenDate[]): Found {
  const { tokens } = context
  const start = tokens.start[at] ?? 0
  if (start < done) return undefined
  const digits = (tokens.end[at] ?? 0) - start
  const first = tokens.text.charCodeAt(start)
  const reach = digitReach(tokens, at)
  const coded =
    (reach >= NIR_DIGITS ? readLongNumber(tokens, at) : undefined) ??
    (first === 48 && reach >= PHONE_DIGITS
      ? (readInternationalPhone(tokens, at) ?? readNationalPhone(tokens, at))
      : undefined) ??
    (digits <= 3 ? readIpv4(tokens, at) : undefined)
  if (coded !== undefined) return coded
  const date = digits <= 4 ? readDate(tokens, at) : undefined
  if (date !== undefined) return readAnyDate(context, at, date, dates)
  return (
    (digits === 8 ? readCompactBirthDate(tokens, at, columnCues(context, at)) : undefined) ??
    readMisreadBirthDate(tokens, at) ??
    (digits <= 4 ? readFniPlate(tokens, at) : undefined) ??
    (reach >= DOCUMENT_DIGITS ? readDocument(tokens, at) : undefined) ??
    (reach >= FOREIGN_PHONE_DIGITS ? readSaidPhone(tokens, at) : undefined) ??
    (digits <= 4 ? readSaidPlate(tokens, at) : undefined)
  )
}

function readAnyDate(context: PatternContext, at: number, date: WrittenDate, dates: WrittenDate[]): Found {
  const hit = readBirthDate(context.tokens, at, date, columnCues(context, at))
  if (hit !== undefined) return hit
  dates.push(date)
  return { type: 'none', end: date.end }
}

/** What the head of a number's column says of it. */
function columnCues({ columns, words }: PatternContext, at: number): number {
  const column = columns?.[at] ?? 0
  return column === 0 ? 0 : words.cuesOf(column)
}

function readWord(context: PatternContext, at: number, dates: WrittenDate[]): Found {
  const { tokens } = context
  if (mayStartIban(tokens, at)) {
    const iban = readIban(tokens, at, context.ibans)
    if (iban !== undefined) return iban
  }
  const next = at + 1 < tokens.count ? tokens.kind[at + 1] : 0
  const second = at + 2 < tokens.count ? tokens.kind[at + 2] : 0
  if (next === NUMBER || second === NUMBER) {
    const code = readSivPlate(tokens, at) ?? (next === NUMBER ? readCode(tokens, at) : undefined)
    if (code !== undefined) return code
    const date = readMonthFirstDate(tokens, at)
    if (date !== undefined) return readAnyDate(context, at, date, dates)
  }
  if (mayBeSpokenAt(tokens, at)) {
    const email = readSpokenEmail(tokens, at)
    if (email !== undefined) return email
  }
  const spoken = readSpokenDate(tokens, at)
  if (spoken !== undefined) return readAnyDate(context, at, spoken, dates)
  return readAddress(tokens, at) ?? readEnglishAddress(tokens, at)
}

/** A word that a number touches: a document's number, a foreign plate, a telephone number misread by a scanner. */
function readCode(tokens: Tokens, at: number): Found {
  const first = tokens.text.charAt(tokens.start[at] ?? 0)
  const date = 'OolI'.includes(first) ? readMisreadBirthDate(tokens, at) : undefined
  if (date !== undefined) return date
  const misread = first === 'O' || first === 'o' ? readNationalPhone(tokens, at) : undefined
  if (misread !== undefined) return misread
  const touching = tokens.spaced[at + 1] === 0
  return (touching ? readDocument(tokens, at) : undefined) ?? readSaidPlate(tokens, at)
}

function readMark(tokens: Tokens, at: number): Found {
  const code = tokens.code[at]
  if (code === AT) return readEmail(tokens, at)
  if (code === PLUS) return readInternationalPhone(tokens, at)
  return mayHoldIpv6(tokens, at) ? readIpv6(tokens, at) : undefined
}
