import type { ModelOutput } from '../call/model-call.js'
import type { Finding } from '../checks/finding.js'
import { runChecks } from '../checks/run-checks.js'
import type { Verdict } from '../checks/verdict.js'
import { OutputInvalidError, type Refusal, SystemSuspendedError } from '../errors.js'
import { canonicalJson, type JsonValue } from '../internal/canonical-json.js'
import { sha256 } from '../internal/digest.js'
import { noticeFacts } from '../notice/facts.js'
import type { Notice } from '../notice/notice.js'
import { createLabel } from '../provenance/create-label.js'
import type { Label } from '../provenance/label.js'
import type { RecordedInput } from '../review/suggestion.js'
import { announce } from './announce.js'
import type { BegunCall } from './begin-call.js'
import type { CallCore } from './call-core.js'
import { announceFailedChecks, checkContext } from './check-call.js'
import { answerVerdict } from './data-verdicts.js'
import { refuseCall } from './end-call.js'
import { joinVerdicts } from './join-verdicts.js'
import { openReview } from './open-review.js'
import type { HeldReview } from './outcome.js'
import { rememberOutput } from './output-index.js'
import { entryOf, journalFindings } from './record.js'
import { suspensionOf } from './suspension-state.js'

/** How a call ends once the model has answered. */
export type Conclusion =
  | { readonly status: 'released'; readonly label: Label; readonly notice: Notice }
  | { readonly status: 'held'; readonly review: HeldReview<unknown>; readonly notice: Notice }
  | { readonly status: 'refused'; readonly refusal: Refusal }

/**
 * The output checks of a use, over a whole answer or over a window of a stream: no window leaves after the stop button.
 *
 * @throws SystemSuspendedError
 */
export async function checkOutput(
  core: CallCore,
  begun: BegunCall,
  output: ModelOutput,
  partial: boolean,
): Promise<Verdict> {
  await requireRunning(core, begun)
  const verdict = await runChecks(
    core.checks,
    { stage: 'output', parts: output.parts, partial, call: begun.call },
    checkContext(core, begun),
    {
      timeoutMs: core.checkTimeoutMs,
      thresholds: begun.use.record.thresholds,
      onCheckFailure: begun.use.record.onCheckFailure,
    },
  )
  announceFailedChecks(core, begun.call, verdict)
  return joinVerdicts(verdict, answerVerdict(begun, output.parts))
}

/** An answer that was read, on its way out. */
export interface Answer {
  /** What the label's digest is made of: the text, or the JSON value. */
  readonly content: unknown
  /** What a person would review, as JSON, before the schema's transformations. */
  readonly reviewable: () => JsonValue
  readonly verdict: Verdict
}

/**
 * Last stretch of a call's way: refuse, hold for a person, or label and release. The journal has it before the caller
 * does. The stop button counts for what is under way, too: an answer that comes after it is dropped.
 *
 * @throws SystemSuspendedError
 */
export async function concludeCall(core: CallCore, begun: BegunCall, answer: Answer): Promise<Conclusion> {
  await requireRunning(core, begun)
  const verdict = joinVerdicts(begun.inputVerdict, answer.verdict)
  if (verdict.level === 'refuse')
    return { status: 'refused', refusal: await refuseCall(core, begun.call, verdict, 'output') }
  if (begun.use.impact === 'significant' || verdict.level === 'hold')
    return hold(core, begun, answer, verdict.findings)
  return release(core, begun, answer)
}

/** @throws SystemSuspendedError when the call's system was suspended meanwhile. */
async function requireRunning(core: CallCore, { system }: BegunCall): Promise<void> {
  const suspension = await suspensionOf(core, system.id)
  if (suspension !== undefined) throw new SystemSuspendedError(system.id, suspension.since)
}

async function hold(
  core: CallCore,
  begun: BegunCall,
  answer: Answer,
  findings: readonly Finding[],
): Promise<Conclusion> {
  const { call, system, use, context } = begun
  const reason =
    use.impact === 'significant'
      ? 'significant'
      : findings.some((finding) => finding.code === 'check-failed')
        ? 'check-failed'
        : 'finding'
  const review = await openReview(core, {
    call,
    system,
    use,
    reason,
    findings,
    suggestion: answer.reviewable(),
    caseData: context.caseData ?? callAsJson(begun),
    ...(context.territory === undefined ? {} : { territory: context.territory }),
    ...(context.appeal === true ? { appeal: true } : {}),
    input: recordedInput(begun),
  })
  return { status: 'held', review, notice: noticeOf(core, begun, 'pending') }
}

/** Without case data of its own, a reviewer reads what the model was given. */
function callAsJson({ call }: BegunCall): JsonValue {
  return Object.fromEntries(
    call.parts.filter((part) => part.kind === 'text').map((part) => [part.path, part.text]),
  )
}

/** For the explanation of the decision: what went to the model, where a reviewer does not read just that. */
function recordedInput({ call, context, restorer }: BegunCall): RecordedInput {
  const placeholders = restorer !== undefined
  const { caseData, input } = context
  const readWhole =
    input === undefined
      ? caseData === undefined && call.parts.every(({ kind }) => kind === 'text')
      : caseData !== undefined && (input === caseData || canonicalJson(input) === canonicalJson(caseData))
  if (readWhole) return { from: 'case', placeholders }
  const parts = call.parts.map(({ path, text }): [string, string] => [path, text])
  return { from: 'texts', placeholders, texts: input ?? Object.fromEntries(parts) }
}

async function release(core: CallCore, begun: BegunCall, answer: Answer): Promise<Conclusion> {
  const { call, system, use } = begun
  const now = core.clock.now()
  const label = await createLabel({
    callId: call.id,
    system: system.record,
    useId: use.id,
    content: answer.content,
    generatedAt: now,
    humanReview: 'none',
    key: core.signingKey,
  })
  const { id: callId, systemId, useId } = call
  await rememberOutput(core, {
    callId,
    systemId,
    useId,
    content: answer.content,
    generatedAt: label.generatedAt,
    humanReview: 'none',
  })
  await core.store.commit({
    entries: [
      entryOf(
        // The label's own digest, not the content's: only who holds the label can tie the two together.
        {
          event: 'call.released',
          systemId,
          useId,
          callId,
          actor: { kind: call.actor.kind },
          data: { label: sha256(label.jws), findings: journalFindings(answer.verdict.findings) },
        },
        now,
      ),
    ],
  })
  announce(core, 'call.released', { callId, systemId, useId, at: now.toISOString() })
  return { status: 'released', label, notice: noticeOf(core, begun, 'none') }
}

function noticeOf(core: CallCore, { system, use }: BegunCall, humanReview: 'none' | 'pending'): Notice {
  return noticeFacts({
    record: system.record,
    use: use.record,
    authority: core.charter.authority,
    humanReview,
  })
}

/** Refuses an answer that says nothing: there is nothing to label, release or decide on. */
export function requireAnswer(output: ModelOutput, maxLength: number): void {
  let length = 0
  for (const part of output.parts) {
    length += part.text.length
    if (!part.text.isWellFormed())
      throw new OutputInvalidError([{ path: part.path, reason: 'holds invalid UTF-16 (a lone surrogate)' }])
  }
  if (length > maxLength)
    throw new OutputInvalidError([
      { path: 'output', reason: `is longer than ${maxLength} UTF-16 code units` },
    ])
  if (!output.parts.some((part) => part.text.trim() !== ''))
    throw new OutputInvalidError([{ path: 'output', reason: 'the model answered nothing' }])
}
