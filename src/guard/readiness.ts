import { setTimeout as sleep } from 'node:timers/promises'
import { isGuardError } from '../errors.js'
import { parseEntry } from '../journal/tree-types.js'
import type { GuardCore } from './core.js'

/** Why a guard should be given no work. */
export type NotReady =
  /** The database refuses, or cannot be reached. */
  | 'store-failed'
  /** Somebody keeps it locked. */
  | 'store-busy'
  /** It has not answered in time. */
  | 'store-slow'
  /** Its tables are older than this process: it was restored or replaced. */
  | 'tables-outdated'
  /** A newer version of this package has changed its tables: start this process anew, upgraded. */
  | 'tables-newer'
  /** Entries have waited too long for their place in the journal: no process sequences, or none can. */
  | 'journal-stuck'

/** How long the store may take to answer: probes themselves give up after a few seconds. */
const ANSWER_MS = 2_000
/** Every change is in the tree within a second; a minute is no load, it is a fault. */
const STUCK_MS = 60_000

/** What keeps a guard from working; empty when nothing does. Never rejects. */
export async function readiness(core: Pick<GuardCore, 'store' | 'clock'>): Promise<readonly NotReady[]> {
  const over = new AbortController()
  const late = sleep(ANSWER_MS, ['store-slow'] as const, { signal: over.signal }).catch(() => [])
  try {
    return await Promise.race([examine(core), late])
  } finally {
    over.abort()
  }
}

async function examine({ store, clock }: Pick<GuardCore, 'store' | 'clock'>): Promise<readonly NotReady[]> {
  try {
    if (!(await store.isMigrated())) return ['tables-outdated']
    const now = clock.now()
    const { entries } = await store.readBacklog({ now: now.toISOString(), limit: 1 })
    const since = entries.oldest === undefined ? now.getTime() : Date.parse(parseEntry(entries.oldest).at)
    // Not "<": of an entry whose time cannot be read nobody knows how long it has waited.
    return now.getTime() - since <= STUCK_MS ? [] : ['journal-stuck']
  } catch (error) {
    return [reasonOf(error)]
  }
}

function reasonOf(error: unknown): NotReady {
  if (!isGuardError(error)) return 'store-failed'
  if (error.code === 'ERR_STORE_BUSY') return 'store-busy'
  return error.code === 'ERR_STORE_FAILED' && error.reason === 'newer-schema'
    ? 'tables-newer'
    : 'store-failed'
}
