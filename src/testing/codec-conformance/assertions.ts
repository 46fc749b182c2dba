import type { TextPart } from '../../call/model-call.js'
import { isGuardError } from '../../errors.js'

/** Runs `work` and proves that it left the value as it was. */
export function unchanged<Result>(value: unknown, work: () => Result): Result {
  const before = JSON.stringify(value)
  const result = work()
  if (JSON.stringify(value) !== before) throw new Error('the codec changed what it was given')
  return result
}

/** Every one of these texts stands in some part, and every part has a path. */
export function requireTexts(
  parts: readonly Pick<TextPart, 'path' | 'text'>[],
  texts: readonly string[],
): void {
  for (const { path } of parts) if (path === '') throw new Error('a text has no path')
  const all = parts.map(({ text }) => text).join('\n')
  const missing = texts.filter((text) => !all.includes(text))
  if (missing.length > 0) throw new Error(`not read: ${missing.join(' · ')}`)
}

/** Both are the same JSON. */
export function same(actual: unknown, expected: unknown, what: string): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) {
    throw new Error(`${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`)
  }
}

/** A text as it stands inside a JSON string. */
export function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}

/** What `work` throws, or undefined. */
export function thrownBy(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  return undefined
}

/** Whatever `work` throws is an error of this package. */
export function requireTyped(work: () => unknown): void {
  const error = thrownBy(work)
  if (error !== undefined && !isGuardError(error))
    throw new Error(`expected a typed error, got ${String(error)}`)
}
