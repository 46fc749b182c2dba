import { NoticeInvalidError } from '../errors.js'
import { DECISION_OUTCOMES } from '../review/decision.js'
import type { NoticeContext, NoticeLevel } from './levels.js'
import type { Notice } from './notice.js'

/**
 * Refuses a notice that would say what the facts do not. Facts may have travelled as JSON: what no facts computed here
 * could say is not printed either.
 *
 * @throws NoticeInvalidError
 */
export function requireTruth(
  notice: Notice,
  { level, context }: { readonly level: NoticeLevel; readonly context: NoticeContext },
): void {
  const { audience, humanContact, humanRole, impact, humanReview } = notice
  if (audience === 'citizens' && humanContact === undefined)
    throw invalid('A notice to citizens needs a human contact (engagement 10). Add it to the system’s record')
  if (humanRole === 'decides' && impact !== 'significant')
    throw invalid('« Un agent décide » is not true of a use that is released without a decision')
  const isReviewed = humanReview === 'approved' || humanReview === 'amended'
  if ((humanRole === 'on-finding' || humanRole === 'on-sample') && (impact === 'significant' || isReviewed))
    throw invalid('The facts contradict each other about what a person does')
  requireSameOutcome(notice)
  if (level === 'decision') requireDecision(notice)
  if (level === 'content' && impact === 'significant')
    throw invalid('A decision about a person is no published content. Use the level "decision"')
  if (level === 'content' && humanReview === 'pending')
    throw invalid('A content that waits for a person is not published yet')
  if ((context === 'page' || context === 'form') && impact === 'information' && isReviewed)
    throw invalid(
      'Beside a page or a form there is no output that somebody has read yet. Use the context "message"',
    )
}

function requireSameOutcome({ outcome, humanRole, humanReview }: Notice): void {
  if (outcome === undefined) return
  const expected = outcome === 'approved' || outcome === 'amended' ? outcome : 'none'
  if (!DECISION_OUTCOMES.includes(outcome) || humanRole !== 'decided' || humanReview !== expected)
    throw invalid('The facts contradict each other about what was decided')
}

function requireDecision({ impact, humanRole, outcome }: Notice): void {
  if (impact !== 'significant')
    throw invalid('The mention of a decision belongs to a use that decides about people, not to information')
  if (humanRole !== 'decided' || outcome === undefined)
    throw invalid(
      'No decision taken by a person is recorded, so there is no letter to put a mention in (engagement 16; loi 78-17, art. 47). Give what `guard.decision` returned as `decision`',
    )
}

function invalid(why: string): NoticeInvalidError {
  return new NoticeInvalidError(`The notice cannot be shown. ${why}.`)
}
