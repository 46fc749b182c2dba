import type { JsonValue } from '../../internal/canonical-json.js'
import { childName } from '../schema-form/control.js'
import { isList, isObject } from '../schema-form/shape.js'

/** A place in the case data that a reason rests on. */
export interface CaseSource {
  /** JSON Pointer (RFC 6901). */
  readonly pointer: string
  /** The field's name, as the case writes it. */
  readonly label: string
}

/** A field of a case whose fields come in an order: JSON objects have none. */
export interface CaseField {
  readonly label: string
  readonly value: JsonValue
}

/**
 * The fields of a list that holds nothing but `{ label, value }` objects: how an application hands over a case whose
 * order matters. Undefined for any other value.
 */
export function fieldsIn(value: JsonValue | undefined): readonly CaseField[] | undefined {
  if (!isList(value) || value.length === 0) return undefined
  const fields = value.flatMap((item): CaseField[] =>
    isObject(item) &&
    typeof item.label === 'string' &&
    item.value !== undefined &&
    Object.keys(item).length === 2
      ? [{ label: item.label, value: item.value }]
      : [],
  )
  return fields.length === value.length ? fields : undefined
}

/** Most fields looked at: a case is a file, not a database. */
const MAX_FIELDS = 5_000

interface Sources {
  readonly byPointer: ReadonlyMap<string, CaseSource>
  readonly byName: ReadonlyMap<string, CaseSource>
}

/** A case is read once, however many reasons a model writes. */
const known = new WeakMap<object, Sources>()

/**
 * Finds the field that a model names as the source of a reason: a JSON Pointer into the case data, or a field's own
 * name. Undefined when the case has no such field: what a model says of its sources is a claim, checked here.
 */
export function sourceAnchor(caseData: JsonValue, source: string): CaseSource | undefined {
  const wanted = fold(source)
  if (wanted === '' || typeof caseData !== 'object' || caseData === null) return undefined
  const sources = known.get(caseData) ?? sourcesIn(caseData)
  known.set(caseData, sources)
  return sources.byPointer.get(source) ?? sources.byName.get(wanted)
}

function sourcesIn(caseData: JsonValue): Sources {
  const byPointer = new Map<string, CaseSource>()
  const byName = new Map<string, CaseSource>()
  const waiting: { value: JsonValue; pointer: string }[] = [{ value: caseData, pointer: '' }]
  for (const next of waiting) {
    if (byPointer.size >= MAX_FIELDS) break
    for (const { label, value, pointer, below } of placesIn(next.value, next.pointer)) {
      byPointer.set(pointer, { pointer, label })
      const name = fold(label)
      if (!byName.has(name)) byName.set(name, { pointer, label })
      if (value !== undefined) waiting.push({ value, pointer: below })
    }
  }
  return { byPointer, byName }
}

interface Place {
  readonly label: string
  readonly value: JsonValue | undefined
  readonly pointer: string
  /** Where its own value is. */
  readonly below: string
}

function placesIn(value: JsonValue, above: string): readonly Place[] {
  const fields = fieldsIn(value)
  if (fields !== undefined)
    return fields.map((field, index) => {
      const pointer = childName(above, index)
      return { ...field, pointer, below: childName(pointer, 'value') }
    })
  const entries = isList(value)
    ? value.map((item, index) => [String(index), item] as const)
    : isObject(value)
      ? Object.entries(value)
      : []
  return entries.map(([label, item]) => {
    const pointer = childName(above, label)
    return { label, value: item, pointer, below: pointer }
  })
}

function fold(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase()
}
