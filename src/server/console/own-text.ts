import type { JsonValue } from '../../internal/canonical-json.js'
import { isObject, type Shape } from '../schema-form/shape.js'

/**
 * True when a draft holds words that can go to the person: a text of several lines among its own members, filled in. An
 * unfavourable decision without any needs the reviewer's: it states its reasons in law and fact (CRPA, art. L. 211-2 and
 * L. 211-5).
 */
export function holdsText(shape: Shape, value: JsonValue | undefined): boolean {
  if (shape.kind !== 'group' || !isObject(value)) return false
  return shape.members.some(({ key, shape: member }) => {
    if (member.kind !== 'text' || !member.multiline || !Object.hasOwn(value, key)) return false
    const text = value[key]
    return typeof text === 'string' && text.trim() !== ''
  })
}
