import { StoreBusyError, StoreFailedError } from '../../errors.js'

// Primary result codes (https://www.sqlite.org/rescode.html); extended codes carry them in their low byte.
const SQLITE_PERM = 3
const SQLITE_BUSY = 5
const SQLITE_LOCKED = 6
const SQLITE_READONLY = 8
const SQLITE_IOERR = 10
const SQLITE_CORRUPT = 11
const SQLITE_FULL = 13
const SQLITE_CANTOPEN = 14
const SQLITE_NOTADB = 26
/** No room to make the shared memory file larger. */
const SQLITE_IOERR_SHMSIZE = 4874

type Fault = readonly [StoreFailedError['reason'], string]

const FULL: Fault = ['full', 'is full, or its disk is. Free some space; nothing was half-written.']

const FAULTS: Readonly<Record<number, Fault>> = {
  [SQLITE_PERM]: ['cannot-open', 'cannot be used with the rights of this process.'],
  [SQLITE_READONLY]: [
    'read-only',
    'is read-only. Give this process the right to write the file and its folder.',
  ],
  [SQLITE_IOERR]: ['other', 'cannot be read or written (input/output error). Check the disk.'],
  [SQLITE_CORRUPT]: ['corrupt', 'is damaged. Restore a backup and verify the journal.'],
  [SQLITE_FULL]: FULL,
  [SQLITE_CANTOPEN]: ['cannot-open', 'cannot be opened. Check that its folder exists and may be written.'],
  [SQLITE_NOTADB]: [
    'corrupt',
    'is not an SQLite database, or its head is damaged. Restore a backup or name another file.',
  ],
  [SQLITE_IOERR_SHMSIZE]: FULL,
}

function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error)) return undefined
  return typeof error.errcode === 'number' ? error.errcode : undefined
}

/** True when another connection holds the lock. */
export function isBusy(error: unknown): boolean {
  if (error instanceof StoreBusyError) return true
  const code = resultCode(error)
  if (code === undefined) return false
  const primary = code & 0xff
  return primary === SQLITE_BUSY || primary === SQLITE_LOCKED
}

/** The typed error for what SQLite said; anything else stays as it is. Names the file, never a row. */
export function storeError(error: unknown, path: string): unknown {
  if (error instanceof StoreBusyError) return error
  if (isBusy(error))
    return new StoreBusyError(
      `The database ${path} is locked by another process. Nothing was written; try again.`,
      {
        cause: error,
      },
    )
  const code = resultCode(error)
  if (code === undefined) return error
  const [reason, text] = FAULTS[code] ?? FAULTS[code & 0xff] ?? ['other', 'refused the operation.']
  return new StoreFailedError(reason, `The database ${path} ${text}`, { cause: error })
}
