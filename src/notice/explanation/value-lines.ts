import { explanationTexts } from '../../i18n/explanation.js'
import type { Language } from '../../i18n/language.js'
import type { JsonValue } from '../../internal/canonical-json.js'
import { visibleText } from '../../internal/visible-text.js'

type JsonObject = { readonly [key: string]: JsonValue | undefined }

/** Deeper than this a value is written as JSON. */
const MAX_DEPTH = 12

/** How values are written. */
export interface LineOptions {
  readonly lang: Language
  /** Names members by its titles. */
  readonly schema?: JsonValue | undefined
}

/**
 * A JSON value as indented lines, `name: value`, in the order it has. Texts are kept whole; what would be invisible in
 * them is shown.
 */
export function valueLines(value: JsonValue | undefined, options: LineOptions): readonly string[] {
  return linesOf(value, { ...options, depth: 0 }).map((line) => line.trimEnd())
}

interface Place extends LineOptions {
  readonly depth: number
}

function linesOf(value: JsonValue | undefined, place: Place): readonly string[] {
  if (typeof value !== 'object' || value === null) return scalar(value).split('\n')
  if (place.depth > MAX_DEPTH) return [visibleText(JSON.stringify(value))]
  const inside = (schema: JsonValue | undefined): Place => ({ ...place, schema, depth: place.depth + 1 })
  if (isList(value))
    return value.flatMap((item, index) => {
      const field = fieldOf(item)
      if (field !== undefined) return named(field.label, field.value, inside(undefined))
      const lines = linesOf(item, inside(memberSchema(place.schema, 'items')))
      return isSingle(item, lines) ? [`${index + 1}. ${lines[0]}`] : [`${index + 1}.`, ...indented(lines)]
    })
  return Object.entries(value).flatMap(([key, member]) => {
    const schema = memberSchema(memberSchema(place.schema, 'properties'), key)
    return named(titleOf(schema) ?? key, member, inside(schema))
  })
}

/** One line when there is room for it, else the name above what it stands for. */
function named(name: string, value: JsonValue | undefined, place: Place): readonly string[] {
  const lines = linesOf(value, place)
  const line = (text: string): string =>
    explanationTexts.text(place.lang, 'explain.named', { name: visibleText(name), value: text })
  return isSingle(value, lines) ? [line(lines[0] ?? '')] : [line(''), ...indented(lines)]
}

function isSingle(value: JsonValue | undefined, lines: readonly string[]): boolean {
  return lines.length === 1 && (typeof value !== 'object' || value === null)
}

/** Two spaces before each line. */
export function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`)
}

function scalar(value: JsonValue | undefined): string {
  if (value === undefined || value === null || value === '') return '–'
  return visibleText(typeof value === 'string' ? value : JSON.stringify(value))
}

/** `{ label, value }`, as applications hand fields over in an order of their own. */
function fieldOf(item: JsonValue): { readonly label: string; readonly value: JsonValue } | undefined {
  if (!isObject(item) || Object.keys(item).length !== 2) return undefined
  const { label, value } = item
  return typeof label === 'string' && value !== undefined ? { label, value } : undefined
}

function memberSchema(schema: JsonValue | undefined, key: string): JsonValue | undefined {
  return isObject(schema) && Object.hasOwn(schema, key) ? schema[key] : undefined
}

function titleOf(schema: JsonValue | undefined): string | undefined {
  const title = memberSchema(schema, 'title')
  return typeof title === 'string' ? title : undefined
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value)
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
