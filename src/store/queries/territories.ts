import { type CompiledQuery, type Kysely, sql } from 'kysely'
import type { Prepared } from './prepare.js'
import { prepare } from './prepare.js'
import type { ReviewsTable, Tables } from './tables.js'

/** A territory of some open review. */
export type TerritoryRow = Pick<ReviewsTable, 'territory'>

/** Finds the territories of open reviews, each once. Undefined when nothing can match. */
export type TerritoryQuery = (query: {
  readonly roles?: readonly string[]
}) => CompiledQuery<TerritoryRow> | undefined

interface Roles {
  readonly roles: readonly string[]
}

/** Builds the query on territories, once for each number of roles. */
export function territoryQuery(db: Kysely<Tables>): TerritoryQuery {
  const known = new Map<number | undefined, Prepared<Roles, TerritoryRow>>()
  return ({ roles }) => {
    const asked = roles && [...new Set(roles)]
    if (asked?.length === 0) return undefined
    const query = known.get(asked?.length) ?? build(db, asked?.length)
    known.set(asked?.length, query)
    return query({ roles: asked ?? [] })
  }
}

function build(db: Kysely<Tables>, length: number | undefined): Prepared<Roles, TerritoryRow> {
  return prepare<Roles>()((param) => {
    // Only what is open is read, however much has ended.
    const open = db
      .selectFrom('reviews')
      .select('territory')
      .distinct()
      .where('status', 'in', ['pending', 'claimed'])
      .where('territory', '<>', sql.lit(''))
      .orderBy('territory')
    if (length === undefined) return open
    const roles = Array.from({ length }, (_, index) => param.read((args) => args.roles[index] ?? ''))
    return open.where((eb) => eb.or([eb('role', 'in', roles), eb('escalated_to', 'in', roles)]))
  })
}
