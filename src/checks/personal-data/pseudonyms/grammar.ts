import { decode, foldUnits, type Notation } from './notation.js'
import { FORM_LETTERS, PLACEHOLDER_WORDS, type PlaceholderType } from './table.js'

/** Something in a text that reads as a placeholder, however a model has bent it. */
export interface Mention {
  /** UTF-16 code units of the text as written. */
  readonly start: number
  readonly end: number
  readonly type: PlaceholderType
  readonly number: number
  /** As it is issued: `PERSONNE_1B`. */
  readonly name: string
  /** Capitals and an underscore: nobody writes that by chance. */
  readonly deliberate: boolean
}

const TYPES = new Map<string, PlaceholderType>(
  (Object.entries(PLACEHOLDER_WORDS) as [PlaceholderType, string][]).map(([type, word]) => [word, type]),
)
const WORDS = [...TYPES.keys()].join('|')
const BLANK = '[ \\t\\u00a0\\u2009\\u202f]'
const DASH = '[-\\u2010-\\u2014]'
/** `_`, `\_` as Markdown writes it, a dash. */
const JOINED = `(?:${BLANK}?\\\\?_${BLANK}?|${DASH})`
/** « personne 1 », « personne n° 1 », « personne1 ». */
const LOOSE = `(?:${BLANK}?N${BLANK}?[°º]${BLANK}?|${BLANK}?)`
const NUMBER = '[1-9]\\d{0,5}'
const FORM = `[${FORM_LETTERS}]{0,3}`
const BEFORE = '(?<![\\p{L}\\p{N}])'
const AFTER = '(?![\\p{L}\\p{N}])'

const MENTION = new RegExp(
  `${BEFORE}(?<word>${WORDS})(?<plural>S?)(?<sign>${JOINED}|${LOOSE})(?<number>${NUMBER})(?!\\d)(?<form>${FORM})S?${AFTER}`,
  'gu',
)
const SIGN = new RegExp(`_|${DASH}`, 'u')

/** What makes « adresse 1 » and « naissance 1 » the beginning of something else. */
const GOES_ON =
  /^(?:[ \u00a0\u202f.,/-]\d|,?[ \u00a0\u202f]?(?:BIS|TER|QUATER|RUE|AVENUE|AV|BD|BOULEVARD|PLACE|ALLEES?|CHEMIN|COURS|QUAI|IMPASSE|ROUTE|SQUARE|ESPLANADE|PASSAGE|RESIDENCE|LOTISSEMENT|JANVIER|FEVRIER|MARS|AVRIL|MAI|JUIN|JUILLET|AOUT|SEPTEMBRE|OCTOBRE|NOVEMBRE|DECEMBRE)(?![\p{L}\p{N}]))/u

const PREFIXES = [
  ...new Set([...TYPES.keys()].flatMap((word) => [...word].map((_, index) => word.slice(0, index + 1)))),
].join('|')

/** The end of a text that could go on to be a placeholder, or to be another one than it is. */
const UNSETTLED = new RegExp(
  `${BEFORE}(?:${[
    `(?:${PREFIXES})`,
    `(?:${WORDS})S?(?:${BLANK}?\\\\?_?${BLANK}?|${DASH}|${BLANK}?N${BLANK}?[°º]?${BLANK}?)`,
    `(?:${WORDS})S?${JOINED}${NUMBER}${FORM}S?`,
    `(?:${WORDS})${LOOSE}${NUMBER}${FORM}S?(?:[ \\u00a0\\u202f.,/-]|,?[ \\u00a0\\u202f]?[A-Z]{0,12})?`,
  ].join('|')})$`,
  'gu',
)
/** More than it can match. */
const LONGEST = 64

/** A text read for placeholders. */
export interface ReadMentions {
  readonly mentions: readonly Mention[]
  /** Where, in the text as written, the part begins that what follows can still change. */
  readonly settled: number
  /** The last characters of what is settled, which the text that follows is read after. */
  readonly behind: string
}

/** The next stretch of a text. */
export interface Stretch {
  readonly raw: string
  readonly notation: Notation
  /** `behind` of the stretch before. */
  readonly behind?: string
  /** False while more follows: what it could change is not read yet. */
  readonly last: boolean
  /** Also what reads as a placeholder only until what follows it is replaced: « adresse 1, rue … ». */
  readonly possible?: boolean
}

/** Finds what reads as a placeholder in a text, or in the next stretch of one. */
export function readMentions({
  raw: given,
  notation,
  behind = '',
  last,
  possible = false,
}: Stretch): ReadMentions {
  const whole = decode(given, notation)
  const raw = last ? given : given.slice(0, whole.complete)
  const decoded = raw === given ? whole : decode(raw, notation)
  const folded = foldUnits(decoded.text)
  const text = behind + folded.text
  const unitAt = (index: number): number => folded.places[index - behind.length] ?? decoded.text.length
  const startOf = (index: number): number => decoded.at(unitAt(index))
  const endOf = (index: number): number => decoded.at(unitAt(index - 1) + 1)
  const open = last ? undefined : firstFrom(UNSETTLED, text, Math.max(behind.length, text.length - LONGEST))
  const settled = open === undefined ? text.length : open.index
  const mentions: Mention[] = []
  MENTION.lastIndex = behind.length
  for (let match = MENTION.exec(text); match !== null; match = MENTION.exec(text)) {
    const end = match.index + match[0].length
    if (end > settled) break
    const said = mentionOf(match, possible ? undefined : text.slice(end, end + 20))
    if (said === undefined) continue
    const [from, to] = [startOf(match.index), endOf(end)]
    const deliberate = said.underscore && raw.slice(from, to) === raw.slice(from, to).toUpperCase()
    mentions.push({ start: from, end: to, type: said.type, number: said.number, name: said.name, deliberate })
  }
  MENTION.lastIndex = 0
  const settledRaw = settled === text.length ? raw.length : startOf(settled)
  return { mentions, settled: settledRaw, behind: text.slice(Math.max(0, settled - 2), settled) }
}

function firstFrom(pattern: RegExp, text: string, from: number): RegExpExecArray | undefined {
  pattern.lastIndex = from
  const found = pattern.exec(text)
  pattern.lastIndex = 0
  return found ?? undefined
}

function mentionOf(
  match: RegExpExecArray,
  after: string | undefined,
): (Pick<Mention, 'type' | 'number' | 'name'> & { readonly underscore: boolean }) | undefined {
  const { word = '', plural, sign = '', number, form } = match.groups ?? {}
  const type = TYPES.get(word)
  if (type === undefined) return undefined
  if (!SIGN.test(sign) && after !== undefined && (plural !== '' || GOES_ON.test(after))) return undefined
  return { type, number: Number(number), name: `${word}_${number}${form}`, underscore: sign.includes('_') }
}
