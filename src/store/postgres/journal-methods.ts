import { checkLimit } from '../limit.js'
import { backlogOf } from '../queries/backlog.js'
import { checkpointOf, sequencedEntry } from '../queries/journal-row.js'
import type { Store } from '../store.js'
import { frontierOf, readNodes, sequence } from './sequence.js'
import type { Session } from './session.js'

type JournalMethods = Pick<
  Store,
  | 'sequence'
  | 'readJournal'
  | 'countPending'
  | 'readBacklog'
  | 'readNodes'
  | 'findEntry'
  | 'frontier'
  | 'latestCheckpoint'
  | 'readCheckpoints'
>

/** The journal: its entries, its tree and its checkpoints; and how much waits. */
export function journalMethods(session: Session): JournalMethods {
  const { queries, use } = session
  const { journal, backlog } = queries
  return {
    sequence: sequence(session),
    readJournal: ({ from, limit }) =>
      use(async (db) =>
        (await db.planned(journal.read({ from, limit: checkLimit(limit) }))).map(sequencedEntry),
      ),
    countPending: () => use(async (db) => Number((await db.first(journal.countPending({})))?.count ?? 0)),
    readBacklog: (query) =>
      use(async (db) => {
        checkLimit(query.limit)
        return backlogOf(
          {
            pending: await db.planned(backlog.open({ ...query, status: 'pending' })),
            claimed: await db.planned(backlog.open({ ...query, status: 'claimed' })),
            messages: await db.planned(backlog.messages(query)),
            entries: (await db.planned(backlog.entries(query)))[0],
            oldest: (await db.planned(journal.pending({ limit: 1 })))[0],
          },
          query,
        )
      }),
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
