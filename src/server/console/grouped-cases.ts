import { isGuardError } from '../../errors.js'
import type { ReviewListItem } from '../../review/commands.js'
import type { GroupFault } from '../../review/grouped.js'
import type { Groupable } from '../../review/grouped-commands.js'
import type { ReviewView } from '../../review/view.js'
import { viewOf } from './command.js'
import { useOfReview } from './submission.js'
import { systemName } from './system-name.js'
import type { Visit } from './visit.js'

/** From so many on, deciding them together is offered. */
const FEWEST = 2

/** A case that its person holds and decides on its own page, or opens first. */
export interface AsideCase {
  readonly item: Pick<ReviewListItem, 'id' | 'subject'>
  readonly fault: GroupFault
}

/** The cases of one use that somebody may decide together now, and those beside them that they may not. */
export interface Group {
  /** Names the use: `systemId/useId`. */
  readonly usage: string
  readonly views: readonly ReviewView[]
  readonly aside: readonly AsideCase[]
}

/** A use of which somebody may decide several cases together. */
export interface GroupOffer {
  readonly usage: string
  readonly count: number
  /** What the use serves, in words. */
  readonly name: string
}

/** Which uses somebody may decide several cases of, from what they hold and have opened. */
export async function groupOffers(visit: Visit): Promise<readonly GroupOffer[]> {
  const { cases, most } = await visit.guard.reviews.groupable(visit.reviewer.id)
  const ready = cases.filter(({ fault }) => fault === undefined).map(({ item }) => item)
  const usages = [...new Set(ready.map(usageOf))]
  return usages.flatMap((usage) => {
    const items = ready.filter((item) => usageOf(item) === usage)
    const [first] = items
    if (first === undefined || items.length < FEWEST) return []
    return [{ usage, count: Math.min(items.length, most), name: useName(visit, first) }]
  })
}

/** The group of one use. Only cases that their person has opened are read. */
export async function readGroup(visit: Visit, usage: string): Promise<Group> {
  const { cases, most } = await visit.guard.reviews.groupable(visit.reviewer.id)
  const own = cases.filter(({ item }) => usageOf(item) === usage)
  const ready = own.filter(({ fault }) => fault === undefined)
  const read = await Promise.all(ready.slice(0, most).map(({ item }) => readCase(visit, item)))
  return {
    usage,
    views: read.flatMap((each) => ('view' in each ? [each.view] : [])),
    aside: [
      ...own.flatMap(({ item, fault }) => (fault === undefined ? [] : [{ item, fault }])),
      ...read.flatMap((each) => ('view' in each ? [] : [each])),
      ...ready.slice(most).map(({ item }) => ({ item, fault: 'too-many' as const })),
    ],
  }
}

/**
 * Cases of low impact that somebody holds and has not opened. What a form says of them is not looked at: to read them here
 * would be to open them.
 */
export async function unopenedCases({ guard, reviewer }: Visit): Promise<ReadonlySet<string>> {
  const { cases } = await guard.reviews.groupable(reviewer.id)
  return new Set(cases.flatMap(({ item, fault }) => (fault === 'not-opened' ? [item.id] : [])))
}

// Read again, since it may have moved: what cannot be decided now takes nothing else with it.
async function readCase(
  visit: Visit,
  item: Groupable['cases'][number]['item'],
): Promise<{ readonly view: ReviewView } | AsideCase> {
  try {
    const view = await viewOf(visit, item.id)
    const isReady = view.suggestion !== undefined && view.allowed.includes('reject')
    return isReady ? { view } : { item, fault: 'not-allowed' }
  } catch (error) {
    if (isGuardError(error) && error.code === 'ERR_TAMPERED') return { item, fault: 'altered' }
    if (isGuardError(error) && GONE.includes(error.code)) return { item, fault: 'not-allowed' }
    throw error
  }
}

const GONE: readonly string[] = ['ERR_REVIEW_NOT_FOUND', 'ERR_REVIEW_ERASED']

function usageOf({ systemId, useId }: Pick<ReviewListItem, 'systemId' | 'useId'>): string {
  return `${systemId}/${useId}`
}

/** The procedure that a use serves, else its system's name. */
export function useName(visit: Visit, review: Pick<ReviewView, 'systemId' | 'useId'>): string {
  return useOfReview(visit, review)?.record.procedure ?? systemName(visit, review.systemId)
}
