import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import { TamperedError } from '../../errors.js'
import type { Clock } from '../../internal/clock.js'
import { digestOf } from '../../internal/digest.js'
import { newId } from '../../internal/ids.js'
import type { KeyRow, Store } from '../store.js'
import { openBytes, sealBytes } from './envelope.js'
import type { MasterKey, MasterKeys } from './master-keys.js'

/** A key that texts of one owner are encrypted with. */
export interface DataKey {
  readonly id: string
  readonly owner: string
  readonly key: KeyObject
  /** Its row, while the store does not have it. */
  readonly made?: KeyRow
}

/** Finds and makes the keys of cases. */
export interface DataKeys {
  /** A key of the owner's that the store had when it was last asked. */
  known(owner: string): DataKey | undefined
  /** The same, and asks the store where none is known. */
  find(owner: string): Promise<DataKey | undefined>
  /** A new one, for one write and no other: two that bring the same could bring it back after it was erased. */
  make(owner: string): DataKey
  /** Remembers a key that the store has now. */
  keep(key: DataKey): void
  /** @throws TamperedError when it is gone. */
  byId(id: string): Promise<KeyObject>
  /** Forgets the keys of an owner that was erased. */
  forget(owner: string): void
}

/** What a text belongs to. */
export interface Owned {
  readonly subject?: string | undefined
  readonly reviewId: string
}

const DATA_KEY_BYTES = 32
const MOST_KEPT = 2000

/** Under which name keys of a case are kept, or those of a review without one. */
export function ownerOf({ subject, reviewId }: Owned): string {
  return digestOf('garde-fou/key-owner/v1', subject === undefined ? { reviewId } : { subject })
}

/** Wraps a data key with a master key. */
export function wrapKey(master: MasterKey, row: Omit<KeyRow, 'master' | 'wrapped'>, key: KeyObject): KeyRow {
  const { id, owner } = row
  const wrapped = sealBytes(master.key, { id, owner, master: master.id }, key.export())
  return { ...row, master: master.id, wrapped }
}

/** @throws TamperedError when no master key that is known opens it. */
export function unwrapKey(masters: MasterKeys, { id, owner, master, wrapped }: KeyRow): KeyObject {
  const found = masters.find(master)
  if (found === undefined)
    throw new TamperedError(
      'A key of the store',
      `it is wrapped by the master key ${master}, which is not known`,
    )
  return createSecretKey(openBytes(found.key, { id, owner, master }, wrapped))
}

/** Keys of cases, those that were used last kept in memory. */
export function dataKeys(store: Store, masters: MasterKeys, clock: Clock): DataKeys {
  const opened = new Map<string, DataKey>()
  const owned = new Map<string, DataKey>()

  const keep = ({ id, owner, key }: DataKey): DataKey => {
    const stored = { id, owner, key }
    owned.delete(owner)
    owned.set(owner, stored)
    opened.set(id, stored)
    for (const kept of [owned, opened]) {
      const [oldest] = kept.keys()
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
    }
    return stored
  }
  const open = (row: KeyRow): DataKey => keep({ id: row.id, owner: row.owner, key: unwrapKey(masters, row) })
  return {
    known: (owner) => owned.get(owner),
    async find(owner) {
      const found = owned.get(owner)
      if (found !== undefined) return found
      const [row] = await store.listKeys(owner)
      return row && open(row)
    },
    make(owner) {
      const key = createSecretKey(randomBytes(DATA_KEY_BYTES))
      const row = { id: newId(), owner, createdAt: clock.now().toISOString() }
      return { id: row.id, owner, key, made: wrapKey(masters.current(), row, key) }
    },
    keep,
    async byId(id) {
      const found = opened.get(id)
      if (found !== undefined) return found.key
      const row = await store.getKey(id)
      if (row === undefined) throw new TamperedError('A text of the store', 'the key of its case is gone')
      return open(row).key
    },
    forget(owner) {
      owned.delete(owner)
      for (const { id } of [...opened.values()].filter((key) => key.owner === owner)) opened.delete(id)
    },
  }
}
