import { type CompiledQuery, sql } from 'kysely'
import { HASH_BYTES } from '../../journal/merkle-tree.js'
import type { SequencedEntry } from '../../journal/tree-types.js'
import { sequencedEntry } from '../queries/journal-row.js'
import { prepare } from '../queries/prepare.js'
import { compileOnly, type Database } from './database.js'

/** Shorter pages are read row by row. */
const SHORTEST_PAGE = 16

interface Page {
  readonly from: number
  readonly limit: number
}
interface Stretch {
  readonly first: number
  readonly last: number
}
interface Hashes {
  readonly hashes: Uint8Array | null
  /** How many are hashes: bytes that were moved from one to its neighbour leave the whole as it was. */
  readonly count: number
}

const textsOf: (page: Page) => CompiledQuery<unknown> = prepare<Page>()((param) =>
  compileOnly()
    .selectFrom('journal')
    .select(['id', 'text', 'idx'])
    .where('idx', '>=', param('from'))
    .orderBy('idx')
    .limit(param('limit')),
)

const hashesOf: (stretch: Stretch) => CompiledQuery<Hashes> = prepare<Stretch>()((param) =>
  compileOnly()
    .selectFrom('journal')
    .select([
      sql<Uint8Array | null>`cast(group_concat(leaf_hash, '' order by idx) as blob)`.as('hashes'),
      sql<number>`count(*) filter (where typeof(leaf_hash) = 'blob' and length(leaf_hash) = ${sql.lit(HASH_BYTES)})`.as(
        'count',
      ),
    ])
    .where(sql<boolean>`idx between ${param('first')} and ${param('last')}`),
)

/**
 * Entries by their place. The leaf hashes of a page come as one value, of which each entry has its part: making a value of
 * each takes longer than reading them. Where a page is not a stretch of neighbours, each with a hash, it is read row by row.
 */
export function readJournal(db: Database, page: Page): readonly SequencedEntry[] {
  return (
    (page.limit < SHORTEST_PAGE ? undefined : wholePage(db, page)) ??
    db.all(db.queries.journal.read(page)).map(sequencedEntry)
  )
}

function wholePage(db: Database, page: Page): readonly SequencedEntry[] | undefined {
  const rows = db.rows(textsOf(page)) as readonly (readonly [id: string, text: string, idx: number])[]
  const first = rows[0]?.[2]
  if (first === undefined) return []
  if (rows.some(([, , idx], at) => idx !== first + at)) return undefined
  const hashes = db.first(hashesOf({ first, last: first + rows.length - 1 }))
  const bytes = hashes?.hashes
  if (hashes?.count !== rows.length || bytes?.length !== rows.length * HASH_BYTES) return undefined
  return rows.map(([id, text, index], at) => ({
    id,
    text,
    index,
    leafHash: bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES),
  }))
}
