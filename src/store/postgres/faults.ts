import { StoreBusyError, StoreFailedError } from '../../errors.js'

/**
 * What an error of the database means for the work at hand. `busy`: others were in the way, it may be tried again.
 * `lost`: the connection is gone, and with it the knowledge whether the last statement was carried out. `slow`: stopped by a
 * time-out. `refused`: it will not work another time either.
 */
export type FaultKind = 'busy' | 'lost' | 'slow' | 'refused'

/**
 * An error of the driver or the database, as the store keeps it: its code, and the constraint it names. The original is
 * left behind, because its message and details may quote whole rows.
 */
export class PostgresFault extends Error {
  override readonly name = 'PostgresFault'
  readonly kind: FaultKind
  /** SQLSTATE, or the code of a system error. */
  readonly code: string
  readonly constraint: string | undefined
  constructor(kind: FaultKind, code: string, constraint?: string) {
    super(`PostgreSQL: ${code}${constraint === undefined ? '' : ` (constraint ${constraint})`}`)
    this.kind = kind
    this.code = code
    this.constraint = constraint
  }
}

// Classes and codes: https://www.postgresql.org/docs/current/errcodes-appendix.html
const BUSY = /^(?:40001|40P01|55P03)$/
const LOST = /^(?:08...|57P0[1235]|25P03|53300)$/
const SLOW = '57014'
/** Two rows with one key. */
export const UNIQUE_VIOLATION = '23505'

/** The fault that an error of the driver stands for. */
export function faultOf(error: unknown): PostgresFault {
  if (error instanceof PostgresFault) return error
  const { code, constraint } = fieldsOf(error)
  if (code !== undefined && /^[0-9A-Z]{5}$/.test(code)) {
    if (BUSY.test(code)) return new PostgresFault('busy', code)
    if (LOST.test(code)) return new PostgresFault('lost', code)
    return new PostgresFault(code === SLOW ? 'slow' : 'refused', code, constraint)
  }
  const message = error instanceof Error ? error.message : ''
  // The pool gave no connection in time: all are at work.
  if (message.includes('timeout exceeded when trying to connect')) return new PostgresFault('busy', 'pool')
  const lost = code?.startsWith('E') === true || /connection|closed|queryable|socket|timeout/i.test(message)
  return new PostgresFault(lost ? 'lost' : 'refused', code ?? 'driver')
}

function fieldsOf(error: unknown): { readonly code?: string; readonly constraint?: string } {
  if (typeof error !== 'object' || error === null) return {}
  return {
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    ...('constraint' in error && typeof error.constraint === 'string'
      ? { constraint: error.constraint }
      : {}),
  }
}

type Refusal = readonly [StoreFailedError['reason'], string]

const REFUSALS: readonly (readonly [RegExp, Refusal])[] = [
  [/^25006$/, ['read-only', 'is read-only: a standby, perhaps. Connect to the primary server.']],
  [/^53100$/, ['full', 'has no space left on its disk. Free some; nothing was half-written.']],
  [/^XX00[12]$/, ['corrupt', 'is damaged. Restore a backup and verify the journal.']],
  [/^28...$/, ['cannot-open', 'refuses the user or the password.']],
  [/^3D000$/, ['cannot-open', 'does not exist. Create it first.']],
  [/^42501$/, ['cannot-open', 'refuses a right that this user needs. See docs/operations.md.']],
  [
    /^(?:3F000|42P01)$/,
    ['cannot-open', 'has none of the tables. Call migrate() with a user who may create them.'],
  ],
  [/^23...$/, ['other', 'refused a row that contradicts another one. Nothing was written.']],
  [/^54000$/, ['other', 'refused a value that is too large. Nothing was written.']],
]

/** The typed error for a fault; anything else stays as it is. Names the database, never a row. */
export function storeError(error: unknown, target: string): unknown {
  if (!(error instanceof PostgresFault)) return error
  const options = { cause: error }
  switch (error.kind) {
    case 'busy':
      return new StoreBusyError(`${target} is busy with other work. Nothing was written; try again.`, options)
    case 'slow':
      return new StoreBusyError(
        `${target} took longer than it may for one statement. Nothing was written; try again.`,
        options,
      )
    case 'lost':
      return new StoreFailedError(
        'unreachable',
        `${target} cannot be reached (${error.code}). A change under way is there whole, or not at all.`,
        options,
      )
    case 'refused': {
      const [reason, text] = REFUSALS.find(([pattern]) => pattern.test(error.code))?.[1] ?? [
        'other',
        `refused the operation (${error.code}).`,
      ]
      return new StoreFailedError(reason, `${target} ${text}`, options)
    }
  }
}
