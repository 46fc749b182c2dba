import type { JsonValue } from '../internal/canonical-json.js'
import { allowedActions } from './allowed-actions.js'
import type { ControlAnswer } from './control-case.js'
import { controlFeedback, seesControl } from './control-case.js'
import type { AnsweredCriterion } from './criteria.js'
import type { DecisionContent, DecisionRecord } from './decision.js'
import { opinionOf, seesSuggestion } from './opinion.js'
import { concurring, deadlocked, hasVoted } from './quorum.js'
import { modeFor, raiseOf } from './raised-mode.js'
import type { PayloadRef, Review } from './review.js'
import type { SuggestionContent } from './suggestion.js'
import { settle } from './timers.js'
import type { Acting } from './transition.js'
import type { ReviewView, ShownDecision } from './view.js'

/** Which texts one person may read of a review now. A text that is not named here is not even loaded. */
export interface ReadableTexts {
  readonly caseData: PayloadRef
  readonly suggestion?: PayloadRef
  readonly note?: PayloadRef
  readonly criteria?: PayloadRef
  readonly stale?: PayloadRef
  readonly decision?: DecisionRecord
  readonly disagreement?: readonly DecisionRecord[]
  readonly takenOver?: PayloadRef
  readonly control?: PayloadRef
}

/** The texts themselves. */
export interface ViewTexts {
  readonly caseData: JsonValue
  readonly suggestion?: SuggestionContent
  readonly note?: string
  readonly criteria?: readonly AnsweredCriterion[]
  readonly stale?: string
  readonly decision?: DecisionContent
  /** In the order of `ReadableTexts.disagreement`. */
  readonly disagreement?: readonly DecisionContent[]
  readonly takenOver?: string
  readonly control?: ControlAnswer
  /** The viewer's own draft. */
  readonly draft?: { readonly body: JsonValue; readonly at: string }
}

/** What one person may read of a review at a moment: never another person's opinion, vote or draft. */
export function readableTexts(review: Review, acting: Acting): ReadableTexts {
  const current = settle(review, acting.now).review
  const { note, criteria } = opinionOf(current, acting.reviewer.id) ?? {}
  const decision = readableDecision(current, acting.reviewer.id)
  return {
    caseData: current.caseData,
    ...(seesSuggestion(current, acting) ? { suggestion: current.suggestion } : {}),
    ...(note === undefined ? {} : { note }),
    ...(criteria === undefined ? {} : { criteria }),
    ...(current.stale === undefined ? {} : { stale: current.stale.why }),
    ...(decision === undefined ? {} : { decision }),
    ...(seesVotes(current, acting) ? { disagreement: current.votes } : {}),
    ...(current.takenOver?.from === acting.reviewer.id ? { takenOver: current.takenOver.why } : {}),
    ...(current.control !== undefined && seesControl(current, acting.reviewer.id)
      ? { control: current.control }
      : {}),
  }
}

/**
 * The decision somebody may read: once it has taken effect, everybody who may see the review; before, only those who
 * took part in it, since it could be reopened and others would no longer judge for themselves.
 */
function readableDecision(review: Review, reviewerId: string): DecisionRecord | undefined {
  const { state } = review
  if (state.status === 'effective') return state.decision
  const own = review.votes.find((vote) => vote.by === reviewerId)
  if (
    state.status === 'decided' &&
    concurring(review.votes, state.decision).some((vote) => vote.by === reviewerId)
  )
    return state.decision
  return own
}

/**
 * Whether somebody decides alone because people differ, and may read what they decided: once they may see the suggestion,
 * since that is what the others agree with or do not.
 */
function seesVotes(review: Review, acting: Acting): boolean {
  const { state, votes, oversight } = review
  const { id, roles } = acting.reviewer
  if (votes.length === 0 || !deadlocked(review) || hasVoted(review, id)) return false
  if (state.status !== 'claimed' || state.by !== id || !roles.includes(oversight.escalationRole)) return false
  return review.withoutSuggestion === true || seesSuggestion(review, acting)
}

/** What one person sees of a review. Takes the texts that `readableTexts` names, and shows no others. */
export function viewOf(review: Review, acting: Acting, texts: ViewTexts): ReviewView {
  const current = settle(review, acting.now).review
  const readable = readableTexts(review, acting)
  const opinion = opinionOf(current, acting.reviewer.id)
  const { suggestion, decision, draft } = texts
  return {
    ...facts(current, acting.reviewer.id),
    version: review.version,
    ...(current.state.status === 'claimed'
      ? {
          claim: {
            by: current.state.by,
            until: current.state.until,
            mine: current.state.by === acting.reviewer.id,
          },
        }
      : {}),
    ...(current.stale === undefined ? {} : { stale: { at: current.stale.at, why: texts.stale ?? '' } }),
    ...(current.withoutSuggestion === true ? { withoutSuggestion: true } : {}),
    ...(current.appeal === true ? { appeal: true } : {}),
    ...(acting.suspendedSince === undefined ? {} : { suspendedSince: acting.suspendedSince }),
    caseData: texts.caseData,
    ...(opinion === undefined
      ? {}
      : {
          opinion: {
            choice: opinion.choice,
            at: opinion.at,
            ...(texts.note === undefined ? {} : { note: texts.note }),
            ...(texts.criteria === undefined ? {} : { criteria: texts.criteria }),
          },
        }),
    ...(readable.suggestion === undefined || suggestion === undefined
      ? {}
      : {
          suggestion: {
            value: suggestion.value,
            model: suggestion.system.model.name,
            systemVersion: suggestion.system.version,
            generatedAt: suggestion.generatedAt,
          },
        }),
    ...(draft === undefined ? {} : { draft }),
    ...(readable.decision === undefined || decision === undefined
      ? {}
      : { decision: shownDecision(current, readable.decision, decision) }),
    ...(readable.disagreement === undefined
      ? {}
      : { disagreement: shownVotes(current, readable.disagreement, texts.disagreement ?? []) }),
    ...aside(current, acting, texts),
    votes: { cast: current.votes.length, needed: current.oversight.quorum.agree },
    allowed: allowedActions(current, acting),
  }
}

/** What happened beside the decision, as far as it is this viewer's business. */
function aside(
  review: Review,
  { reviewer }: Acting,
  texts: ViewTexts,
): Pick<
  ReviewView,
  'decidedBy' | 'secondOpinionAt' | 'secondOpinionDrawn' | 'takenOver' | 'reports' | 'control'
> {
  const { secondOpinion, takenOver, state } = review
  const reports = (review.reports ?? []).filter(({ by }) => by === reviewer.id)
  const control =
    texts.control === undefined ? undefined : controlFeedback(review, reviewer.id, texts.control)
  return {
    ...(state.status === 'decided' || state.status === 'effective'
      ? { decidedBy: { by: state.decision.by, at: state.decision.at } }
      : {}),
    ...(secondOpinion === undefined ? {} : { secondOpinionAt: secondOpinion.at }),
    ...(secondOpinion !== undefined && 'drawn' in secondOpinion ? { secondOpinionDrawn: true } : {}),
    ...(takenOver?.from === reviewer.id
      ? { takenOver: { by: takenOver.by, at: takenOver.at, why: texts.takenOver ?? '' } }
      : {}),
    ...(reports.length === 0
      ? {}
      : { reports: reports.map(({ kind, at, urgent }) => ({ kind, at, urgent })) }),
    ...(control === undefined ? {} : { control }),
  }
}

function facts(
  review: Review,
  viewer: string,
): Omit<ReviewView, 'version' | 'caseData' | 'votes' | 'allowed'> {
  const {
    id,
    systemId,
    useId,
    impact,
    subject,
    reason,
    findings,
    createdAt,
    dueAt,
    expiresAt,
    oversight,
    escalatedAt,
  } = review
  const raised = raiseOf(review, viewer)
  return {
    id,
    systemId,
    useId,
    impact,
    ...(subject === undefined ? {} : { subject }),
    reason,
    findings,
    createdAt,
    dueAt,
    expiresAt,
    oversight: { ...oversight, mode: modeFor(review, viewer) },
    ...(raised === undefined ? {} : { raised: raised.causes }),
    status: review.state.status,
    ...(escalatedAt === undefined ? {} : { escalatedAt }),
  }
}

function shownVotes(
  review: Review,
  records: readonly DecisionRecord[],
  contents: readonly DecisionContent[],
): readonly ShownDecision[] {
  return records.flatMap((record, index) => {
    const content = contents[index]
    return content === undefined ? [] : [shownDecision(review, record, content)]
  })
}

function shownDecision({ state }: Review, record: DecisionRecord, content: DecisionContent): ShownDecision {
  const effectiveAt =
    state.status === 'decided' ? state.effectiveAt : state.status === 'effective' ? state.at : undefined
  return {
    outcome: record.outcome,
    by: record.by,
    at: record.at,
    motive: content.motive,
    ...(content.reasons === undefined ? {} : { reasons: content.reasons }),
    ...(content.changeReason === undefined ? {} : { changeReason: content.changeReason }),
    ...(content.changeReasons === undefined ? {} : { changeReasons: content.changeReasons }),
    ...(content.textForPerson === undefined ? {} : { textForPerson: content.textForPerson }),
    ...(content.value === undefined ? {} : { value: content.value }),
    ...(record.grouped === undefined ? {} : { grouped: record.grouped }),
    ...(effectiveAt === undefined ? {} : { effectiveAt }),
  }
}
