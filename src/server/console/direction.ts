import type { JsonValue } from '../../internal/canonical-json.js'
import type { OpinionChoice } from '../../review/review.js'
import { isObject, type Shape } from '../schema-form/shape.js'
import { isOpinion } from './labels.js'

/**
 * Where a use's output says which way it points: its first member whose values are all words of a first opinion
 * (`favourable`, `unfavourable`, `incomplete`, `undecided`). A use without such a member has no direction to compare.
 */
export function directionMember(shape: Shape): string | undefined {
  if (shape.kind !== 'group') return undefined
  return shape.members.find(
    ({ shape: member }) =>
      member.kind === 'choice' &&
      member.options.length > 0 &&
      member.options.every((option) => isOpinion(option.value)),
  )?.key
}

/** Which way a value of this shape points, if it says so. */
export function directionOf(shape: Shape, value: JsonValue | undefined): OpinionChoice | undefined {
  const key = directionMember(shape)
  if (key === undefined || !isObject(value) || !Object.hasOwn(value, key)) return undefined
  const direction = value[key]
  return isOpinion(direction) ? direction : undefined
}

/** True when somebody gave a clear opinion and a value points elsewhere. */
export function disagrees(opinion: OpinionChoice | undefined, direction: OpinionChoice | undefined): boolean {
  return opinion !== undefined && opinion !== 'undecided' && direction !== undefined && direction !== opinion
}
