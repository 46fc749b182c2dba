import { checkLimit } from '../limit.js'
import { checkpointOf, sequencedEntry } from '../queries/journal-row.js'
import type { Store } from '../store.js'
import { frontierOf, readNodes, sequence } from './sequence.js'
import type { Session } from './session.js'

type JournalMethods = Pick<
  Store,
  | 'sequence'
  | 'readJournal'
  | 'countPending'
  | 'readNodes'
  | 'findEntry'
  | 'frontier'
  | 'latestCheckpoint'
  | 'readCheckpoints'
>

/** The journal: its entries, its tree and its checkpoints. */
export function journalMethods(session: Session): JournalMethods {
  const { queries, use } = session
  const { journal } = queries
  return {
    sequence: sequence(session),
    readJournal: ({ from, limit }) =>
      use(async (db) =>
        (await db.planned(journal.read({ from, limit: checkLimit(limit) }))).map(sequencedEntry),
      ),
    countPending: () => use(async (db) => Number((await db.first(journal.countPending({})))?.count ?? 0)),
    readNodes: (nodes) => use((db) => readNodes(db, queries, nodes)),
    findEntry: (id) =>
      use(async (db) => {
        const row = await db.first(journal.find({ id }))
        return row && sequencedEntry(row)
      }),
    frontier: () => use((db) => frontierOf(db, queries)),
    latestCheckpoint: () =>
      use(async (db) => {
        const row = await db.first(journal.latestCheckpoint({}))
        return row && checkpointOf(row)
      }),
    readCheckpoints: ({ fromSize, limit }) =>
      use(async (db) =>
        (await db.planned(journal.checkpoints({ from: fromSize, limit: checkLimit(limit) }))).map(
          checkpointOf,
        ),
      ),
  }
}
