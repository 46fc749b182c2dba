import { NoticeInvalidError } from '../errors.js'
import type { HumanReview } from '../provenance/label.js'
import { DECISION_OUTCOMES, type DecisionOutcome } from '../review/decision.js'
import type { System } from '../system/define-system.js'
import type { SystemRecord, UseRecord } from '../system/system-record.js'
import { chooseLevel, leastLevel } from './choose-level.js'
import type { NoticeLevel } from './levels.js'
import type { HumanRole, Notice } from './notice.js'

/** What the facts of a notice are computed from. */
export interface NoticeInput {
  readonly record: SystemRecord
  readonly use: UseRecord
  /** The charter's authority; answers for the system when its record names no administration. */
  readonly authority: string
  /** How far a person has looked at this output. A recorded decision overrules it. */
  readonly humanReview: HumanReview
  /**
   * The recorded decision on this output, once there is one: what `guard.decision` returned, or its outcome alone.
   * Without it nobody « has decided ».
   */
  readonly decision?: NoticeDecision
  /** More than the least that must be said. */
  readonly level?: NoticeLevel
}

/** What a notice takes from a recorded decision. Ids that are given are compared with the use's. */
export interface NoticeDecision {
  readonly outcome: DecisionOutcome
  readonly systemId?: string
  readonly useId?: string
}

/**
 * The facts of a notice, from the system's record and what really happened.
 *
 * @throws NoticeInvalidError when the level asked for is below the least, or the decision is none or another use's.
 */
export function noticeFacts(input: NoticeInput): Notice {
  const { record, use, authority, decision, level } = input
  const humanReview = reviewAfter(decision, input.humanReview)
  const read = new Set(use.data)
  if (decision !== undefined) requireDecisionOf(record, use, decision)
  return {
    level: chooseLevel(leastLevel(use), level),
    systemId: record.id,
    systemName: record.name,
    useId: use.id,
    impact: use.impact,
    audience: use.audience,
    action: use.action,
    purpose: use.purpose,
    ...(use.words === undefined ? {} : { words: use.words }),
    aiNature: record.model.nature,
    aiKind: record.model.kind,
    parameters: record.model.parameters,
    data: record.data
      .filter(({ id }) => read.has(id))
      .map(({ name, source, personal }) => ({ name, source, personal })),
    expectedResults: record.expectedResults,
    limits: record.limits,
    owner: record.owner,
    ...(use.retention === undefined ? {} : { retention: use.retention }),
    ...(record.updatedOn === undefined ? {} : { updatedOn: record.updatedOn }),
    supplier: record.model.supplier,
    hosting: record.model.hosting,
    humanRole: humanRoleOf(use, humanReview, decision),
    humanReview,
    ...(decision === undefined ? {} : { outcome: decision.outcome }),
    administration: record.administration ?? authority,
    ...(record.humanContact === undefined ? {} : { humanContact: record.humanContact }),
    ...(record.recordUrl === undefined ? {} : { recordUrl: record.recordUrl }),
  }
}

/** What a declared system's facts are computed from. */
export interface SystemNoticeOptions {
  readonly use: string
  /** The charter's authority. Needed when the record names no administration. */
  readonly authority?: string
  /** How far a person has looked at the output. Default: what the use promises (`pending` when it is decided on). */
  readonly humanReview?: HumanReview
  readonly decision?: NoticeDecision
}

/**
 * The facts of a declared system's use.
 *
 * @throws NoticeInvalidError for an unknown use, or when nothing names the administration.
 */
export function systemNotice(system: System, options: SystemNoticeOptions): Notice {
  const { record } = system
  const use = Object.hasOwn(record.uses, options.use) ? record.uses[options.use] : undefined
  if (use === undefined)
    throw new NoticeInvalidError(
      `The notice cannot be shown. The system "${record.id}" has no use "${options.use}". Use one of: ${Object.keys(record.uses).join(', ')}.`,
    )
  const authority = options.authority ?? record.administration
  if (authority === undefined)
    throw new NoticeInvalidError(
      'The notice cannot be shown. Nothing says which administration answers. Give `authority`, or `administration` in the record.',
    )
  const { decision, humanReview = reviewOf(use, decision) } = options
  return noticeFacts({ record, use, authority, humanReview, ...(decision === undefined ? {} : { decision }) })
}

// A recorded decision says more than what was known before it: nobody is waited for any more.
function reviewAfter(decision: NoticeDecision | undefined, before: HumanReview): HumanReview {
  if (decision === undefined) return before
  return decision.outcome === 'approved' || decision.outcome === 'amended' ? decision.outcome : 'none'
}

function reviewOf({ impact }: UseRecord, decision: NoticeDecision | undefined): HumanReview {
  return impact === 'significant' && decision === undefined ? 'pending' : 'none'
}

// An output becomes approved or amended by a recorded decision only; rejecting it is a decision too.
function humanRoleOf(use: UseRecord, humanReview: HumanReview, decision: NoticeInput['decision']): HumanRole {
  if (decision !== undefined || humanReview === 'approved' || humanReview === 'amended') return 'decided'
  if (use.impact === 'significant') return 'decides'
  return use.sampleCheck === undefined ? 'on-finding' : 'on-sample'
}

// « expired » and « withdrawn » mean that nobody decided.
function requireDecisionOf(record: SystemRecord, use: UseRecord, decision: NoticeDecision): void {
  const { outcome, systemId = record.id, useId = use.id } = decision
  if (!DECISION_OUTCOMES.includes(outcome))
    throw new NoticeInvalidError(
      'The notice cannot be shown. Nobody has decided: a review that expired or was withdrawn is no decision.',
    )
  if (systemId !== record.id || useId !== use.id)
    throw new NoticeInvalidError(
      `The notice cannot be shown. The decision is about "${systemId}/${useId}", the notice about "${record.id}/${use.id}".`,
    )
}
