/** Fewer are not published as a figure: they could be about somebody who is known to have asked. */
export const FEWEST_PUBLISHED = 5

/** A count as it may be published. `withheld`: large enough by itself, but it would give a smaller one away. */
export type Cell = number | '<5' | 'withheld'

/**
 * Counts that stand in one table with their sum, as they may be published. Those from 1 to 4 are hidden, and as many of
 * the smallest others as it takes for the hidden ones to sum up to at least 5: what is left of the sum tells nothing.
 *
 * @param also Places that another table hides.
 */
export function publishable(
  counts: readonly number[],
  also: ReadonlySet<number> = new Set(),
): readonly Cell[] {
  const isSmall = (count: number): boolean => count > 0 && count < FEWEST_PUBLISHED
  const hidden = new Set(counts.flatMap((count, place) => (isSmall(count) || also.has(place) ? [place] : [])))
  const others = counts
    .map((count, place) => ({ count, place }))
    .filter(({ count, place }) => count > 0 && !hidden.has(place))
    .sort((one, other) => one.count - other.count)
  let sum = [...hidden].reduce((total, place) => total + (counts[place] ?? 0), 0)
  for (const { count, place } of others) {
    if (hidden.size === 0 || sum >= FEWEST_PUBLISHED) break
    hidden.add(place)
    sum += count
  }
  return counts.map((count, place) => (hidden.has(place) ? (isSmall(count) ? '<5' : 'withheld') : count))
}

/**
 * Counts of a table whose rows and columns both have sums that can be known, as they may be published. A cell that stands
 * hidden alone in its row or column is the sum without the others, so that another one is hidden with it, until each line
 * hides none or two; where a line has nothing else that counts, its sum says it already.
 *
 * @param rest A last row that is never published: what belongs to none of the others.
 */
export function publishableTable(
  rows: readonly (readonly number[])[],
  rest: readonly number[],
): readonly (readonly Cell[])[] {
  const hidden = rows.map(() => new Set<number>())
  const hide = (row: number, column: number): boolean => {
    if (hidden[row] === undefined || hidden[row].has(column)) return false
    hidden[row].add(column)
    return true
  }
  const pass = (): boolean => {
    let isNew = false
    for (const [row, counts] of rows.entries())
      for (const column of hiddenInLine(counts, hidden[row])) isNew = hide(row, column) || isNew
    for (const [column, left] of rest.entries()) {
      const counts = [...rows.map((row) => row[column] ?? 0), left]
      const also = [...counts.keys()].filter((row) =>
        row === rows.length ? left > 0 : hidden[row]?.has(column),
      )
      for (const row of hiddenInLine(counts, new Set(also))) isNew = hide(row, column) || isNew
    }
    return isNew
  }
  while (pass());
  return rows.map((counts, row) => publishable(counts, hidden[row]))
}

/** Places to hide in a line of a table: as in a single line, and never one alone. */
function hiddenInLine(counts: readonly number[], also: ReadonlySet<number> = new Set()): readonly number[] {
  const places = publishable(counts, also).flatMap((cell, place) => (typeof cell === 'number' ? [] : [place]))
  if (places.length !== 1) return places
  const [next] = [...counts.keys()]
    .filter((place) => (counts[place] ?? 0) > 0 && !places.includes(place))
    .sort((one, other) => (counts[one] ?? 0) - (counts[other] ?? 0))
  return next === undefined ? places : [...places, next]
}

/** A count by itself, with no sum beside it. */
export function publishableCount(count: number): Cell {
  return publishable([count])[0] ?? 0
}
