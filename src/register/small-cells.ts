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

/** A count by itself, with no sum beside it. */
export function publishableCount(count: number): Cell {
  return publishable([count])[0] ?? 0
}
