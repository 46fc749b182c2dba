import type { PersonalDataType } from '../types.js'

/** What a placeholder stands for: personal data, or a text of the call that looked like a placeholder by itself. */
export type PlaceholderType = PersonalDataType | 'mention'

/** One way in which a value was written. */
export interface WrittenForm {
  readonly text: string
  /** As it stood in a JSON string, where that differs from the shortest way of writing it. */
  readonly json?: string
}

/** One value behind one number. */
export interface PlaceholderEntry {
  readonly type: PlaceholderType
  readonly number: number
  /** « PERSONNE_1 » is the first, « PERSONNE_1B » the second way in which the same person was written. */
  readonly forms: readonly WrittenForm[]
}

/** Which placeholder stands for what, in the texts of one case. Personal data: keep it as well as the texts. */
export interface PlaceholderTable {
  readonly entries: readonly PlaceholderEntry[]
}

/** A table in which nothing stands for anything yet. */
export const EMPTY_TABLE: PlaceholderTable = Object.freeze({ entries: Object.freeze([]) })

/**
 * The words of placeholders, without accents. French, so that a model goes on in French; none of them is commonly
 * followed by a number in a letter.
 */
export const PLACEHOLDER_WORDS: Readonly<Record<PlaceholderType, string>> = Object.freeze({
  person: 'PERSONNE',
  email: 'COURRIEL',
  phone: 'TELEPHONE',
  nir: 'SECU',
  iban: 'IBAN',
  address: 'ADRESSE',
  'birth-date': 'NAISSANCE',
  plate: 'PLAQUE',
  ip: 'IP',
  card: 'CARTE',
  'fiscal-id': 'FISCAL',
  'id-document': 'IDENTITE',
  mention: 'MENTION',
})

/** Letters that tell forms apart: no vowel, so that they never spell a word, and no S, which makes plurals. */
export const FORM_LETTERS = 'BCDFGHJKLMNPQRTVWXZ'

/** The name of a form: `PERSONNE_1`, then `PERSONNE_1B`, `PERSONNE_1C` … */
export function placeholderName(type: PlaceholderType, number: number, form: number): string {
  let letters = ''
  for (let rest = form; rest > 0; rest = Math.floor((rest - 1) / FORM_LETTERS.length))
    letters = FORM_LETTERS.charAt((rest - 1) % FORM_LETTERS.length) + letters
  return `${PLACEHOLDER_WORDS[type]}_${number}${letters}`
}

/** Every form of a table by its name. */
export function formsByName(table: PlaceholderTable): ReadonlyMap<string, WrittenForm> {
  return new Map(
    table.entries.flatMap(({ type, number, forms }) =>
      forms.map((form, index) => [placeholderName(type, number, index), form] as const),
    ),
  )
}
