/** What becomes of a decision's trace when its time is over (Code du patrimoine, L. 212-2 and L. 212-3). */
export const FINAL_FATES = ['destroy', 'keep', 'sample'] as const

/**
 * How long what was written about a case is kept, counted from the end of its review. Nothing is erased by itself:
 * `garde-fou retention --apply` does it, and never under a legal hold.
 */
export interface Retention {
  /** Case data, suggestion, opinions, notes, drafts, placeholders. A usual period is 6. */
  readonly textsForMonths: number
  /** The decision with its reasons; at least as long as it can be contested or must be explained. A usual period is 60. */
  readonly decisionsForMonths: number
  /**
   * Documents of a city are public archives: `destroy` needs the visa of the departmental archives, without which decisions
   * are kept. `keep` and `sample` hand them over first. Default `keep`.
   */
  readonly finalFate?: (typeof FINAL_FATES)[number]
  /** Reference of that visa. */
  readonly visa?: string
}

/** The moment so many months before (UTC); a day that a month lacks becomes its last. */
export function monthsBefore(at: Date, months: number): Date {
  const moved = new Date(at)
  moved.setUTCDate(1)
  moved.setUTCMonth(moved.getUTCMonth() - months)
  const last = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate()
  moved.setUTCDate(Math.min(at.getUTCDate(), last))
  return moved
}
