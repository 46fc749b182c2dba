import { type CompiledQuery, sql } from 'kysely'
import type { NodePosition } from '../../journal/merkle-tree.js'
import { HASH_BYTES } from '../../journal/merkle-tree.js'
import type { Hash } from '../../journal/tree-types.js'
import { prepare } from '../queries/prepare.js'
import { compileOnly, type Database } from './database.js'

/** Fewer neighbours than this are read one by one. */
const SHORTEST_RUN = 4

/** Neighbours of one level: `length` nodes from `index` on. */
interface Run {
  readonly level: number
  readonly index: number
  readonly length: number
}

interface RunRow {
  readonly hashes: Uint8Array | null
  /** How many are hashes: bytes that were moved from one to its neighbour leave the whole as it was. */
  readonly count: number
}

const runOf: (run: Run) => CompiledQuery<RunRow> = prepare<Run>()((param) =>
  // The bytes of all of them as one value: making a value of each takes longer than reading them.
  compileOnly()
    .selectFrom('nodes')
    .select([
      sql<Uint8Array | null>`cast(group_concat(hash, '' order by idx) as blob)`.as('hashes'),
      sql<number>`count(*) filter (where typeof(hash) = 'blob' and length(hash) = ${sql.lit(HASH_BYTES)})`.as(
        'count',
      ),
    ])
    .where('level', '=', param('level'))
    .where('idx', '>=', param('index'))
    .where(sql<boolean>`idx < ${param.read(({ index, length }) => index + length)}`),
)

/** The stored hashes of nodes, in the order of the question; undefined for each that is missing. */
export function readNodes(db: Database, nodes: readonly NodePosition[]): readonly (Hash | undefined)[] {
  const hashes: (Hash | undefined)[] = []
  for (const run of runsOf(nodes)) {
    const all = run.length < SHORTEST_RUN ? undefined : wholeRun(db, run)
    for (let i = 0; i < run.length; i += 1) {
      hashes.push(
        all?.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES) ??
          db.first(db.queries.journal.findNode({ level: run.level, idx: run.index + i }))?.hash,
      )
    }
  }
  return hashes
}

/** Undefined unless every node is there and as long as a hash is. */
function wholeRun(db: Database, run: Run): Uint8Array | undefined {
  const row = db.first(runOf(run))
  const whole = row?.count === run.length && row.hashes?.length === run.length * HASH_BYTES
  return whole ? (row.hashes ?? undefined) : undefined
}

function runsOf(nodes: readonly NodePosition[]): readonly Run[] {
  const runs: Run[] = []
  let from = 0
  for (let at = 1; at <= nodes.length; at += 1) {
    const first = nodes[from]
    const next = nodes[at]
    if (first === undefined) break
    if (next !== undefined && next.level === first.level && next.index === first.index + at - from) continue
    runs.push({ level: first.level, index: first.index, length: at - from })
    from = at
  }
  return runs
}
