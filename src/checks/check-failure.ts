import { isGuardError } from '../errors.js'
import type { Finding } from './finding.js'
import type { Thresholds } from './verdict.js'

/** Why a check gave no usable answer. */
export type CheckFailureReason = 'threw' | 'timed-out' | 'invalid-result'

/** A check that failed. Tells nothing of the texts it looked at. */
export interface CheckFailure {
  readonly checkId: string
  readonly reason: CheckFailureReason
  /** For `threw`: the error's code or the name of a standard error, `other` for everything else. */
  readonly error?: string
}

/** Names that the language and the platform give to errors. Any other name could hold words of the call. */
const KNOWN_NAMES: ReadonlySet<string> = new Set([
  'Error',
  'TypeError',
  'RangeError',
  'SyntaxError',
  'ReferenceError',
  'URIError',
  'EvalError',
  'AggregateError',
  'AbortError',
  'TimeoutError',
])

/** What may be said of an error without repeating anything of the call. Never throws, whatever was thrown. */
export function errorWord(error: unknown): string {
  try {
    if (isGuardError(error) && /^ERR_[A-Z_]{1,40}$/.test(error.code)) return error.code
    const name: unknown =
      typeof error === 'object' && error !== null && 'name' in error ? error.name : undefined
    return typeof name === 'string' && KNOWN_NAMES.has(name) ? name : 'other'
  } catch {
    // A hostile error may throw from its own getters; that it failed is known already and is reported.
    return 'other'
  }
}

const MESSAGES: Readonly<Record<CheckFailureReason, Finding['message']>> = {
  threw: {
    fr: 'Un contrôle n’a pas pu s’exécuter : une personne doit vérifier.',
    en: 'A check could not run: a person must verify.',
  },
  'timed-out': {
    fr: 'Un contrôle n’a pas répondu à temps : une personne doit vérifier.',
    en: 'A check did not answer in time: a person must verify.',
  },
  'invalid-result': {
    fr: 'Un contrôle a donné une réponse illisible : une personne doit vérifier.',
    en: 'A check gave an answer that cannot be read: a person must verify.',
  },
}

/**
 * The finding that stands for a failed check (engagement 16: what was not checked is for a person). Its score leads to
 * the configured level under the same thresholds, so that a stored finding reads the same later.
 */
export function failureFinding(
  failure: CheckFailure,
  level: 'hold' | 'refuse',
  thresholds: Thresholds,
): Finding {
  return Object.freeze({
    checkId: failure.checkId,
    code: 'check-failed',
    clause: 'engagement:16',
    layer: 'runner',
    score: level === 'refuse' ? 1 : thresholds.review,
    message: MESSAGES[failure.reason],
  })
}
