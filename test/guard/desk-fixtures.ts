import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type Desk, type DeskOptions, deskAt } from './desk-at.js'

export * from './desk-at.js'

/** A folder that goes with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'garde-fou-desk-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A desk over a real SQLite file. Time stands still. */
export async function openDesk(options: DeskOptions = {}): Promise<Desk> {
  const path = options.path ?? join(temporaryFolder(), 'desk.db')
  const opened = await deskAt(path, options)
  onTestFinished(() => opened.core.store.close())
  return opened
}
