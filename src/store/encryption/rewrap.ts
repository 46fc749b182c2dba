import { TamperedError } from '../../errors.js'
import type { Store } from '../store.js'
import { unwrapKey, wrapKey } from './data-keys.js'
import type { MasterKeys } from './master-keys.js'

/** Keys that are wrapped anew in one transaction. */
const PAGE = 500

/** What was wrapped anew. */
export interface Rewrapped {
  /** The master key that wraps everything now. */
  readonly master: string
  readonly keys: number
  /** Those that wrapped them before. */
  readonly from: readonly string[]
}

/**
 * Wraps every key that another master key wraps with the current one, beside guards at work: texts are not touched. Stopped
 * half-way, it is started again.
 *
 * @throws TamperedError when a key was altered or its master key is not known; a store error.
 */
export async function rewrapAll(store: Store, masters: MasterKeys): Promise<Rewrapped> {
  const current = masters.current()
  const from = (await store.listMasters()).filter((id) => id !== current.id)
  const unknown = from.find((id) => masters.find(id) === undefined)
  if (unknown !== undefined)
    throw new TamperedError(
      'A key of the store',
      `it is wrapped by the master key ${unknown}, which is not known`,
    )
  let keys = 0
  for (const master of from) {
    for (let after = ''; ; ) {
      const page = await store.listKeysUnder({ master, after, limit: PAGE })
      const last = page.at(-1)
      if (last === undefined) break
      const anew = page.map((row) => {
        const { id, owner, createdAt } = row
        return wrapKey(current, { id, owner, createdAt }, unwrapKey(masters, row))
      })
      await store.rewrapKeys(master, anew)
      keys += page.length
      after = last.id
    }
  }
  return { master: current.id, keys, from }
}
