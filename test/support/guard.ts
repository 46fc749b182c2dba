import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createGuard,
  type Guard,
  type GuardOptions,
  generateSigningKey,
  isGuardError,
  type Reviewer,
  type SigningKey,
} from 'garde-fou'
import { bordeauxMetropole } from 'garde-fou/charters/bordeaux-metropole'
import { sqliteStore } from 'garde-fou/sqlite'
import { type FixedClock, fixedClock } from 'garde-fou/testing'
import { onTestFinished } from 'vitest'
import { sequenceAll } from '../../src/guard/sequencer.js'
import type { JournalEntry } from '../../src/journal/entry.js'
import { parseEntry } from '../../src/journal/tree-types.js'
import { housing } from './housing.js'

const trained = [{ id: 'ia-habitat', validUntil: '2027-06-30' }]

/** Agents, one with a lapsed training, and a supervisor. */
export const people: readonly Reviewer[] = [
  { id: 'alice', name: 'A. Martin', roles: ['instructeur'], training: trained },
  { id: 'bruno', name: 'B. Petit', roles: ['instructeur'], training: trained },
  {
    id: 'chloe',
    name: 'C. Roux',
    roles: ['instructeur'],
    training: [{ id: 'ia-habitat', validUntil: '2026-01-01' }],
  },
  { id: 'denis', name: 'D. Faure', roles: ['supervisor'], training: trained },
]

/** A folder that goes with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'garde-fou-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** What a test works with. */
export interface TestGuard {
  readonly guard: Guard
  readonly clock: FixedClock
  readonly path: string
  readonly signingKey: SigningKey
}

/** A real guard on a real SQLite file. Time stands still; nothing runs in the background unless asked for. */
export async function openGuard(
  options: Partial<GuardOptions> = {},
  path: string = join(temporaryFolder(), 'guard.db'),
): Promise<TestGuard> {
  const clock = fixedClock('2026-11-24T09:00:00.000Z')
  const signingKey = generateSigningKey('test.example')
  const guard = await createGuard({
    charter: bordeauxMetropole,
    systems: [housing],
    store: sqliteStore(path),
    signingKey,
    reviewers: { find: async (id) => people.find((person) => person.id === id) },
    clock,
    background: false,
    ...options,
  })
  onTestFinished(() => guard.close())
  return { guard, clock, path, signingKey: options.signingKey ?? signingKey }
}

/** Everything the journal holds, in order. */
export async function journalEvents({ guard, clock, signingKey }: TestGuard): Promise<readonly string[]> {
  return (await journalEntries({ guard, clock, signingKey })).map((entry) => entry.event)
}

/** The entries themselves, in order. */
export async function journalEntries({
  guard,
  clock,
  signingKey,
}: Omit<TestGuard, 'path'>): Promise<readonly JournalEntry[]> {
  await sequenceAll({ store: guard.store, signingKey, clock })
  const entries = await guard.store.readJournal({ from: 0, limit: 100_000 })
  return entries.map(({ text }) => parseEntry(text))
}

/** The code of the error that a command ends with; `none` when it is carried out. */
export function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'none',
    (error: unknown) => (isGuardError(error) ? error.code : String(error)),
  )
}
