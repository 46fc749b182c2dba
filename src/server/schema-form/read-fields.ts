import type { JsonValue } from '../../internal/canonical-json.js'
import type { Form } from '../read-form.js'
import { type ControlIssue, childName, countName, removeName, textOf, typedValue } from './control.js'
import { isList, isObject, type JsonObject, type Shape } from './shape.js'

/** Most items read of one list. */
const MAX_ITEMS = 1_000

/** A control whose text is no value. */
export interface FieldIssue {
  readonly name: string
  readonly issue: ControlIssue
}

/** A form read back into a value. */
export interface ReadValue {
  readonly value: JsonValue | undefined
  readonly issues: readonly FieldIssue[]
  /** Which control a place of the value came from: JSON Pointer to control name. */
  readonly controls: ReadonlyMap<string, string>
}

interface Reading {
  readonly form: Form
  readonly issues: FieldIssue[]
  readonly controls: Map<string, string>
}

interface Place {
  /** The control's name. */
  readonly name: string
  /** Where the value goes, as a JSON Pointer. */
  readonly pointer: string
  readonly required: boolean
  /** What was there before the edit. */
  readonly original: JsonValue | undefined
}

/**
 * Reads a schema-generated form back into a value. What nobody touched keeps its original value exactly, also where a
 * form could not have carried it.
 */
export function readFields(
  shape: Shape,
  options: { readonly form: Form; readonly prefix: string; readonly original?: JsonValue },
): ReadValue {
  const reading: Reading = { form: options.form, issues: [], controls: new Map() }
  const place = { name: options.prefix, pointer: '', required: true, original: options.original }
  return { value: read(shape, place, reading), issues: reading.issues, controls: reading.controls }
}

/** True when nobody filled in anything below this name. */
export function isBlank(form: Form, name: string): boolean {
  for (const [control, text] of form) {
    if (text.trim() === '') continue
    if (control === name || control.startsWith(`${name}/`)) return false
  }
  return true
}

function read(shape: Shape, place: Place, reading: Reading): JsonValue | undefined {
  reading.controls.set(place.pointer, place.name)
  if (shape.kind === 'group') return readGroup(shape, place, reading)
  if (shape.kind === 'list') return readList(shape, place, reading)
  if (shape.kind === 'fixed') return shape.value
  const text = reading.form.get(place.name) ?? ''
  if (place.original !== undefined && text === textOf(shape, place.original)) return place.original
  const read = typedValue(shape, text, place.required)
  if ('value' in read) return read.value
  reading.issues.push({ name: place.name, issue: read.issue })
  return undefined
}

function readGroup(shape: Shape & { kind: 'group' }, place: Place, reading: Reading): JsonValue | undefined {
  const original = isObject(place.original) ? place.original : undefined
  if (original === undefined && (shape.nullable || !place.required) && isBlank(reading.form, place.name))
    return shape.nullable ? null : undefined
  const shown = new Set(shape.members.map((member) => member.key))
  const kept = Object.entries(original ?? {}).filter(([key]) => !shown.has(key))
  const members = shape.members.map(({ key, required, shape: member }): [string, JsonValue | undefined] => {
    const pointer = childName(place.pointer, key)
    const before = original !== undefined && Object.hasOwn(original, key) ? original[key] : undefined
    return [
      key,
      read(member, { name: childName(place.name, key), pointer, required, original: before }, reading),
    ]
  })
  return jsonObject([...kept, ...members])
}

function readList(shape: Shape & { kind: 'list' }, place: Place, reading: Reading): JsonValue | undefined {
  const original = isList(place.original) ? place.original : []
  const declared = Number(reading.form.get(countName(place.name)) ?? 0)
  const count = Number.isInteger(declared) ? Math.min(Math.max(declared, 0), MAX_ITEMS) : 0
  const items: JsonValue[] = []
  for (let index = 0; index < count; index += 1) {
    const name = childName(place.name, index)
    if (reading.form.has(removeName(name))) continue
    const isNew = index >= original.length
    if (isNew && isBlank(reading.form, name)) continue
    const pointer = childName(place.pointer, items.length)
    const item = read(shape.item, { name, pointer, required: true, original: original[index] }, reading)
    // An emptied line is a line taken out, unless it was empty before.
    const emptied = item === '' && original[index] !== ''
    if (item !== undefined && !emptied) items.push(item)
  }
  if (items.length > 0) return items
  if (place.original === null) return null
  return place.original === undefined && !place.required ? undefined : items
}

// Never by assignment: a key such as `__proto__` is data here.
function jsonObject(members: readonly (readonly [string, JsonValue | undefined])[]): JsonObject {
  return Object.fromEntries(members.filter(([, value]) => value !== undefined))
}
