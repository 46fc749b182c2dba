import type { Period } from '../review/commands.js'
import type { FactRow } from '../store/fact-row.js'
import type { GuardCore } from './core.js'

const PAGE = 1_000

/**
 * The facts of a period, latest first, a page at a time. What happened in the millisecond where a page ended is asked for
 * again and passed over.
 *
 * @throws a store error.
 */
export async function* factsByPage(
  { store }: Pick<GuardCore, 'store'>,
  { from, to }: Period,
): AsyncGenerator<FactRow> {
  let before = to
  let given = new Set<string>()
  for (let limit = PAGE; ; ) {
    const rows = await store.listFacts({ from, to: before, limit })
    const fresh = rows.filter((row) => !given.has(placeOf(row)))
    yield* fresh
    const last = rows.at(-1)
    if (last === undefined || rows.length < limit) return
    // More in one millisecond than a page holds: the page grows, so that it goes on.
    limit = fresh.length === 0 ? limit * 2 : PAGE
    before = new Date(Date.parse(last.at) + 1).toISOString()
    given = new Set(rows.filter(({ at }) => at === last.at).map(placeOf))
  }
}

function placeOf({ reviewId, reviewerId }: FactRow): string {
  return JSON.stringify([reviewId, reviewerId])
}
