import { monthsBefore, type Retention } from '../system/retention.js'
import type { Review } from './review.js'

/**
 * What is to be done with a review whose time is over: erase its texts, all of it, ask the archives, or hand it to them.
 * Undefined while it is kept.
 */
export type RetentionStep = 'texts' | 'all' | 'needs-visa' | 'to-archives'

/** What the end of its retention asks for; undefined for a review that is open, kept still, or erased already. */
export function retentionStep(review: Review, retention: Retention, now: Date): RetentionStep | undefined {
  const end = endOf(review)
  if (end === undefined || review.erased?.what === 'all') return undefined
  const isOver = (months: number): boolean => end < monthsBefore(now, months).toISOString()
  if (review.erased === undefined) return isOver(retention.textsForMonths) ? 'texts' : undefined
  if (!isOver(retention.decisionsForMonths)) return undefined
  if (retention.finalFate !== 'destroy') return 'to-archives'
  return retention.visa === undefined ? 'needs-visa' : 'all'
}

function endOf({ state }: Review): string | undefined {
  return state.status === 'effective' || state.status === 'expired' || state.status === 'withdrawn'
    ? state.at
    : undefined
}
