import { type FileHandle, link, lstat, open, rename, rm, unlink } from 'node:fs/promises'
import { syncFolderOf } from '../internal/sync-folder.js'
import { UsageError } from './usage-error.js'

/**
 * Makes a file that was not there, for its owner only, whole or not at all: what is killed midway leaves no half of one under
 * its name. On the disk when it resolves.
 *
 * @throws UsageError when the file is there, another command is writing it, or it cannot be written; what `write` throws.
 */
export async function writeNew<Result>(
  file: string,
  write: (handle: FileHandle) => Promise<Result>,
): Promise<Result> {
  return makeNew(file, async (part) => {
    const handle = await open(part, 'r+')
    try {
      return await write(handle)
    } finally {
      await handle.close()
    }
  })
}

/** The same, for what is written under a name: `make` finds an empty file there. */
export async function makeNew<Result>(
  file: string,
  make: (part: string) => Promise<Result>,
): Promise<Result> {
  const part = `${file}.part`
  await refuseExisting(file)
  await takePart(file, part)
  try {
    const result = await make(part)
    await sync(part)
    await place(part, file)
    return result
  } catch (error) {
    await rm(part, { force: true })
    throw OF_THE_DISK.includes(codeOf(error)) ? unwritable(file, codeOf(error)) : error
  }
}

/** @throws UsageError when a file, or a link of that name, is there. */
async function refuseExisting(file: string): Promise<void> {
  const found = await lstat(file).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined
    throw unwritable(file, codeOf(error))
  })
  if (found !== undefined) throw existing(file)
}

/** Also a lock: of two commands that make one file, one is refused. */
async function takePart(file: string, part: string): Promise<void> {
  try {
    await (await open(part, 'wx', 0o600)).close()
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw unwritable(file, codeOf(error))
    throw new UsageError(
      `${part} exists: another command is writing ${file}, or was stopped before its end.`,
      'Wait for its end. When none is at work, remove that file and start again.',
    )
  }
}

const OF_THE_DISK = ['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO', 'EROFS', 'EACCES', 'EPERM', 'ENOENT']
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']

/** Gives a whole file its name, over nothing that came there meanwhile; a disk that knows no links is looked at first. */
async function place(part: string, file: string): Promise<void> {
  try {
    await link(part, file)
    await unlink(part)
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw existing(file)
    if (!NO_LINKS.includes(codeOf(error))) throw error
    await refuseExisting(file)
    await rename(part, file)
  }
  syncFolderOf(file)
}

async function sync(part: string): Promise<void> {
  const handle = await open(part, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function existing(file: string): UsageError {
  return new UsageError(
    `${file} exists, and exports overwrite nothing.`,
    'Name another file, or remove this one.',
  )
}

function unwritable(file: string, code: string): UsageError {
  return new UsageError(
    `${file} cannot be written (${code}): nothing was kept.`,
    'Name a file in a folder that exists, with room and where this account may write; then run the command again.',
  )
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
}
