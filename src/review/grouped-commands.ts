import type { DecisionInput, ReviewerCommand, ReviewListItem } from './commands.js'
import type { GroupFault } from './grouped.js'
import type { ReviewView } from './view.js'

/** A decision on one case, to be recorded in grouped processing. */
export type GroupedDecision = Omit<ReviewerCommand, 'by' | 'signal'> & {
  readonly reviewId: string
} & (
    | { readonly outcome: 'approved'; readonly decision: DecisionInput }
    | { readonly outcome: 'amended'; readonly decision: DecisionInput & { readonly value: unknown } }
    | { readonly outcome: 'rejected'; readonly decision: DecisionInput & { readonly ownValue?: unknown } }
  )

/** What became of one decision of a group. `error` is a `GuardError`, or whatever else stood in the way. */
export type GroupedResult =
  | { readonly reviewId: string; readonly ok: true; readonly view: ReviewView }
  | { readonly reviewId: string; readonly ok: false; readonly error: unknown }

/** Cases of low impact that somebody holds. Says nothing of their suggestions. */
export interface Groupable {
  /** How many may be decided together. 0: grouped processing is off. */
  readonly most: number
  /** Most urgent first. `fault`: why it cannot be decided beside others now. */
  readonly cases: readonly { readonly item: ReviewListItem; readonly fault?: GroupFault }[]
}

/** Grouped processing: several decisions in one submission, each of them one person's decision on one case. */
export interface GroupedDesk {
  /**
   * Cases of low impact that this person holds, most urgent first, with why each of them has to be decided on its own or
   * opened before, if so (`ux.md` §2.1). Empty where grouped processing is off.
   */
  groupable(by: string): Promise<Groupable>
  /**
   * Grouped processing: records a decision on each of at most ten cases of one use, of low impact, that this person holds
   * and has opened. Each is a decision of its own, with its own motive, version and key: what is wrong with one is said of
   * that one, and the others are recorded. A repeated submission changes nothing that is recorded.
   *
   * @throws GroupRefusedError when some of them may not stand beside the others: nothing is recorded then.
   */
  decideGroup(
    decisions: readonly GroupedDecision[],
    command: Pick<ReviewerCommand, 'by' | 'signal'>,
  ): Promise<readonly GroupedResult[]>
}
