import { datesIn } from './facts.ts'
import { folded } from './sentences.ts'

/** A JSON object whose fields are to be read. */
export type Form = Readonly<Record<string, unknown>>

/** One value of a form, with its path as a person writes it: « foyer › enfants ». */
export interface Field {
  readonly path: string
  readonly name: string
  readonly value: unknown
}

/** What is wrong with a form. */
export interface FormCheck {
  readonly missing: readonly string[]
  readonly inconsistent: readonly string[]
}

/** True for JSON objects. */
export function isForm(value: unknown): value is Form {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The first JSON object in a text, alone or within prose, and the prose around it. */
export function formIn(text: string): { readonly form: Form; readonly around: string } | undefined {
  const end = text.lastIndexOf('}')
  for (
    let start = text.indexOf('{'), tries = 0;
    start >= 0 && start < end && tries < 20;
    start = text.indexOf('{', start + 1), tries++
  ) {
    const value = parsed(text.slice(start, end + 1))
    if (isForm(value))
      return { form: value, around: `${text.slice(0, start)}\n${text.slice(end + 1)}`.trim() }
  }
  return undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON from this brace on; the next one may be.
    return undefined
  }
}

/** Every value of a form. Lists of plain values count as one. */
export function fieldsOf(form: Form, above = ''): readonly Field[] {
  return Object.entries(form).flatMap(([name, value]) => {
    const path = above === '' ? name : `${above} › ${name}`
    return isForm(value) ? fieldsOf(value, path) : [{ path, name, value }]
  })
}

/** The texts of a form that read like prose, one after the other. */
export function proseOf(form: Form): string {
  return fieldsOf(form)
    .flatMap(({ value }) => (Array.isArray(value) ? value : [value]))
    .filter((value) => typeof value === 'string' && /\s\S+\s/.test(value))
    .join('\n')
}

const PIECES = /piece|justificatif|document|annexe/

/**
 * Rule-based check of a form: fields left empty, papers marked as absent, and values that cannot be: a negative
 * amount, an address without @, a telephone number too short, a date that does not exist, an end before its
 * beginning, more children than people.
 */
export function checkForm(form: Form): FormCheck {
  const fields = fieldsOf(form)
  const missing = fields
    .filter(
      ({ path, value }) =>
        value === null ||
        value === '' ||
        (Array.isArray(value) && value.length === 0) ||
        (value === false && PIECES.test(folded(path))) ||
        (typeof value === 'string' && value.trim() === ''),
    )
    .map(({ path }) => path)
  return {
    missing,
    inconsistent: [...fields.flatMap(faultOf), ...orderFaults(fields), ...householdFaults(fields)],
  }
}

function faultOf({ path, name, value }: Field): readonly string[] {
  const key = folded(name)
  if (typeof value === 'number' && value < 0) return [`${path} : ${value} est négatif`]
  if (typeof value !== 'string' || value.trim() === '') return []
  if (/mail|courriel/.test(key) && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value))
    return [`${path} : n’est pas une adresse électronique`]
  if (/^(tel|telephone|portable|mobile)/.test(key) && value.replace(/\D/g, '').length < 10)
    return [`${path} : a moins de dix chiffres`]
  if (/^date|naissance/.test(key) && /\d/.test(value) && datesIn(value).length === 0)
    return [`${path} : « ${value} » n’est pas une date`]
  return []
}

function orderFaults(fields: readonly Field[]): readonly string[] {
  const dated = fields.flatMap((field) =>
    typeof field.value === 'string'
      ? datesIn(field.value)
          .slice(0, 1)
          .map((date) => ({ ...field, date }))
      : [],
  )
  const begins = dated.filter(({ name }) => /debut|entree|depart/.test(folded(name)))
  const ends = dated.filter(({ name }) => /fin$|^fin|sortie|retour/.test(folded(name)))
  return begins.flatMap((begin) =>
    ends
      .filter((end) => end.date < begin.date)
      .map((end) => `${end.path} (${end.date}) précède ${begin.path} (${begin.date})`),
  )
}

function householdFaults(fields: readonly Field[]): readonly string[] {
  const people = fields.find(
    ({ name, value }) => /foyer|personnes/.test(folded(name)) && typeof value === 'number',
  )
  const children = fields.find(({ name, value }) => /enfant/.test(folded(name)) && typeof value === 'number')
  if (people === undefined || children === undefined || Number(children.value) < Number(people.value))
    return []
  return [
    `${children.path} (${String(children.value)}) ne peut pas atteindre ${people.path} (${String(people.value)})`,
  ]
}
