import type { PersonalDataSpan } from '../types.js'
import { type Mention, readMentions } from './grammar.js'
import { type Issuer, issuerFrom, numberKey } from './issue.js'
import { decode, jsonStartLength, type Notation } from './notation.js'
import { formOf, prepareSpans, type TypedStretch } from './prepare-spans.js'
import type { PlaceholderTable } from './table.js'

/** A text and what is to be replaced in it. Spans may overlap; those of no length are left out. */
export interface SpannedText {
  readonly text: string
  readonly spans: readonly Pick<PersonalDataSpan, 'type' | 'start' | 'end'>[]
}

/** What is common to one and several texts. */
export interface Issued {
  /** The table to keep for the next texts of the same case; the one that was given when nothing is new. */
  readonly table: PlaceholderTable
  /** What these texts name: the only table to restore an answer to them with. */
  readonly sent: PlaceholderTable
  /** Look-alikes of placeholders that stood in the texts and were left: nobody's, and never issued here. */
  readonly untouched: readonly string[]
}

/** One text with placeholders. */
export interface PseudonymisedText extends Issued {
  readonly text: string
}

/** Several texts with placeholders, in the order given. */
export interface PseudonymisedTexts extends Issued {
  readonly texts: readonly string[]
}

/**
 * Puts placeholders in the place of personal data: « PERSONNE_1 », « ADRESSE_2 ». The same value gets the same
 * placeholder; another way of writing it the same number and a letter (« PERSONNE_1B »), so that
 * `restore(pseudonymised.text, pseudonymised.sent)` is the text, to the letter. A text that holds something like a
 * placeholder already never gets somebody's data put there: its number is not issued, or it is replaced itself.
 * JSON stays JSON. Pure.
 *
 * @example
 * const { text, sent } = pseudonymise('Mme Etcheverry a écrit.', spans, EMPTY_TABLE) // « Mme PERSONNE_1 a écrit. »
 * restore('Chère Madame personne 1,', sent) // « Chère Madame Etcheverry, »
 */
export function pseudonymise(
  text: string,
  spans: SpannedText['spans'],
  table: PlaceholderTable,
): PseudonymisedText {
  const { texts, ...issued } = pseudonymiseTexts([{ text, spans }], table)
  return { ...issued, text: texts[0] ?? text }
}

/** The same for all texts of one call: a number that one of them mentions is issued in none. */
export function pseudonymiseTexts(
  texts: readonly SpannedText[],
  table: PlaceholderTable,
): PseudonymisedTexts {
  const taken = new Set(table.entries.map(({ type, number }) => numberKey(type, number)))
  const read = texts.map((text) => readText(text, taken))
  const left = read.flatMap(({ untouched }) => untouched)
  const issuer = issuerFrom(table, new Set(left.map(({ type, number }) => numberKey(type, number))))
  return {
    texts: read.map((one) => replace(one, issuer)),
    table: issuer.table(),
    sent: issuer.sent(),
    untouched: [...new Set(left.map(({ name }) => name))],
  }
}

interface ReadText {
  readonly text: string
  readonly notation: Notation
  readonly stretches: readonly TypedStretch[]
  readonly untouched: readonly Mention[]
}

function readText({ text, spans }: SpannedText, taken: ReadonlySet<string>): ReadText {
  const json = jsonStartLength(text)
  if (json > 0) {
    const read = readAs('json', { text, spans }, taken)
    // What shows that it is JSON must still be there when it is read again.
    if (read.stretches.every(({ start }) => start >= json)) return read
  }
  return readAs('prose', { text, spans }, taken)
}

function readAs(notation: Notation, { text, spans }: SpannedText, taken: ReadonlySet<string>): ReadText {
  const { mentions } = readMentions({ raw: text, notation, last: true, possible: true })
  const isTaken = ({ type, number }: Mention): boolean => taken.has(numberKey(type, number))
  const lookAlikes = mentions
    .filter(isTaken)
    .map(({ start, end }): TypedStretch => ({ type: 'mention', start, end }))
  return {
    text,
    notation,
    stretches: prepareSpans(decode(text, notation), [...spans, ...lookAlikes]),
    untouched: mentions.filter((mention) => !isTaken(mention)),
  }
}

function replace({ text, notation, stretches }: ReadText, issuer: Issuer): string {
  let replaced = ''
  let from = 0
  for (const { type, start, end } of stretches) {
    const raw = text.slice(start, end)
    replaced += text.slice(from, start) + issuer.nameFor(type, formOf(raw, notation))
    from = end
  }
  return replaced + text.slice(from)
}
