import type { ReviewStatus } from '../../review/review.js'
import type { ReviewPlace, ReviewQuery } from '../store.js'
import { containsPattern } from './fold-text.js'
import type { ManyArgs, Shape } from './review-arms.js'

const STATUSES: Record<ReviewStatus, true> = {
  pending: true,
  claimed: true,
  decided: true,
  effective: true,
  expired: true,
  withdrawn: true,
}
const ALL_STATUSES = Object.keys(STATUSES) as readonly ReviewStatus[]

/** A query on many reviews, taken apart: what is compiled, and the values. */
export interface Asked {
  readonly shape: Shape
  readonly args: ManyArgs
}

const NOWHERE: ReviewPlace = { dueAt: '', id: '' }

/** Takes a query apart. Undefined when nothing can match. */
export function ask(
  query: ReviewQuery,
  {
    claim,
    bounded = false,
  }: { readonly claim?: { readonly now: string; readonly person: string }; readonly bounded?: boolean } = {},
): Asked | undefined {
  const statuses = unique(query.statuses ?? ALL_STATUSES)
  const lists = {
    roles: query.roles && unique(query.roles),
    systemIds: query.systemIds && unique(query.systemIds),
    uses: query.uses && unique(query.uses),
    modes: query.modes && unique(query.modes),
    territories: query.territories && unique(query.territories),
  }
  if (statuses.length === 0 || Object.values(lists).some((list) => list?.length === 0)) return undefined
  const { search = '', after, order = 'due' } = query
  return {
    shape: {
      statuses,
      roles: lists.roles?.length,
      systemIds: lists.systemIds?.length,
      uses: lists.uses?.length,
      modes: lists.modes?.length,
      territories: lists.territories?.length,
      order,
      claimedBy: query.claimedBy !== undefined,
      search: search !== '',
      dueFrom: query.dueFrom !== undefined,
      dueBefore: query.dueBefore !== undefined,
      after: after !== undefined,
      bounded,
      free: claim !== undefined,
    },
    args: {
      roles: lists.roles ?? [],
      systemIds: lists.systemIds ?? [],
      uses: lists.uses ?? [],
      modes: lists.modes ?? [],
      territories: lists.territories ?? [],
      claimedBy: query.claimedBy ?? '',
      pattern: containsPattern(search),
      dueFrom: query.dueFrom ?? '',
      dueBefore: query.dueBefore ?? '',
      after: after ?? NOWHERE,
      limit: query.limit,
      now: claim?.now ?? '',
      person: claim?.person ?? '',
    },
  }
}

// Twice the same role would show a review twice. Sorted, so that one shape is compiled once.
function unique<Value extends string>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)].sort()
}
