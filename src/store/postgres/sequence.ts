import { StoreFailedError } from '../../errors.js'
import { completeSubtrees } from '../../journal/merkle-tree.js'
import type { Frontier, Hash, Sealed } from '../../journal/tree-types.js'
import { checkLimit } from '../limit.js'
import { mustContinue } from '../must-continue.js'
import type { PendingRow } from '../queries/journal.js'
import type { Store } from '../store.js'
import type { Connection } from './connections.js'
import { advisoryLock } from './postgres-only.js'
import type { PostgresQueries } from './queries.js'
import type { Session } from './session.js'
import type { SealArgs } from './set-queries.js'

/**
 * Gives waiting entries their place. One sequencer works at a time on all machines, by an advisory lock that its
 * transaction holds: when its process, machine or network dies, the database ends the transaction and the next one goes
 * on. Even without the lock no two could extend the same tree: places, nodes and checkpoints are unique.
 */
export function sequence(session: Session): Store['sequence'] {
  const { queries, schema } = session
  return async (limit, seal) => {
    checkLimit(limit)
    // Without the lock first: every sequencer looks after every commit.
    const some = await session.use((db) => db.first(queries.journal.pending({ limit: Math.min(limit, 1) })))
    if (some === undefined) return 0
    const placed = await session.transaction(async (db) => {
      await db.first(advisoryLock(schema, 'sequence'))
      const pending = await db.planned(queries.journal.pending({ limit }))
      if (pending.length === 0) return 0
      const frontier = await frontierOf(db, queries)
      const sealed = seal(
        pending.map(({ id, text }) => ({ id, text })),
        frontier,
      )
      mustContinue(sealed, { pending, size: frontier.size })
      return write(db, queries.sets.seal(sealArgs(sealed, pending)), pending.length)
    })
    if (placed > 0) session.changed()
    return placed
  }
}

async function write(
  db: Connection,
  query: ReturnType<PostgresQueries['sets']['seal']>,
  expected: number,
): Promise<number> {
  const [row] = await db.changePlanned(query)
  if (row?.placed === expected) return expected
  throw new StoreFailedError('corrupt', 'Entries of the journal vanished while they were given their place.')
}

function sealArgs(sealed: Sealed, pending: readonly PendingRow[]): SealArgs {
  const { size, rootHash: root_hash, at, note } = sealed.checkpoint
  return {
    seqs: pending.map(({ seq }) => seq),
    places: sealed.entries.map(({ index }) => index),
    leafHashes: sealed.entries.map(({ leafHash }) => leafHash),
    nodeLevels: sealed.nodes.map(({ level }) => level),
    nodeIndices: sealed.nodes.map(({ index }) => index),
    nodeHashes: sealed.nodes.map(({ hash }) => hash),
    size,
    root_hash,
    at,
    note,
  }
}

/** The tree as far as it was signed: its size from the last checkpoint, its subtrees from the nodes. */
export async function frontierOf(db: Connection, queries: PostgresQueries): Promise<Frontier> {
  const size = (await db.first(queries.journal.latestCheckpoint({})))?.size ?? 0
  const positions = completeSubtrees(0, size)
  const found = await readNodes(db, queries, positions)
  const hashes = found.map((hash, at): Hash => {
    if (hash !== undefined) return hash
    const { level, index } = positions[at] ?? {}
    throw new StoreFailedError(
      'corrupt',
      `The journal's tree lacks its node at level ${level}, index ${index}.`,
    )
  })
  return { size, hashes }
}

/** Nodes of the tree in the order of the question; undefined for those that are not there. */
export async function readNodes(
  db: Connection,
  queries: PostgresQueries,
  nodes: readonly { readonly level: number; readonly index: number }[],
): Promise<readonly (Hash | undefined)[]> {
  if (nodes.length === 0) return []
  const rows = await db.planned(
    queries.sets.nodes({
      levels: nodes.map(({ level }) => level),
      indices: nodes.map(({ index }) => index),
    }),
  )
  const hashes = new Map(rows.map(({ place, hash }) => [place, hash]))
  return nodes.map((_, at) => hashes.get(at + 1))
}
