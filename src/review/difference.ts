import type { JsonValue } from '../internal/canonical-json.js'
import type { Difference } from './decision.js'

type JsonObject = { readonly [key: string]: JsonValue | undefined }

/**
 * What changed between two JSON values, place by place: a JSON Pointer (RFC 6901) with the value before, the value
 * after, or both. Array items are compared by position. Applying the result to `before` gives `after`.
 */
export function differencesBetween(before: JsonValue, after: JsonValue): readonly Difference[] {
  const found: Difference[] = []
  collect({ path: '', before, after }, found)
  return found
}

interface Pair {
  readonly path: string
  readonly before: JsonValue | undefined
  readonly after: JsonValue | undefined
}

function collect({ path, before, after }: Pair, found: Difference[]): void {
  if (before === undefined || after === undefined) {
    if (before !== after)
      found.push({
        path,
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
      })
  } else if (isArray(before) && isArray(after)) {
    for (let index = 0; index < Math.max(before.length, after.length); index += 1) {
      collect({ path: `${path}/${index}`, before: before[index], after: after[index] }, found)
    }
  } else if (isObject(before) && isObject(after)) {
    for (const key of [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()) {
      collect({ path: `${path}/${escapeKey(key)}`, before: own(before, key), after: own(after, key) }, found)
    }
  } else if (!Object.is(before, after)) {
    found.push({ path, before, after })
  }
}

/**
 * Applies differences to the value they were taken from.
 *
 * @throws RangeError when a path does not lead anywhere in `before`.
 */
export function applyDifferences(before: JsonValue, differences: readonly Difference[]): JsonValue {
  const root: { value?: unknown } = { value: structuredClone(before) }
  // Items that go away leave from the end, so that the places before them stay what they were.
  const removals = differences.filter((difference) => difference.after === undefined).toReversed()
  for (const difference of [...differences.filter(({ after }) => after !== undefined), ...removals])
    change(root, difference)
  return root.value as JsonValue
}

function change(root: { value?: unknown }, { path, after }: Difference): void {
  const keys = path.split('/').slice(1).map(unescapeKey)
  const last = keys.pop()
  if (last === undefined) {
    root.value = structuredClone(after)
    return
  }
  const parent = keys.reduce<unknown>(
    (value, key) => (isContainer(value) && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined),
    root.value,
  )
  if (!isContainer(parent)) throw new RangeError(`There is nothing at ${path}.`)
  if (after !== undefined) define(parent, last, structuredClone(after))
  else if (Array.isArray(parent)) parent.splice(Number(last), 1)
  else Reflect.deleteProperty(parent, last)
}

// Never by assignment: a key such as `__proto__` is data here.
function define(parent: object, key: string, value: unknown): void {
  Object.defineProperty(parent, key, { value, writable: true, enumerable: true, configurable: true })
}

function own(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined
}

function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value)
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function escapeKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}

function unescapeKey(key: string): string {
  return key.replaceAll('~1', '/').replaceAll('~0', '~')
}
