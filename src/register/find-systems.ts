import type { Theme } from '../system/disclosure.js'
import { REGISTER_STATUSES, type RegisterStatus } from './status.js'
import type { SystemSheet } from './system-sheet.js'

/** How the list is ordered: by name, or the latest brought up to date first. */
export const REGISTER_ORDERS = ['name', 'updated'] as const

/** One of {@link REGISTER_ORDERS}. */
export type RegisterOrder = (typeof REGISTER_ORDERS)[number]

/** What somebody looks for. */
export interface RegisterQuery {
  /** Words that must all be in what is searched, in any order; accents and case do not count. */
  readonly words?: string
  readonly status?: RegisterStatus
  readonly theme?: Theme
  readonly personalData?: boolean
  readonly individualDecisions?: boolean
  /** Whether the AI learnt from data, or follows rules. */
  readonly learns?: boolean
  readonly order?: RegisterOrder
}

/** What everybody calls them, whatever a record does. */
const EVERY_SYSTEM = 'ia intelligence artificielle ai artificial intelligence algorithme algorithm robot'

/** Longest search that is read, in UTF-16 code units. */
const LONGEST = 200

/** The systems that a query asks for. Linear in their number; order and texts of the same sheets are worked out once. */
export function findSystems(sheets: readonly SystemSheet[], query: RegisterQuery): readonly SystemSheet[] {
  const words = folded((query.words ?? '').slice(0, LONGEST))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
  const same = <T>(wanted: T | undefined, found: T): boolean => wanted === undefined || wanted === found
  const found = orderedByName(sheets).filter(
    (sheet) =>
      same(query.status, sheet.status) &&
      same(query.theme, sheet.disclosure.theme ?? undefined) &&
      same(query.personalData, sheet.personalData) &&
      same(query.individualDecisions, sheet.individualDecisions) &&
      same(query.learns, sheet.learns) &&
      (words.length === 0 || hasAll(searched(sheet), words)),
  )
  return query.order === 'updated' ? found.toSorted(byUpdate) : found
}

const ordered = new WeakMap<readonly SystemSheet[], readonly SystemSheet[]>()

function orderedByName(sheets: readonly SystemSheet[]): readonly SystemSheet[] {
  const known = ordered.get(sheets)
  if (known !== undefined) return known
  const sorted = sheets.toSorted(byName)
  ordered.set(sheets, sorted)
  return sorted
}

/** How many systems have each status. */
export function countStatuses(sheets: readonly SystemSheet[]): ReadonlyMap<RegisterStatus, number> {
  return new Map(
    REGISTER_STATUSES.map((status) => [status, sheets.filter((sheet) => sheet.status === status).length]),
  )
}

const texts = new WeakMap<SystemSheet, string>()

function searched(sheet: SystemSheet): string {
  const known = texts.get(sheet)
  if (known !== undefined) return known
  const text = searchedText(sheet)
  texts.set(sheet, text)
  return text
}

function searchedText({
  name,
  purpose,
  service,
  aiType,
  expectedResults,
  uses,
  supplier,
}: SystemSheet): string {
  const actions = uses.flatMap(({ action, purpose: why }) => [action, why])
  return folded(
    [name, purpose, service, aiType, expectedResults, supplier, ...actions, EVERY_SYSTEM].join(' '),
  )
}

function hasAll(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word))
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

const collator = new Intl.Collator('fr', { numeric: true })

function byName(one: SystemSheet, other: SystemSheet): number {
  return collator.compare(one.name, other.name) || collator.compare(one.id, other.id)
}

function byUpdate(one: SystemSheet, other: SystemSheet): number {
  // Those of one day stay as they were, by name.
  return (other.updatedOn ?? '').localeCompare(one.updatedOn ?? '')
}
