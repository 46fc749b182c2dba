import { DecisionInvalidError, ReviewerNotAllowedError, UseUnknownError } from '../errors.js'
import { newId } from '../internal/ids.js'
import type { ControlCaseRequest, ReviewDesk } from '../review/commands.js'
import type { ControlAnswer } from '../review/control-case.js'
import { DECISION_OUTCOMES } from '../review/decision.js'
import { type TextIssue, textIssue } from '../review/decision-texts.js'
import { checkTerritory } from './context.js'
import type { GuardCore } from './core.js'
import { findReviewer } from './desk-people.js'
import { openReview } from './open-review.js'
import { parseValue, toJson } from './use-value.js'

/** « Reviewed by two experts » (`ux.md` §2.6). */
const EXPERTS = 2

/** Control cases: opened by a supervisor, told from nothing else. */
export function deskControl(core: GuardCore): Pick<ReviewDesk, 'openControlCase'> {
  return { openControlCase: (request) => openControl(core, request) }
}

async function openControl(core: GuardCore, request: ControlCaseRequest): Promise<{ readonly id: string }> {
  const reviewer = await findReviewer(core, request.by)
  const system = core.systems.get(request.systemId)
  const use =
    system !== undefined && Object.hasOwn(system.uses, request.useId) ? system.uses[request.useId] : undefined
  if (system === undefined || use === undefined) throw new UseUnknownError(request.systemId, request.useId)
  const { escalationRole } = use.oversight
  if (!reviewer.roles.includes(escalationRole))
    throw new ReviewerNotAllowedError(
      'role',
      `A control case is opened by somebody in the role "${escalationRole}".`,
    )
  checkTerritory(request.territory)
  const issues = answerIssues(request.answer)
  if (issues.length > 0) throw new DecisionInvalidError(issues)
  const suggestion = toJson(request.suggestion, 'suggestion')
  await parseValue(use, suggestion)
  const { id } = await openReview(core, {
    call: {
      id: newId(),
      at: core.clock.now().toISOString(),
      systemId: system.id,
      useId: use.id,
      // Who made the case knows its answer, and may not review it.
      actor: { kind: 'agent', id: reviewer.id },
      ...(request.subject === undefined ? {} : { subject: request.subject }),
      parts: [],
    },
    system,
    use,
    reason: 'significant',
    findings: [],
    suggestion,
    caseData: toJson(request.caseData, 'caseData'),
    control: request.answer,
    ...(request.territory === undefined ? {} : { territory: request.territory }),
    ...(request.appeal === true ? { appeal: true } : {}),
  })
  return { id }
}

function answerIssues(answer: ControlAnswer): readonly TextIssue[] {
  const { expected, error, where, explanation, checkedBy } = answer
  const outcomes: readonly string[] = DECISION_OUTCOMES
  const known =
    Array.isArray(expected) && expected.length > 0 && expected.every((each) => outcomes.includes(each))
  const experts = Array.isArray(checkedBy)
    ? new Set(checkedBy.map((name) => String(name).trim()).filter((name) => name !== '')).size
    : 0
  return [
    known ? undefined : { path: 'answer.expected', reason: `must name some of ${outcomes.join(', ')}` },
    experts >= EXPERTS
      ? undefined
      : { path: 'answer.checkedBy', reason: `must name at least ${EXPERTS} experts who checked the case` },
    textIssue(error, 'answer.error', 1),
    where === undefined ? undefined : textIssue(where, 'answer.where', 1),
    explanation === undefined ? undefined : textIssue(explanation, 'answer.explanation', 1),
  ].filter((issue) => issue !== undefined)
}
