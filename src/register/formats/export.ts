import type { z } from 'zod'
import type { JsonValue } from '../../internal/canonical-json.js'
import type { SystemSheet } from '../system-sheet.js'

/** Why a field does not keep the rules of a standard. */
export type GapReason = 'missing' | 'too-long' | 'too-short' | 'not-allowed'

/** A field of a system that a standard would refuse, or ask for. */
export interface Gap {
  readonly systemId: string
  /** As the standard names it; with the place in a list, such as `source_data_grouping.0.link`. */
  readonly field: string
  readonly reason: GapReason
}

/** The fields of one system in a standard's words. What is not known is left out, never made up. */
export type FormatRecord = Readonly<Record<string, JsonValue>>

/** What a record does not hold and a standard asks for, by the standard's field: the city's own words. */
export type Supplements = Readonly<Record<string, FormatRecord>>

/** A register in a standard's words, with everything in which it falls short of its rules. */
export interface RegisterExport {
  readonly standard: string
  readonly version: string
  readonly records: readonly FormatRecord[]
  readonly gaps: readonly Gap[]
}

/** A published standard: how a sheet is told in it, and its rules. */
export interface Format {
  readonly standard: string
  readonly version: string
  readonly schema: z.ZodType
  readonly recordOf: (sheet: SystemSheet) => Readonly<Record<string, JsonValue | undefined>>
}

/** Tells sheets in a standard's words. `supplements`, by system, fill and replace fields before the rules are checked. */
export function exportRegister(
  { standard, version, schema, recordOf }: Format,
  sheets: readonly SystemSheet[],
  supplements: Supplements = {},
): RegisterExport {
  const all = sheets.map((sheet) => {
    const own = Object.hasOwn(supplements, sheet.id) ? supplements[sheet.id] : undefined
    return { systemId: sheet.id, record: filled({ ...recordOf(sheet), ...own }) }
  })
  return {
    standard,
    version,
    records: all.map(({ record }) => record),
    gaps: all.flatMap(({ systemId, record }) => gapsIn(schema, record).map((gap) => ({ systemId, ...gap }))),
  }
}

function filled(record: Readonly<Record<string, JsonValue | undefined>>): FormatRecord {
  const known: Record<string, JsonValue> = {}
  for (const [field, value] of Object.entries(record)) {
    if (value !== undefined && value !== null && value !== '') known[field] = value
  }
  return known
}

function gapsIn(schema: z.ZodType, record: FormatRecord): readonly Omit<Gap, 'systemId'>[] {
  const checked = schema.safeParse(record)
  if (checked.success) return []
  return checked.error.issues.flatMap((issue) => {
    const field = issue.path.map(String).join('.')
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ field: key, reason: 'not-allowed' as const }))
    return [{ field, reason: reasonOf(issue, valueAt(record, issue.path)) }]
  })
}

function reasonOf(issue: z.core.$ZodIssue, value: unknown): GapReason {
  if (value === undefined) return 'missing'
  if (issue.code === 'too_big') return 'too-long'
  return issue.code === 'too_small' ? 'too-short' : 'not-allowed'
}

function valueAt(record: FormatRecord, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? Reflect.get(value, key)
        : undefined,
    record,
  )
}
