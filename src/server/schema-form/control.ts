import type { JsonValue } from '../../internal/canonical-json.js'
import { withoutCarriageReturns } from '../read-form.js'
import type { Shape } from './shape.js'

// Names of controls: the place in the value as a JSON Pointer (RFC 6901) behind a prefix. What is said about a control
// rather than in it stands in front, where no key of a value can get.

/** The name of the control that says how many items a list was shown with. */
export function countName(name: string): string {
  return `#${name}`
}

/** The name of the box by which an item is taken out of a list. */
export function removeName(name: string): string {
  return `-${name}`
}

/** The name of a member or an item. */
export function childName(name: string, key: string | number): string {
  return `${name}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`
}

/**
 * Longest text that a control holds, in UTF-16 code units: every look at a form sends all of it back and forth, and a
 * draft of it is kept. A longer one is left out, and kept as it is when nothing is typed in its place.
 */
const LONGEST_TEXT = 100_000

/** True when a value is too long to be edited in a form. */
export function isTooLong(shape: Shape, value: JsonValue | undefined): boolean {
  return value !== undefined && wholeText(shape, value).length > LONGEST_TEXT
}

/** What a control shows for a value: what a browser sends back when nobody touches it. */
export function textOf(shape: Shape, value: JsonValue | undefined): string {
  return value === undefined || isTooLong(shape, value) ? '' : wholeText(shape, value)
}

function wholeText(shape: Shape, value: JsonValue): string {
  switch (shape.kind) {
    case 'choice':
      return indexText(shape.options.findIndex((option) => option.value === value))
    case 'number':
      return typeof value === 'number' ? String(value).replace('.', ',') : ''
    case 'text':
    case 'date':
      return typeof value === 'string' ? asSubmitted(value) : ''
    case 'json':
      return JSON.stringify(value, null, 2)
    default:
      return ''
  }
}

/** Why a control's text is no value. */
export type ControlIssue = 'required' | 'number' | 'integer' | 'json' | 'choice'

/** A control's text as a typed value; undefined for a member that may be absent. */
export type ControlValue = { readonly value: JsonValue | undefined } | { readonly issue: ControlIssue }

/** Reads a control back into the type that the schema gives it: a number stays a number, a date a date. */
export function typedValue(shape: Shape, text: string, required: boolean): ControlValue {
  if (text.trim() === '' && shape.kind !== 'text') {
    if (shape.nullable) return { value: null }
    return required ? { issue: 'required' } : { value: undefined }
  }
  switch (shape.kind) {
    case 'text':
      if (text !== '') return { value: text }
      return { value: shape.nullable ? null : required ? '' : undefined }
    case 'date':
      return { value: text.trim() }
    case 'number':
      return numberOf(text, shape.integer)
    case 'choice': {
      const option = /^\d{1,4}$/.test(text) ? shape.options[Number(text)] : undefined
      return option === undefined ? { issue: 'choice' } : { value: option.value }
    }
    default:
      return jsonOf(text)
  }
}

/** A text as a browser sends it back from a field. HTML cannot carry NUL. */
function asSubmitted(text: string): string {
  return withoutCarriageReturns(text).replaceAll('\0', '\uFFFD')
}

function indexText(index: number): string {
  return index < 0 ? '' : String(index)
}

/** « 1 234,50 », "1234.5", "1e6". */
function numberOf(text: string, integer: boolean): ControlValue {
  const compact = text.replace(/\s/gu, '').replace(',', '.')
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(compact)) return { issue: 'number' }
  const value = Number(compact)
  if (!Number.isFinite(value)) return { issue: 'number' }
  return integer && !Number.isInteger(value) ? { issue: 'integer' } : { value }
}

function jsonOf(text: string): ControlValue {
  try {
    return { value: JSON.parse(text) as JsonValue }
  } catch {
    return { issue: 'json' }
  }
}
