import type { QueueQuery, ReviewListItem } from '../../review/commands.js'
import type { ReviewStatus } from '../../review/review.js'
import type { ConsoleGuard } from '../options.js'
import { groupEnd } from './due.js'
import type { QueueCursor, QueueFilters, QueueOrder, QueueStage } from './queue-address.js'
import { type CaseCount, countCases, countOpen, groupsOf } from './queue-counts.js'

const STATUSES: Readonly<Record<Exclude<QueueStage, 'open'>, readonly ReviewStatus[]>> = {
  decided: ['decided'],
  ended: ['effective', 'expired', 'withdrawn'],
}
/** Lines of a page. */
export const PAGE_SIZE = 50

/** One page of the queue. */
export interface QueueResult {
  readonly items: readonly ReviewListItem[]
  readonly total: CaseCount
  /** Of the whole filtered queue, by what the page's headings stand for: `overdue` and the like, or a system's id. */
  readonly groups: ReadonlyMap<string, CaseCount>
  /** Where the next page begins; absent on the last. */
  readonly next?: QueueCursor
  /** Open reviews of everybody, without any filter, as far as they are counted. */
  readonly open: number
  /** Whether any of those is free. */
  readonly anyFree: boolean
  /** Territories of open reviews: what can be filtered by. */
  readonly territories: readonly string[]
}

/** Reads one page of the queue, most urgent first. */
export async function readQueue(
  guard: ConsoleGuard,
  by: string,
  { filters, now }: { readonly filters: QueueFilters; readonly now: Date },
): Promise<QueueResult> {
  const dueBefore = groupEnd(filters.due, now)
  const common: QueueQuery = {
    ...(filters.search === '' ? {} : { search: filters.search }),
    ...(dueBefore === undefined ? {} : { dueBefore }),
    ...(filters.systemIds.length === 0 ? {} : { systemIds: filters.systemIds }),
    ...(filters.procedures.length === 0 ? {} : { procedures: filters.procedures }),
    ...(filters.modes.length === 0 ? {} : { modes: filters.modes }),
    ...(filters.territories.length === 0 ? {} : { territories: filters.territories }),
  }
  const { order } = filters
  const paging = {
    order,
    limit: PAGE_SIZE + 1,
    ...(filters.after === undefined ? {} : { after: filters.after }),
  }
  const streams = streamsFor(by, filters)
  const count = (query: QueueQuery): Promise<CaseCount> => countCases(guard, by, counted(query, by, filters))
  const [lists, total, open, free, territories] = await Promise.all([
    Promise.all(streams.map((stream) => guard.reviews.list(by, { ...common, ...stream, ...paging }))),
    count(common),
    countOpen(guard, by),
    guard.reviews.count(by, { statuses: ['pending'], atMost: 1 }),
    guard.reviews.territories(by),
  ])
  const page = pageOf(lists, { order, isWanted: (item) => isWanted(item, by, filters) })
  const groups = await Promise.all(
    groupsOf(page.items, { filters, now }).map(
      async ({ id, query }) => [id, await count({ ...common, ...query })] as const,
    ),
  )
  return { ...page, total, groups: new Map(groups), open, anyFree: free > 0, territories }
}

/** Merges lists that are each sorted and cut off, without passing over anything that a list did not reach. */
function pageOf(
  lists: readonly (readonly ReviewListItem[])[],
  { order, isWanted }: { readonly order: QueueOrder; readonly isWanted: (item: ReviewListItem) => boolean },
): Pick<QueueResult, 'items' | 'next'> {
  const compare = comparison(order)
  const [boundary] = lists
    .filter((list) => list.length > PAGE_SIZE)
    .flatMap((list) => list.slice(-1))
    .toSorted(compare)
  const sorted = lists
    .flat()
    .filter((item) => isWanted(item) && (boundary === undefined || compare(item, boundary) <= 0))
    .toSorted(compare)
  const items = sorted.slice(0, PAGE_SIZE)
  const last = sorted.length > PAGE_SIZE ? items.at(-1) : boundary
  return { items, ...(last === undefined ? {} : { next: last }) }
}

/** The store's queries that together cover the filters. Their results do not overlap. */
function streamsFor(by: string, { attributions, stage }: QueueFilters): readonly QueueQuery[] {
  if (stage !== 'open') return [{ statuses: STATUSES[stage] }]
  const free: QueueQuery[] = attributions.includes('free') ? [{ statuses: ['pending'] }] : []
  if (attributions.includes('others')) return [...free, { statuses: ['claimed'] }]
  return attributions.includes('mine') ? [...free, { statuses: ['claimed'], claimedBy: by }] : free
}

function isWanted(item: ReviewListItem, by: string, { attributions, stage }: QueueFilters): boolean {
  if (stage !== 'open' || item.status !== 'claimed') return true
  return attributions.includes(item.claimedBy === by ? 'mine' : 'others')
}

/** What is counted for some conditions under the filters. */
function counted(query: QueueQuery, by: string, filters: QueueFilters): Parameters<typeof countCases>[2] {
  const of = streamsFor(by, filters).map((stream) => ({ ...query, ...stream }))
  const { attributions, stage } = filters
  if (stage !== 'open' || !attributions.includes('others') || attributions.includes('mine')) return { of }
  return { of, without: { ...query, statuses: ['claimed'], claimedBy: by } }
}

/** As the store sorts them: what one list has behind another's end must not slip in between. */
function comparison(order: QueueOrder): (one: ReviewListItem, other: ReviewListItem) => number {
  const place = ({ systemId, dueAt, createdAt, id }: ReviewListItem): readonly string[] =>
    ({ due: [dueAt, id], created: [createdAt, id], system: [systemId, dueAt, id] })[order]
  return (one, other) => {
    const [left, right] = [place(one), place(other)]
    const index = left.findIndex((part, at) => part !== right[at])
    return index < 0 ? 0 : (left[index] ?? '') < (right[index] ?? '') ? -1 : 1
  }
}
