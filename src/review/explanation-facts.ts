import type { JsonValue } from '../internal/canonical-json.js'
import { digestOf } from '../internal/digest.js'
import type { SystemRecord } from '../system/system-record.js'
import type { AnsweredCriterion } from './criteria.js'
import type { DecisionContent, DecisionRecord } from './decision.js'
import type { ExplainedOpinion, ExplainedStep, ExplanationFacts } from './explanation.js'
import { decidersOf } from './quorum.js'
import { modeFor } from './raised-mode.js'
import type { Opinion, Review } from './review.js'
import type { SuggestionContent } from './suggestion.js'

/** What is stored of a decision in effect, read and verified. */
export interface ExplanationTrace {
  readonly review: Review
  readonly state: Extract<Review['state'], { readonly status: 'effective' }>
  readonly suggestion: SuggestionContent
  readonly caseData: JsonValue
  readonly content: DecisionContent
  /** Answers to criteria, by the payload's id. */
  readonly criteria: ReadonlyMap<string, readonly AnsweredCriterion[]>
  /** As it is declared now, if it still is. */
  readonly record: SystemRecord | undefined
  /** The charter's authority. */
  readonly authority: string
}

/** Puts together what the trace says. Whatever it does not say is absent. */
export function explanationFacts(trace: ExplanationTrace): ExplanationFacts {
  const { review, state, suggestion, caseData, content, record } = trace
  const { decision } = state
  const votes = decidersOf(review) ?? [decision]
  const opinions = opinionsOf(trace, votes)
  return {
    reviewId: review.id,
    ...(content.reference === undefined ? {} : { reference: content.reference }),
    ...(review.subject === undefined ? {} : { subject: review.subject }),
    administration: record?.administration ?? trace.authority,
    system: suggestion.system,
    record: recordState(review, record),
    ...(record === undefined ? {} : { declared: declaredBy(record, review.useId) }),
    contribution: {
      degree: decision.outcome,
      // Raised for everybody who decided, it is what held; else the use's own, which nobody fell below.
      mode: votes.every(({ by }) => modeFor(review, by) === 'decide-first')
        ? 'decide-first'
        : review.oversight.mode,
      people: votes.length,
      roles: [...new Set(votes.map(({ role }) => role))],
    },
    caseData,
    ...(suggestion.input === undefined ? {} : { input: suggestion.input }),
    findings: review.findings,
    steps: stepsOf(review, { votes, opinions, suggestion, effectiveAt: state.at }),
    suggestion: suggestion.value,
    opinions,
    decision: {
      at: decision.at,
      effectiveAt: state.at,
      ...(content.reasons === undefined ? {} : { reasons: content.reasons }),
      ...(content.changeReasons === undefined ? {} : { changeReasons: content.changeReasons }),
      ...(content.textForPerson === undefined ? {} : { textForPerson: content.textForPerson }),
      ...(content.value === undefined ? {} : { value: content.value }),
      changedMind: content.changeReason !== undefined || content.changeReasons !== undefined,
      differences: content.difference ?? [],
    },
  }
}

function recordState(review: Review, record: SystemRecord | undefined): ExplanationFacts['record'] {
  if (record === undefined) return 'gone'
  return digestOf('garde-fou/system/v1', record) === review.systemRecordDigest ? 'same' : 'changed'
}

function declaredBy(record: SystemRecord, useId: string): NonNullable<ExplanationFacts['declared']> {
  const { version, model, limits, humanContact } = record
  const use = Object.hasOwn(record.uses, useId) ? record.uses[useId] : undefined
  const read = new Set(use?.data ?? record.data.map(({ id }) => id))
  return {
    version,
    ...(use === undefined
      ? {}
      : { action: use.action, purpose: use.purpose, outputSchema: use.outputSchema }),
    kind: model.kind,
    parameters: model.parameters,
    hosting: model.hosting,
    limits,
    data: record.data
      .filter(({ id }) => read.has(id))
      .map(({ name, source, personal }) => ({ name, source, personal })),
    ...(humanContact === undefined ? {} : { contact: humanContact }),
  }
}

/** Of those who decided so; what others thought stays theirs. */
function opinionsOf(
  { review, criteria }: ExplanationTrace,
  votes: readonly DecisionRecord[],
): readonly ExplainedOpinion[] {
  return opinionsOfDeciders(review, votes).map(({ by, at, choice, criteria: ref }) => {
    const answered = ref === undefined ? undefined : criteria.get(ref.payloadId)
    return {
      at,
      choice,
      // At the same moment the opinion came first: recording it is what shows the suggestion.
      seen: review.reveals.some((reveal) => reveal.by === by && reveal.at < at),
      ...(answered === undefined ? {} : { criteria: answered }),
    }
  })
}

/** First opinions of those whose decisions count. */
export function opinionsOfDeciders(review: Review, votes: readonly DecisionRecord[]): readonly Opinion[] {
  const deciders = new Set(votes.map(({ by }) => by))
  return review.opinions.filter(({ by }) => deciders.has(by))
}

function stepsOf(
  review: Review,
  trace: {
    readonly votes: readonly DecisionRecord[]
    readonly opinions: readonly ExplainedOpinion[]
    readonly suggestion: SuggestionContent
    readonly effectiveAt: string
  },
): readonly ExplainedStep[] {
  const { secondOpinion, takenOver, stale, escalatedAt, reveals, reports = [] } = review
  const steps: readonly (ExplainedStep | undefined)[] = [
    { kind: 'suggested', at: trace.suggestion.generatedAt },
    stale === undefined ? undefined : { kind: 'stale', at: stale.at },
    escalatedAt === undefined ? undefined : { kind: 'escalated', at: escalatedAt },
    takenOver === undefined ? undefined : { kind: 'taken-over', at: takenOver.at },
    secondOpinion === undefined
      ? undefined
      : { kind: 'drawn' in secondOpinion ? 'second-opinion-drawn' : 'second-opinion', at: secondOpinion.at },
    ...trace.opinions.map(({ at, choice, seen }): ExplainedStep => ({ kind: 'opinion', at, choice, seen })),
    ...reveals.map(({ at }): ExplainedStep => ({ kind: 'shown', at })),
    ...reports.map(({ at }): ExplainedStep => ({ kind: 'reported', at })),
    ...trace.votes.map(({ at, role }): ExplainedStep => ({ kind: 'decided', at, role })),
    { kind: 'effective', at: trace.effectiveAt },
  ]
  // A stable sort: what happened at the same moment stays in the order above.
  return steps
    .filter((step) => step !== undefined)
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}
