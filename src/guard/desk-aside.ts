import { DecisionInvalidError } from '../errors.js'
import { newId } from '../internal/ids.js'
import { takeOver } from '../review/claim.js'
import type { ReviewDesk, ReviewerCommand } from '../review/commands.js'
import { textIssue } from '../review/decision-texts.js'
import { reportProblem } from '../review/report-problem.js'
import { PROBLEM_KINDS } from '../review/review.js'
import { askSecondOpinion } from '../review/second-opinion.js'
import type { ReviewView } from '../review/view.js'
import type { GuardCore } from './core.js'
import { carryOut } from './desk-command.js'
import { viewFor } from './desk-view.js'
import { newPayload } from './payloads.js'
import { PROBLEM, type ProblemRecord } from './problem-record.js'
import { actingToTake } from './raise-causes.js'
import { sealedRow } from './sealed-record.js'

/** What people do beside deciding: ask for a second opinion, take a review over, report a problem. */
export function deskAside(
  core: GuardCore,
): Pick<ReviewDesk, 'askSecondOpinion' | 'takeOver' | 'reportProblem'> {
  return {
    async askSecondOpinion(reviewId, command) {
      const done = await carryOut(core, {
        name: 'askSecondOpinion',
        reviewId,
        command,
        prepare: (review, acting) => ({ transition: askSecondOpinion(review, acting) }),
      })
      return viewFor(core, done)
    },
    takeOver: (reviewId, why, command) => takeReview(core, { reviewId, why, command }),
    reportProblem: (reviewId, report, command) => takeReport(core, { reviewId, report, command }),
  }
}

type TakeOver = { readonly reviewId: string; readonly why: string; readonly command: ReviewerCommand }

async function takeReview(core: GuardCore, { reviewId, why, command }: TakeOver): Promise<ReviewView> {
  const issue = textIssue(why, 'why', 1)
  if (issue !== undefined) throw new DecisionInvalidError([issue])
  const done = await carryOut(core, {
    name: 'takeOver',
    reviewId,
    command,
    content: why,
    prepare: async (review, acting) => {
      const text = newPayload(why.trim(), { review, kind: 'take-over', at: acting.now })
      const taking = await actingToTake(core, review, acting)
      return { transition: takeOver(review, taking, text.ref), payloads: [text.row] }
    },
  })
  return viewFor(core, done)
}

type Report = {
  readonly reviewId: string
  readonly report: Parameters<ReviewDesk['reportProblem']>[1]
  readonly command: ReviewerCommand
}

async function takeReport(core: GuardCore, { reviewId, report, command }: Report): Promise<ReviewView> {
  const { kind, text, urgent = false } = report
  const issues = [
    PROBLEM_KINDS.includes(kind)
      ? undefined
      : { path: 'kind', reason: `must be one of ${PROBLEM_KINDS.join(', ')}` },
    textIssue(text, 'text', 1),
  ].filter((issue) => issue !== undefined)
  if (issues.length > 0) throw new DecisionInvalidError(issues)
  const done = await carryOut(core, {
    name: 'reportProblem',
    reviewId,
    command,
    content: [kind, text, urgent],
    prepare: (review, acting) => {
      const words = newPayload(text.trim(), { review, kind: 'report', at: acting.now })
      const { id, systemId } = review
      const record: ProblemRecord = {
        reviewId: id,
        systemId,
        by: acting.reviewer.id,
        at: acting.now,
        kind,
        urgent,
        text: words.ref,
        status: 'received',
      }
      return {
        transition: reportProblem(review, acting, { kind, urgent, text: words.ref }),
        payloads: [words.row],
        setting: sealedRow(core, PROBLEM, { id: newId(), version: 1, record }),
      }
    },
  })
  return viewFor(core, done)
}
