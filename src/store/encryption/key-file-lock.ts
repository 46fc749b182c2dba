import { unlinkSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { ConfigInvalidError } from '../../errors.js'

/**
 * Runs `work` while no other process changes the key file at `path`, or wraps keys by what it read there: two rotations at
 * once could wrap every key with a secret that the other one's file does not hold. A lock is never taken from a process
 * that may still be at work; one that was left behind is removed by hand. `isWritten: false` for work that changes nothing
 * in the file: where no lock can be made because the folder is read-only, it goes on without.
 *
 * @throws ConfigInvalidError when the lock is taken, or cannot be made.
 */
export async function withKeyFileLock<Result>(
  path: string,
  { isWritten }: { readonly isWritten: boolean },
  work: () => Promise<Result>,
): Promise<Result> {
  const lock = `${path}.lock`
  const isTaken = takeLock(lock, isWritten)
  try {
    return await work()
  } finally {
    if (isTaken) unlinkSync(lock)
  }
}

const READ_ONLY = ['EROFS', 'EACCES', 'EPERM']

/** False where there is no lock, and none is needed. */
function takeLock(lock: string, isWritten: boolean): boolean {
  try {
    // Says who has it, for whoever finds it left behind.
    writeFileSync(lock, `process ${process.pid} on ${hostname()}\n`, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
    if (!isWritten && READ_ONLY.includes(code)) return false
    throw new ConfigInvalidError([
      code === 'EEXIST'
        ? {
            path: lock,
            reason: 'is there: another "garde-fou keys rotate" is at work, or was stopped before its end.',
            remedy:
              'Wait for its end. The file says which process made it: when that one is no longer there, remove the file and start "garde-fou keys rotate" again, which goes on where it was.',
          }
        : {
            path: lock,
            reason: `cannot be made (${code}): the key file is not changed without a lock.`,
            remedy:
              'Run this as somebody who may write in the folder of the key file, on a disk that has room.',
          },
    ])
  }
}
