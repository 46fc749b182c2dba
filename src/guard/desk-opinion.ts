import { DecisionInvalidError } from '../errors.js'
import type { JsonValue } from '../internal/canonical-json.js'
import type { ReviewDesk, ReviewerCommand } from '../review/commands.js'
import { answeredCriteria, CRITERION_ANSWERS, criteriaIssues } from '../review/criteria.js'
import { textIssue } from '../review/decision-texts.js'
import { recordOpinion } from '../review/opinion.js'
import { OPINION_CHOICES, type Review } from '../review/review.js'
import type { Acting } from '../review/transition.js'
import type { ReviewView } from '../review/view.js'
import type { GuardCore } from './core.js'
import { carryOut, type Prepared } from './desk-command.js'
import { viewFor } from './desk-view.js'
import { newPayload } from './payloads.js'
import { useOf } from './use-value.js'

type OpinionGiven = Parameters<ReviewDesk['recordOpinion']>[1]

/** A first opinion on its way to a review. */
interface OpinionCommand {
  readonly reviewId: string
  readonly opinion: OpinionGiven
  readonly command: ReviewerCommand
}

/**
 * Records a first opinion, with an answer to each criterion of the use's grid, once and for good.
 *
 * @throws DecisionInvalidError naming the choice, the note or the criteria (`criteria.<id>`) that cannot be taken; the
 * errors of `ReviewDesk`.
 */
export async function recordOpinionOn(
  core: GuardCore,
  { reviewId, opinion, command }: OpinionCommand,
): Promise<ReviewView> {
  checkShape(opinion)
  const done = await carryOut(core, {
    name: 'recordOpinion',
    reviewId,
    command,
    content: contentOf(opinion),
    prepare: (review, acting) => prepare(core, { review, acting, opinion }),
  })
  return viewFor(core, done)
}

/** What can be said of an opinion without knowing its use. */
function checkShape({ choice, note, criteria }: OpinionGiven): void {
  const issues = [
    OPINION_CHOICES.includes(choice)
      ? undefined
      : { path: 'choice', reason: `must be one of ${OPINION_CHOICES.join(', ')}` },
    note === undefined ? undefined : textIssue(note, 'note', 1),
    criteria === undefined || areAnswers(criteria)
      ? undefined
      : {
          path: 'criteria',
          reason: `must give each criterion’s id one of ${CRITERION_ANSWERS.join(', ')}`,
        },
  ].filter((issue) => issue !== undefined)
  if (issues.length > 0) throw new DecisionInvalidError(issues)
}

function areAnswers(criteria: unknown): boolean {
  return (
    typeof criteria === 'object' &&
    criteria !== null &&
    !Array.isArray(criteria) &&
    Object.entries(criteria).every(
      ([id, given]) => id.isWellFormed() && CRITERION_ANSWERS.some((answer) => answer === given),
    )
  )
}

// Without answers it is what it was before there were criteria: a command that is repeated now finds its mark.
function contentOf({ choice, note, criteria }: OpinionGiven): JsonValue {
  return [choice, note ?? null, ...(criteria === undefined ? [] : [{ ...criteria }])]
}

function prepare(
  core: GuardCore,
  { review, acting, opinion }: { review: Review; acting: Acting; opinion: OpinionGiven },
): Prepared {
  const { choice } = opinion
  const grid = useOf(core, review)?.record.criteria ?? []
  const answered = answeredCriteria(grid, opinion.criteria)
  const owner = { review, at: acting.now }
  const note =
    opinion.note === undefined ? undefined : newPayload(opinion.note.trim(), { ...owner, kind: 'opinion' })
  const criteria = answered.length === 0 ? undefined : newPayload(answered, { ...owner, kind: 'criteria' })
  const transition = recordOpinion(review, acting, {
    choice,
    ...(note === undefined ? {} : { note: note.ref }),
    ...(criteria === undefined ? {} : { criteria: criteria.ref }),
  })
  // Who may not give an opinion learns that first.
  const issues = transition.ok ? criteriaIssues(grid, opinion.criteria) : []
  if (issues.length > 0) throw new DecisionInvalidError(issues)
  return {
    transition,
    payloads: [note, criteria].filter((payload) => payload !== undefined).map(({ row }) => row),
  }
}
