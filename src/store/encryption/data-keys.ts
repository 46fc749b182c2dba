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
  readonly row: KeyRow
  readonly key: KeyObject
}

/** Finds and makes the keys of cases. */
export interface DataKeys {
  /** The owner's key, from the store, or a new one. */
  forOwner(owner: string): Promise<DataKey>
  /** The same without asking the store: a case may have several keys. */
  forOwnerAtOnce(owner: string): DataKey
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
/** How long a key is used for new texts before the store is asked again whether it is still there, in milliseconds. */
const FRESH_MS = 5_000

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
  const opened = new Map<string, KeyObject>()
  const owned = new Map<string, { readonly key: DataKey; readonly until: number }>()
  const now = (): number => clock.now().getTime()

  const keep = (key: DataKey): DataKey => {
    owned.delete(key.row.owner)
    owned.set(key.row.owner, { key, until: now() + FRESH_MS })
    opened.set(key.row.id, key.key)
    for (const kept of [owned, opened]) {
      const [oldest] = kept.keys()
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
    }
    return key
  }
  const kept = (owner: string): DataKey | undefined => {
    const found = owned.get(owner)
    return found !== undefined && now() < found.until ? found.key : undefined
  }
  const make = (owner: string): DataKey => {
    const key = createSecretKey(randomBytes(DATA_KEY_BYTES))
    const row = { id: newId(), owner, createdAt: clock.now().toISOString() }
    return keep({ row: wrapKey(masters.current(), row, key), key })
  }
  return {
    async forOwner(owner) {
      const found = kept(owner)
      if (found !== undefined) return found
      const [row] = await store.listKeys(owner)
      return row === undefined ? make(owner) : keep({ row, key: unwrapKey(masters, row) })
    },
    forOwnerAtOnce: (owner) => kept(owner) ?? make(owner),
    async byId(id) {
      const found = opened.get(id)
      if (found !== undefined) return found
      const row = await store.getKey(id)
      if (row === undefined) throw new TamperedError('A text of the store', 'the key of its case is gone')
      return keep({ row, key: unwrapKey(masters, row) }).key
    },
    forget(owner) {
      const found = owned.get(owner)
      owned.delete(owner)
      if (found !== undefined) opened.delete(found.key.row.id)
    },
  }
}
