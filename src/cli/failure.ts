import { type AnyGuardError, type Fault, isGuardError } from '../errors.js'
import { EXIT, type ExitCode } from './exit-codes.js'
import { UsageError } from './usage-error.js'

/** An error as it is told: what, where, what to do. */
export interface Failure {
  readonly exitCode: ExitCode
  readonly code: string
  readonly message: string
  readonly remedy?: string
  readonly faults?: readonly Fault[]
}

const EXITS: Partial<Record<AnyGuardError['code'], ExitCode>> = {
  ERR_CONFIG_INVALID: EXIT.configuration,
  ERR_KEY_INVALID: EXIT.configuration,
  ERR_STORE_BUSY: EXIT.store,
  ERR_STORE_FAILED: EXIT.store,
  ERR_REVIEW_NOT_FOUND: EXIT.refused,
  ERR_REVIEW_CONFLICT: EXIT.refused,
  ERR_REVIEW_STATE: EXIT.refused,
  ERR_REVIEWER_NOT_ALLOWED: EXIT.refused,
  ERR_DECISION_INVALID: EXIT.refused,
  ERR_REVIEW_ERASED: EXIT.refused,
  ERR_ERASURE_REFUSED: EXIT.refused,
  ERR_IDEMPOTENCY_MISMATCH: EXIT.refused,
  ERR_USE_UNKNOWN: EXIT.refused,
  ERR_TAMPERED: EXIT.altered,
  ERR_JOURNAL_BROKEN: EXIT.altered,
  ERR_LABEL_INVALID: EXIT.no,
  ERR_INPUT_INVALID: EXIT.usage,
}

const REMEDIES: Partial<Record<AnyGuardError['code'], string>> = {
  ERR_REVIEW_NOT_FOUND: 'List what you may see: garde-fou reviews list.',
  ERR_REVIEW_CONFLICT: 'Read it again: garde-fou reviews show <id>.',
  ERR_REVIEW_STATE: 'See what you may do now: garde-fou reviews show <id>.',
  ERR_STORE_BUSY: 'Nothing was written. Try again.',
  ERR_TAMPERED: 'Do not decide on it. Find what was altered: garde-fou journal verify.',
}

/** What to tell of an error, and how the command ends. */
export function failureOf(error: unknown): Failure {
  if (error instanceof UsageError) {
    const { code, message, remedy } = error
    return { exitCode: EXIT.usage, code, message, ...(remedy === undefined ? {} : { remedy }) }
  }
  if (isGuardError(error)) {
    const remedy = REMEDIES[error.code]
    return {
      exitCode: EXITS[error.code] ?? EXIT.internal,
      code: error.code,
      message: error.message,
      ...(remedy === undefined ? {} : { remedy }),
      ...(error.code === 'ERR_CONFIG_INVALID' ? { faults: error.faults } : {}),
    }
  }
  const message = error instanceof Error ? `${error.name}: ${error.message}` : 'An unknown fault.'
  return {
    exitCode: EXIT.internal,
    code: 'ERR_INTERNAL',
    message,
    remedy: 'This is a fault of garde-fou. Set GARDE_FOU_DEBUG=1 to see where it happened, and report it.',
  }
}
