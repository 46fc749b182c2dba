import { isGuardError } from '../../errors.js'
import type { LogFields } from '../../internal/logger.js'

/** Of a stack, the places that help; the rest is the framework's. */
const MOST_FRAMES = 8
const CODE = /^[A-Z][A-Z0-9_]{1,60}$/

/**
 * What may be logged of a fault: its name, its code, where it happened; its message only when it is one of this package,
 * whose messages hold nothing of a call. A foreign message may quote what somebody wrote, and so may a foreign name.
 */
export function faultFields(error: unknown): LogFields {
  if (isGuardError(error)) return { error: error.name, code: error.code, detail: error.message }
  if (!(error instanceof Error)) return { error: 'not-an-error' }
  const code: unknown = Reflect.get(error, 'code')
  return {
    error: /^[A-Z]\w{0,60}$/.test(error.name) ? error.name : 'Error',
    ...(typeof code === 'string' && CODE.test(code) ? { code } : {}),
    at: framesOf(error),
  }
}

/** Files, lines and functions. The head of a stack repeats the message, which may have several lines. */
function framesOf({ stack = '', message }: Error): readonly string[] {
  const head = stack.indexOf(message)
  // A message that was changed since is not told from the places behind it.
  if (head < 0) return []
  return stack
    .slice(head + message.length)
    .split('\n')
    .map((line) => /^\s+at (.+)$/.exec(line)?.[1])
    .filter((frame) => frame !== undefined)
    .slice(0, MOST_FRAMES)
}
