import type { PublishedFact } from '../../guard/publications.js'
import { RECORD_LANGUAGE } from '../../i18n/language.js'
import { registerFr } from '../../i18n/register.fr.js'
import { registerTexts } from '../../i18n/register.js'
import type { SystemSheet } from '../../register/system-sheet.js'
import { contactRows } from './contact-rows.js'
import { plainValue, type TermKey } from './parts/part.js'
import { sheetParts } from './sheet-parts.js'
import type { RegisterVisit } from './visit.js'
import { actionWords, statusWords } from './words.js'

/** A line of a sheet that is not as it was. Absent: it was not there, or nobody had filled it in. */
export interface FactChange {
  readonly key: string
  readonly before?: string
  readonly after?: string
}

/** Counted anew every day: no change of the sheet. */
const LIVE: ReadonlySet<string> = new Set<TermKey>(['register.oversight.figures'])

/** What the public page says of a system, line by line, whoever looks at it in which language. */
export function publishedFacts(visit: RegisterVisit, sheet: SystemSheet): readonly PublishedFact[] {
  const own: RegisterVisit = {
    ...visit,
    language: RECORD_LANGUAGE,
    say: (key, ...params) => registerTexts.text(RECORD_LANGUAGE, key, ...params),
  }
  const rows = sheetParts(own, sheet).flatMap((part) => part.rows)
  const lines: readonly (readonly [TermKey, string])[] = [
    ['register.order.name', sheet.name],
    ['register.filter.status', statusWords(own, sheet)],
    ['register.brief', `${actionWords(sheet)}\n${sheet.purpose}`],
    [
      'register.contact',
      contactRows(sheet)
        .map(({ text }) => text)
        .join('\n'),
    ],
    ...rows.map(({ key, values = [] }) => [key, values.map(plainValue).join('\n')] as const),
  ]
  return lines.flatMap(([key, text]) => (text === '' || LIVE.has(key) ? [] : [{ key, text }]))
}

/** What is not as it was, in the order of the page. */
export function changesBetween(
  before: readonly PublishedFact[],
  after: readonly PublishedFact[],
): readonly FactChange[] {
  const old = new Map(before.map(({ key, text }) => [key, text]))
  const now = new Map(after.map(({ key, text }) => [key, text]))
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((key): FactChange[] => {
    const [was, is] = [old.get(key), now.get(key)]
    if (was === is) return []
    return [
      { key, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) },
    ]
  })
}

/** The name of a line, or its key where a former release had it. */
export function termOf({ say }: RegisterVisit, key: string): string {
  return isTerm(key) ? say(key) : key
}

function isTerm(key: string): key is TermKey {
  if (!Object.hasOwn(registerFr, key)) return false
  const text: unknown = Reflect.get(registerFr, key)
  return typeof text === 'string' && !text.includes('{')
}
