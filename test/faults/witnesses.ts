import {
  consistencyProof,
  type InclusionProof,
  inclusionProof,
  leafHash,
  type VerifyingKey,
  verifyConsistency,
  verifyInclusion,
  verifyJournal,
} from 'garde-fou/journal'
import { expect } from 'vitest'
import type { SequencedEntry } from '../../src/journal/tree-types.js'
import type { Store } from '../../src/store/store.js'
import { between, type Random } from './seed.js'

type Checkpoint = NonNullable<Awaited<ReturnType<Store['latestCheckpoint']>>>

/** What somebody outside keeps: a checkpoint, an entry, and the proof that the one holds the other. */
export interface Witness {
  readonly checkpoint: Checkpoint
  readonly entry: SequencedEntry
  readonly proof: InclusionProof
}

/** People outside who keep proofs, and ask again later. */
export interface Witnesses {
  /** Takes a proof of an entry by the newest checkpoint, if there is one. */
  take(): Promise<void>
  /** Expects a proof that was kept to hold, and the tree of now to continue the tree of then. */
  askOne(): Promise<void>
  /** Expects every proof to hold, and the whole journal to verify and to continue the oldest checkpoint. */
  askAll(): Promise<void>
  /** What was kept. */
  kept(): readonly Witness[]
}

/** Witnesses of the journal in a store, with what they have kept `before`. */
export function witnessesOf(
  store: Store,
  key: VerifyingKey,
  random: Random,
  before: readonly Witness[] = [],
): Witnesses {
  const kept = [...before]
  const readNodes = store.readNodes
  const holds = async ({ checkpoint, entry, proof }: Witness): Promise<void> => {
    const found = await store.findEntry(entry.id)
    expect(found && plain(found), `entry ${entry.index} is where it was`).toEqual(plain(entry))
    const claim = { ...proof, leafHash: leafHash(entry.text), rootHash: checkpoint.rootHash }
    expect(verifyInclusion(claim), `the proof of entry ${entry.index}`).toBe(true)
    const now = await store.latestCheckpoint()
    const [first, second] = [checkpoint.size, now?.size ?? 0]
    const consistency = await consistencyProof({ first, second, readNodes })
    const roots = { firstRoot: checkpoint.rootHash, secondRoot: now?.rootHash ?? checkpoint.rootHash }
    expect(verifyConsistency({ ...consistency, ...roots }), `tree ${second} continues tree ${first}`).toBe(
      true,
    )
  }
  return {
    async take() {
      const checkpoint = await store.latestCheckpoint()
      if (checkpoint === undefined) return
      const { size } = checkpoint
      const index = between(random, 0, size - 1)
      const [entry] = await store.readJournal({ from: index, limit: 1 })
      expect(entry, `entry ${index} of ${size}`).toBeDefined()
      if (entry !== undefined)
        kept.push({ checkpoint, entry, proof: await inclusionProof({ index, size, readNodes }) })
    },
    async askOne() {
      const one = kept[between(random, 0, kept.length - 1)]
      if (one !== undefined) await holds(one)
    },
    async askAll() {
      const oldest = kept[0]?.checkpoint.note
      const report = await verifyJournal(store, {
        keys: [key],
        ...(oldest === undefined ? {} : { externalCheckpoint: oldest }),
      })
      expect(report.problems).toEqual([])
      expect(report.ok).toBe(true)
      for (const witness of kept) await holds(witness)
    },
    kept: () => kept,
  }
}

/** Bytes are of one kind or another, by database. */
function plain({ leafHash: hash, ...rest }: SequencedEntry): object {
  return { ...rest, hash: Buffer.from(hash).toString('hex') }
}
