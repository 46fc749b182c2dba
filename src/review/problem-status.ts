/** Where a report of a problem stands (`ux.md` §2.6): « Reçu », « Analysé », « Corrigé », « Sans suite ». */
export const PROBLEM_STATUSES = ['received', 'analysed', 'fixed', 'dismissed'] as const

/** One of {@link PROBLEM_STATUSES}. */
export type ProblemStatus = (typeof PROBLEM_STATUSES)[number]

const NEXT: Readonly<Record<ProblemStatus, readonly ProblemStatus[]>> = {
  received: ['analysed', 'fixed', 'dismissed'],
  analysed: ['fixed', 'dismissed'],
  // What was closed too early can be looked at again; the journal keeps both.
  fixed: ['analysed'],
  dismissed: ['analysed'],
}

/** Where a report may go from here. */
export function nextStatuses(from: ProblemStatus): readonly ProblemStatus[] {
  return NEXT[from]
}

/** True for an end, of which whoever reported is told why. */
export function isClosed(status: ProblemStatus): boolean {
  return status === 'fixed' || status === 'dismissed'
}
