import { checkLimit } from '../limit.js'
import { backlogOf } from '../queries/backlog.js'
import { checkpointOf, sequencedEntry } from '../queries/journal-row.js'
import type { Store } from '../store.js'
import { readJournal } from './read-journal.js'
import { readNodes } from './read-nodes.js'
import { frontierOf, sealPending } from './seal-pending.js'
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
export function journalMethods({ read, write }: Session): JournalMethods {
  return {
    async sequence(limit, seal) {
      checkLimit(limit)
      // Without the lock first: the sequencer looks after every commit.
      const some = await read((db) => db.first(db.queries.journal.pending({ limit })))
      return some === undefined ? 0 : write((db) => sealPending(db, limit, seal))
    },
    readJournal: ({ from, limit }) => read((db) => readJournal(db, { from, limit: checkLimit(limit) })),
    countPending: () => read((db) => Number(db.first(db.queries.journal.countPending({}))?.count ?? 0)),
    readBacklog: (query) =>
      read((db) => {
        checkLimit(query.limit)
        const { backlog, journal } = db.queries
        return backlogOf(
          {
            pending: db.all(backlog.open({ ...query, status: 'pending' })),
            claimed: db.all(backlog.open({ ...query, status: 'claimed' })),
            messages: db.all(backlog.messages(query)),
            entries: db.first(backlog.entries(query)),
            oldest: db.first(journal.pending({ limit: 1 })),
          },
          query,
        )
      }),
    readNodes: (nodes) => read((db) => readNodes(db, nodes)),
    findEntry: (id) =>
      read((db) => {
        const row = db.first(db.queries.journal.find({ id }))
        return row === undefined ? undefined : sequencedEntry(row)
      }),
    frontier: () => read(frontierOf),
    latestCheckpoint: () =>
      read((db) => {
        const row = db.first(db.queries.journal.latestCheckpoint({}))
        return row === undefined ? undefined : checkpointOf(row)
      }),
    readCheckpoints: ({ fromSize, limit }) =>
      read((db) =>
        db
          .all(db.queries.journal.checkpoints({ from: fromSize, limit: checkLimit(limit) }))
          .map(checkpointOf),
      ),
  }
}
