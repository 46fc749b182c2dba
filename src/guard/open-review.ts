import type { ModelCall } from '../call/model-call.js'
import type { Finding } from '../checks/finding.js'
import { StoreFailedError } from '../errors.js'
import type { JsonValue } from '../internal/canonical-json.js'
import { digestOf } from '../internal/digest.js'
import { newId } from '../internal/ids.js'
import { bindingOf } from '../review/binding.js'
import type { ControlAnswer } from '../review/control-case.js'
import { hoursAfter } from '../review/moments.js'
import type { PayloadRef, Review } from '../review/review.js'
import type { LabelledSystem, RecordedInput, SuggestionContent } from '../review/suggestion.js'
import type { System } from '../system/define-system.js'
import type { SystemRecord } from '../system/system-record.js'
import type { Use } from '../system/use.js'
import type { GuardCore } from './core.js'
import type { HeldReview } from './outcome.js'
import { newPayload } from './payloads.js'
import { journalFindings } from './record.js'
import type { ReviewChange } from './review-write.js'
import { announceReview, reviewWrite } from './review-write.js'

/** An answer that a person has to decide on. */
export interface HeldSuggestion {
  readonly call: ModelCall
  readonly system: System
  readonly use: Use
  readonly reason: Review['reason']
  readonly findings: readonly Finding[]
  /** The answer as JSON, before the schema's transformations. */
  readonly suggestion: JsonValue
  /** What the reviewer reads beside it. */
  readonly caseData: JsonValue
  /** Where the case belongs. */
  readonly territory?: string
  /** The person contests an earlier decision. */
  readonly appeal?: true
  /** What the model was given; absent when there was no call. */
  readonly input?: RecordedInput
  /** The model could not be asked: `suggestion` is null. */
  readonly withoutSuggestion?: true
  /** Makes it a control case. */
  readonly control?: ControlAnswer
}

/**
 * Opens a review for an answer that may not leave by itself. From here on the answer exists in the store only: what is
 * returned has no member from which it could be read. Durable, journalled, then announced.
 *
 * @throws TypeError when suggestion or case have no JSON form; a store error, and then nothing was written.
 */
export async function openReview(core: GuardCore, held: HeldSuggestion): Promise<HeldReview<unknown>> {
  const now = core.clock.now().toISOString()
  const owner = { id: newId(), ...(held.call.subject === undefined ? {} : { subject: held.call.subject }) }
  const content: SuggestionContent = {
    value: held.suggestion,
    generatedAt: now,
    system: labelledSystem(held.system.record),
    ...(held.input === undefined ? {} : { input: held.input }),
  }
  const suggestion = newPayload(content, { review: owner, kind: 'suggestion', at: now })
  const caseData = newPayload(held.caseData, { review: owner, kind: 'case', at: now })
  const control =
    held.control === undefined
      ? undefined
      : newPayload(held.control, { review: owner, kind: 'control', at: now })
  const next = newReview(core, held, {
    ...owner,
    ...(control === undefined ? {} : { control: control.ref }),
    createdAt: now,
    suggestion: suggestion.ref,
    caseData: caseData.ref,
  })
  const change: ReviewChange = {
    next,
    now,
    changes: [opened(next, held)],
    payloads: [suggestion.row, caseData.row, ...(control === undefined ? [] : [control.row])],
  }
  const result = await core.store.commit(reviewWrite(core, change))
  if (result !== 'committed') throw new StoreFailedError('other', `A new review was not stored: ${result}.`)
  announceReview(core, change)
  const { id, callId, systemId, useId, dueAt } = next
  return { id, callId, systemId, useId, dueAt }
}

interface Beginning {
  readonly id: string
  readonly subject?: string
  readonly createdAt: string
  readonly suggestion: PayloadRef
  readonly caseData: PayloadRef
  readonly control?: PayloadRef
}

function newReview(
  core: GuardCore,
  { call, system, use, reason, findings, territory, appeal, withoutSuggestion }: HeldSuggestion,
  beginning: Beginning,
): Review {
  const { oversight } = use
  const unbound: Omit<Review, 'binding' | 'seal'> = {
    ...beginning,
    ...(territory === undefined ? {} : { territory }),
    ...(appeal === undefined ? {} : { appeal }),
    ...(withoutSuggestion === undefined ? {} : { withoutSuggestion }),
    version: 1,
    callId: call.id,
    systemId: system.id,
    systemVersion: system.record.version,
    systemRecordDigest: digestOf('garde-fou/system/v1', system.record),
    charter: { id: core.charter.id, version: core.charter.version },
    useId: use.id,
    impact: use.impact,
    reason,
    findings,
    requester: call.actor,
    oversight,
    trainingId: system.record.training.id,
    dueAt: hoursAfter(beginning.createdAt, oversight.dueInHours),
    expiresAt: hoursAfter(beginning.createdAt, oversight.expiresInHours),
    opinions: [],
    votes: [],
    reveals: [],
    state: { status: 'pending' },
  }
  return { ...unbound, binding: bindingOf(unbound), seal: '' }
}

function opened(review: Review, { call, findings }: HeldSuggestion): ReviewChange['changes'][0] {
  return {
    event: 'review.opened',
    actor: { kind: call.actor.kind },
    data: {
      impact: review.impact,
      reason: review.reason,
      findings: journalFindings(findings),
      systemVersion: review.systemVersion,
      charter: `${review.charter.id}@${review.charter.version}`,
      dueAt: review.dueAt,
      expiresAt: review.expiresAt,
      binding: review.binding,
      ...(review.withoutSuggestion === undefined ? {} : { withoutSuggestion: true }),
      // Public figures leave it out.
      ...(review.control === undefined ? {} : { control: true }),
    },
    payloads: { suggestion: review.suggestion.digest, case: review.caseData.digest },
  }
}

/** What a label says of a system. */
export function labelledSystem({ id, version, name, recordUrl, model }: SystemRecord): LabelledSystem {
  return {
    id,
    version,
    name,
    ...(recordUrl === undefined ? {} : { recordUrl }),
    model: {
      name: model.name,
      supplier: model.supplier,
      ...(model.version === undefined ? {} : { version: model.version }),
      nature: model.nature,
    },
  }
}
