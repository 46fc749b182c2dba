import { createHash } from 'node:crypto'
import {
  generateSigningKey,
  inclusionProof,
  sealEntries,
  toVerifyingKey,
  verifyInclusion,
  verifyJournal,
} from 'garde-fou/journal'
import { sqliteStore } from 'garde-fou/sqlite'
import { entryText } from './journal.ts'
import { secondsOf, sideBySide } from './measure.ts'
import { aimed, type Row } from './report.ts'
import type { Place } from './sections.ts'

const [SMALL, BIG] = [1000, 1_000_000] as const
const BATCH = 1000
const PROOFS = 2000
const GOALS = { verify: 0.6, proof: 3, megabytes: 150 } as const

type Store = ReturnType<typeof sqliteStore>

/** A journal of a million entries: verified against bare SHA-256 of the same bytes, and proofs from it against a small one. */
export async function bigJournalFigures({ folder }: Place): Promise<readonly Row[]> {
  const key = generateSigningKey('bench.example')
  const keys = [toVerifyingKey(key)]
  const [small, big] = [await filled(`${folder}/small.db`, SMALL), await filled(`${folder}/big.db`, BIG)]
  const memory = watchMemory()
  const verifying = await secondsOf(async () => {
    const report = await verifyJournal(big, { keys })
    if (!report.ok || report.size !== BIG) throw new Error('The journal of the bench does not verify.')
  })
  const megabytes = memory.grownBy()
  const hashing = await hashAll(big)
  const { few, many } = await sideBySide({ few: () => prove(small), many: () => prove(big) }, PROOFS)
  await small.close()
  await big.close()
  return [
    { name: `journal verify, ${BIG} entries`, value: BIG / verifying, unit: 'entries/s' },
    { name: `bare SHA-256 of the same bytes, ${BIG} entries`, value: BIG / hashing, unit: 'entries/s' },
    aimed(
      { name: `journal verify ÷ bare SHA-256, ${BIG} entries`, value: hashing / verifying, unit: '×' },
      { atLeast: GOALS.verify },
    ),
    aimed(
      { name: `journal verify, ${BIG} entries: memory`, value: megabytes, unit: 'MB more' },
      { atMost: GOALS.megabytes },
    ),
    { name: `inclusion proof, read and verified, tree of ${SMALL}`, value: few.p50, unit: 'µs p50' },
    { name: `inclusion proof, read and verified, tree of ${BIG}`, value: many.p50, unit: 'µs p50' },
    aimed(
      { name: `inclusion proof, tree of ${BIG} ÷ ${SMALL}`, value: many.p50 / few.p50, unit: '×' },
      { atMost: GOALS.proof },
    ),
  ]

  async function filled(path: string, size: number): Promise<Store> {
    const store = sqliteStore(path)
    await store.migrate()
    for (let start = 0; start < size; start += BATCH) {
      const [first, ...rest] = Array.from({ length: Math.min(BATCH, size - start) }, (_, at) =>
        entryText(start + at),
      )
      if (first !== undefined) await store.commit({ entries: [first, ...rest] })
      await store.sequence(BATCH, (pending, frontier) =>
        sealEntries(pending, frontier, { key, origin: key.name, now: new Date() }),
      )
    }
    return store
  }
}

/** Seconds that hashing takes, reading not counted. */
async function hashAll(store: Store): Promise<number> {
  let seconds = 0
  for (let from = 0; from < BIG; from += BATCH) {
    const entries = await store.readJournal({ from, limit: BATCH })
    seconds += await secondsOf(() => entries.map(({ text }) => createHash('sha256').update(text).digest()))
  }
  return seconds
}

async function prove(store: Store): Promise<void> {
  const { size, rootHash } = (await store.latestCheckpoint()) ?? { size: 0, rootHash: new Uint8Array() }
  const index = Math.floor(Math.random() * size)
  const proof = await inclusionProof({ index, size, readNodes: store.readNodes })
  const [entry] = await store.readJournal({ from: index, limit: 1 })
  if (entry === undefined || !verifyInclusion({ ...proof, leafHash: entry.leafHash, rootHash }))
    throw new Error('A proof of the bench does not hold.')
}

/** How far the process's memory goes above where it is now, in megabytes. */
function watchMemory(): { grownBy(): number } {
  const before = process.memoryUsage.rss()
  let most = before
  const look = (): void => {
    most = Math.max(most, process.memoryUsage.rss())
  }
  const timer = setInterval(look, 50)
  return {
    grownBy() {
      clearInterval(timer)
      look()
      return (most - before) / 1e6
    },
  }
}
