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
  let end: string | undefined
  let given = new Set<string>()
  for (let limit = PAGE; ; ) {
    const rows = await store.listFacts({ from, to: before, limit })
    const fresh = rows.filter((row) => !given.has(placeOf(row)))
    yield* fresh
    const last = rows.at(-1)
    if (last === undefined || rows.length < limit) return
    const sameEnd = last.at === end
    // More in one millisecond than a page holds: the page grows until it ends in another one.
    limit = sameEnd ? limit * 2 : PAGE
    end = last.at
    before = new Date(Date.parse(end) + 1).toISOString()
    const there = rows.filter(({ at }) => at === end).map(placeOf)
    // A smaller page holds only some of what an earlier one gave of the same millisecond.
    given = new Set(sameEnd ? [...given, ...there] : there)
  }
}

function placeOf({ reviewId, reviewerId }: FactRow): string {
  return JSON.stringify([reviewId, reviewerId])
}
