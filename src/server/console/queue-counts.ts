import type { QueueQuery, ReviewListItem } from '../../review/commands.js'
import type { ConsoleGuard } from '../options.js'
import { DUE_GROUPS, type DueGroup, dueGroup, groupEnd } from './due.js'
import type { QueueFilters } from './queue-address.js'

/** Cases are counted no further: a page of the queue must not take longer the more of them wait. */
export const MOST_COUNTED = 10_000

/** How many cases there are; with `more`, at least one beyond those that were counted. */
export interface CaseCount {
  readonly count: number
  readonly more: boolean
}

/** Counts the reviews of several queries whose results do not overlap, without those of another. */
export async function countCases(
  guard: ConsoleGuard,
  by: string,
  { of, without }: { readonly of: readonly QueueQuery[]; readonly without?: QueueQuery },
): Promise<CaseCount> {
  const atMost = MOST_COUNTED + 1
  const [left, ...counts] = await Promise.all([
    without === undefined ? 0 : guard.reviews.count(by, { ...without, atMost }),
    ...of.map((query) => guard.reviews.count(by, { ...query, atMost })),
  ])
  const count = counts.reduce((sum, each) => sum + each, 0) - left
  return { count: Math.min(count, MOST_COUNTED), more: count > MOST_COUNTED }
}

/** How many reviews are open to this person, as far as they are counted: what a page shows, and is told anew. */
export function countOpen({ reviews }: Pick<ConsoleGuard, 'reviews'>, by: string): Promise<number> {
  return reviews.count(by, { statuses: ['pending', 'claimed'], atMost: MOST_COUNTED })
}

/** What a heading of the page stands for, and the condition that its cases meet. */
interface Group {
  readonly id: string
  readonly query: QueueQuery
}

/** The groups that a page shows in part or whole. None where it is one list, which the page's own total counts. */
export function groupsOf(
  items: readonly ReviewListItem[],
  { filters, now }: { readonly filters: QueueFilters; readonly now: Date },
): readonly Group[] {
  const { stage, order } = filters
  if (stage !== 'open' || order === 'created') return []
  if (order === 'system')
    return [...new Set(items.map(({ systemId }) => systemId))].map((id) => ({
      id,
      query: { systemIds: [id] },
    }))
  const shown = new Set(items.map(({ dueAt }) => dueGroup(dueAt, now)))
  return DUE_GROUPS.filter((group) => shown.has(group)).map((id) => ({ id, query: dueWithin(id, now) }))
}

function dueWithin(group: DueGroup, now: Date): QueueQuery {
  const before = DUE_GROUPS[DUE_GROUPS.indexOf(group) - 1]
  const dueFrom = before === undefined ? undefined : groupEnd(before, now)
  const dueBefore = groupEnd(group, now)
  return {
    ...(dueFrom === undefined ? {} : { dueFrom }),
    ...(dueBefore === undefined ? {} : { dueBefore }),
  }
}
