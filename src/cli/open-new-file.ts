import { type FileHandle, open, unlink } from 'node:fs/promises'
import { UsageError } from './usage-error.js'

/** Opens a file that was not there, for its owner only. @throws UsageError. */
export async function openNew(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'wx', 0o600)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EEXIST')
      throw new UsageError(
        `${file} exists, and exports overwrite nothing.`,
        'Name another file, or remove this one.',
      )
    throw new UsageError(
      `${file} cannot be written (${String(code)}).`,
      'Name a file in a folder that exists.',
    )
  }
}

/** Makes sure that a file is not there yet. @throws UsageError. */
export async function reserveNew(file: string): Promise<void> {
  const handle = await openNew(file)
  await handle.close()
  await unlink(file)
}
