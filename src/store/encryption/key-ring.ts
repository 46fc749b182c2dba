import type { WriteKeys } from '../store.js'
import type { DataKey, DataKeys } from './data-keys.js'

/** The keys of one write. */
export interface KeyRing {
  /** One key for an owner, the same each time. */
  keyOf(owner: string): DataKey
  /** Those that were asked for. */
  taken(): readonly DataKey[]
}

/** A ring of keys that are known, with new ones where none is. */
export function keyRing(keys: DataKeys, known: (owner: string) => DataKey | undefined): KeyRing {
  const taken = new Map<string, DataKey>()
  return {
    keyOf(owner) {
      const key = taken.get(owner) ?? known(owner) ?? keys.make(owner)
      taken.set(owner, key)
      return key
    },
    taken: () => [...taken.values()],
  }
}

/** What the store has to add, and to have, for what was encrypted with the keys of a ring, beside what was asked of it. */
export function writeKeys(ring: KeyRing, { made = [], held = [] }: WriteKeys = {}): WriteKeys {
  const taken = ring.taken()
  return {
    made: [...made, ...taken.flatMap((key) => key.made ?? [])],
    held: [...held, ...taken.flatMap((key) => (key.made === undefined ? [key.id] : []))],
  }
}

/** With keys that are known, then with new ones, which nobody can have erased; lost connections may ask for others. */
const TRIES = 4

/**
 * Encrypts and writes. Where a key was erased meanwhile, by whatever process, all is encrypted anew with another one.
 *
 * @param owners Whose keys the store is asked for; `at-once` writes with new keys where none is known.
 */
export async function withKeys<Result extends string>(
  keys: DataKeys,
  owners: Iterable<string> | 'at-once',
  write: (ring: KeyRing) => Promise<Result>,
): Promise<Result> {
  const found = new Map<string, DataKey | undefined>()
  if (owners !== 'at-once') for (const owner of owners) found.set(owner, await keys.find(owner))
  let ring = keyRing(keys, (owner) => found.get(owner) ?? keys.known(owner))
  for (let tries = 1; ; tries += 1) {
    const result = await write(ring)
    if (result === 'committed') for (const key of ring.taken()) keys.keep(key)
    if (result !== 'key-gone' || tries === TRIES) return result
    for (const { owner } of ring.taken()) keys.forget(owner)
    ring = keyRing(keys, () => undefined)
  }
}
