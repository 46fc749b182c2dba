import { closeSync, fsyncSync, openSync } from 'node:fs'
import { dirname } from 'node:path'

/** Puts the names in the folder of a file on the disk: without it a new name may be lost with the machine's power. */
export function syncFolderOf(path: string): void {
  // Windows opens no folder, and writes names with the file.
  if (process.platform === 'win32') return
  const folder = openSync(dirname(path), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
