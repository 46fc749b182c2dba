import { DecisionInvalidError, GroupRefusedError } from '../errors.js'
import type { JsonValue } from '../internal/canonical-json.js'
import { canonicalJson } from '../internal/canonical-json.js'
import { saltedDigest } from '../internal/digest.js'
import type { DecisionInput, ReviewDesk, ReviewerCommand } from '../review/commands.js'
import { decide, mayDecide } from '../review/decide.js'
import type { DecisionContent, DecisionOutcome } from '../review/decision.js'
import { codedReasonIssues } from '../review/decision-reasons.js'
import { decisionTextIssues, textIssue } from '../review/decision-texts.js'
import { differencesBetween } from '../review/difference.js'
import { groupFault } from '../review/grouped.js'
import { newReference, referenceDigest } from '../review/reference.js'
import type { Review } from '../review/review.js'
import { roleFor } from '../review/rights.js'
import { sealDecision } from '../review/seal.js'
import { drawLot } from '../review/second-opinion.js'
import { settle } from '../review/timers.js'
import type { Acting } from '../review/transition.js'
import type { ReviewView } from '../review/view.js'
import type { GuardCore } from './core.js'
import type { Prepared } from './desk-command.js'
import { carryOut } from './desk-command.js'
import { factOf } from './desk-facts.js'
import { viewFor } from './desk-view.js'
import { newPayload } from './payloads.js'
import type { Basis } from './review-basis.js'
import { readBasis } from './review-basis.js'
import { parseValue, toJson, useOf } from './use-value.js'

/** A decision as it is to be recorded. */
export interface Wanted {
  readonly outcome: DecisionOutcome
  readonly input: DecisionInput
  /** The amended or the reviewer's own value, as JSON. */
  readonly value?: JsonValue
  /** With how many decisions, itself included, it is taken in grouped processing. */
  readonly grouped?: number
}

/** Records one person's decision on one case. */
export type DecideAs = (reviewId: string, wanted: Wanted, command: ReviewerCommand) => Promise<ReviewView>

/** What is asked for by an outcome and its content. */
export function wantedOf(
  outcome: DecisionOutcome,
  input: DecisionInput & { readonly value?: unknown; readonly ownValue?: unknown },
): Wanted {
  if (outcome === 'approved') return { outcome, input }
  if (outcome === 'amended') return { outcome, input, value: toJson(input.value, 'value') }
  return {
    outcome,
    input,
    ...(input.ownValue === undefined ? {} : { value: toJson(input.ownValue, 'ownValue') }),
  }
}

/** Takes decisions for a desk. */
export function decideOn(core: GuardCore): DecideAs {
  return async (reviewId, wanted, command) => {
    const done = await carryOut(core, {
      name: wanted.outcome,
      reviewId,
      command,
      content: contentOf(wanted),
      prepare: (review, acting) => prepare(core, { review, acting, wanted }),
    })
    return viewFor(core, done)
  }
}

/** The four verbs by which a person decides. */
export function deskDecisions(
  run: DecideAs,
): Pick<ReviewDesk, 'approve' | 'amend' | 'reject' | 'decideWithoutAi'> {
  return {
    approve: async (id, input, command) => run(id, wantedOf('approved', input), command),
    amend: async (id, input, command) => run(id, wantedOf('amended', input), command),
    reject: async (id, input, command) => run(id, wantedOf('rejected', input), command),
    decideWithoutAi: async (id, input, command) => run(id, wantedOf('without-ai', input), command),
  }
}

/** What the fingerprint is made of. Texts that cannot be written down are refused before. */
export function contentOf({ input, value }: Wanted): JsonValue {
  const issues = (['motive', 'textForPerson', 'changeReason'] as const)
    .map((name) =>
      input[name] === undefined && name !== 'motive' ? undefined : textIssue(input[name], name, 1),
    )
    .filter((issue) => issue !== undefined)
  issues.push(...codedReasonIssues(input))
  if (issues.length > 0) throw new DecisionInvalidError(issues)
  return [
    ...(input.reasons === undefined && input.changeReasons === undefined
      ? []
      : [[input.reasons ?? null, input.changeReasons ?? null]]),
    input.motive,
    input.textForPerson ?? null,
    input.changeReason ?? null,
    value ?? null,
  ]
}

async function prepare(
  core: GuardCore,
  { review, acting, wanted }: { review: Review; acting: Acting; wanted: Wanted },
): Promise<Prepared> {
  const refused = mayDecide(review, acting, wanted.outcome)
  if (refused !== undefined) return { transition: { ok: false, error: refused } }
  refuseInGroup(review, acting, wanted)
  const issues = decisionTextIssues(wanted.input, review.oversight.motiveMinLength)
  if (issues.length > 0) throw new DecisionInvalidError(issues)
  // Read and verified for every outcome: nobody decides on a case or a suggestion that was altered.
  const basis = await readBasis(core, review)
  const value = await decidedValue(core, { review, wanted, basis })
  const reference = review.control === undefined ? newReference() : undefined
  const content = newPayload(decisionContent({ ...wanted, reference }, value, basis), {
    review,
    kind: 'decision',
    at: acting.now,
  })
  const decision = sealDecision(
    review.id,
    {
      outcome: wanted.outcome,
      by: acting.reviewer.id,
      // `mayDecide` has passed, so there is a role; without one the seal would name none and no quorum would count it.
      role: roleFor(settle(review, acting.now).review, acting.reviewer) ?? '',
      at: acting.now,
      content: content.ref,
      ...(value === undefined ? {} : { valueDigest: saltedDigest(basis.salt, canonicalJson(value)) }),
      ...(reference === undefined ? {} : { reference: referenceDigest(reference) }),
      ...(wanted.grouped === undefined ? {} : { grouped: wanted.grouped }),
      binding: review.binding,
    },
    core.signingKey,
  )
  const facts = await factOf(core, {
    review,
    acting,
    outcome: wanted.outcome,
    value,
    coded: wanted.input,
    basis,
  })
  const draw = drawLot(review, core.signingKey)
  const deciding = draw === undefined ? acting : { ...acting, draw }
  return { transition: decide(review, deciding, decision), payloads: [content.row], facts }
}

/** Asked again of what was read for the decision: it may have changed since the group was looked at. */
function refuseInGroup(review: Review, acting: Acting, { grouped }: Wanted): void {
  const fault = grouped === undefined ? undefined : groupFault(review, acting)
  if (fault !== undefined) throw new GroupRefusedError([{ reviewId: review.id, fault }])
}

async function decidedValue(
  core: GuardCore,
  { review, wanted, basis }: { review: Review; wanted: Wanted; basis: Basis },
): Promise<JsonValue | undefined> {
  const value = wanted.outcome === 'approved' ? basis.suggestion.value : wanted.value
  if (value === undefined) return undefined
  await parseValue(useOf(core, review), value)
  if (wanted.outcome === 'amended' && canonicalJson(value) === canonicalJson(basis.suggestion.value)) {
    throw new DecisionInvalidError([
      { path: 'value', reason: 'is the suggestion unchanged; approve it instead' },
    ])
  }
  return value
}

function decisionContent(
  { outcome, input, reference }: Wanted & { readonly reference: string | undefined },
  value: JsonValue | undefined,
  { suggestion }: Basis,
): DecisionContent {
  return {
    motive: input.motive.trim(),
    ...(input.textForPerson === undefined ? {} : { textForPerson: input.textForPerson.trim() }),
    ...(input.changeReason === undefined ? {} : { changeReason: input.changeReason.trim() }),
    ...(input.reasons === undefined ? {} : { reasons: input.reasons }),
    ...(input.changeReasons === undefined ? {} : { changeReasons: input.changeReasons }),
    ...(value === undefined ? {} : { value }),
    ...(reference === undefined ? {} : { reference }),
    ...(outcome === 'amended' && value !== undefined
      ? { difference: differencesBetween(suggestion.value, value) }
      : {}),
  }
}
