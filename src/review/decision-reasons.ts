import type { TextIssue } from './decision-texts.js'

/** What a decision rests on, in a word beside the reviewer's own (`ux.md` §2.3). The same for every outcome. */
export const MOTIVE_REASONS = [
  'evidence',
  'fact',
  'document',
  'criterion',
  'situation',
  'wording',
  'other',
] as const

/** One of {@link MOTIVE_REASONS}. */
export type MotiveReason = (typeof MOTIVE_REASONS)[number]

/** Why a decision differs from the first opinion, in a word beside the reviewer's own. */
export const CHANGE_REASONS = ['read-again', 'not-seen', 'mistaken', 'other'] as const

/** One of {@link CHANGE_REASONS}. */
export type ChangeReason = (typeof CHANGE_REASONS)[number]

/** Short reasons of a decision, as codes. */
export interface CodedReasons {
  readonly reasons?: readonly MotiveReason[]
  readonly changeReasons?: readonly ChangeReason[]
}

/** What is wrong with coded reasons: unknown ones, or one twice. */
export function codedReasonIssues({ reasons, changeReasons }: CodedReasons): readonly TextIssue[] {
  return [
    issueOf('reasons', reasons, MOTIVE_REASONS),
    issueOf('changeReasons', changeReasons, CHANGE_REASONS),
  ].filter((issue) => issue !== undefined)
}

function issueOf(
  path: string,
  given: readonly string[] | undefined,
  known: readonly string[],
): TextIssue | undefined {
  if (given === undefined) return undefined
  const fits =
    Array.isArray(given) &&
    new Set(given).size === given.length &&
    given.every((code) => known.includes(code))
  return fits ? undefined : { path, reason: `must name some of ${known.join(', ')}, each once` }
}
