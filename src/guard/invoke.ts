import type { ModelCall, ModelOutput } from '../call/model-call.js'
import type { Thresholds, Verdict } from '../checks/verdict.js'
import { untilAborted } from '../internal/until-aborted.js'
import type { Notice } from '../notice/notice.js'
import type { Label } from '../provenance/label.js'
import type { Use } from '../system/use.js'
import { reportFault } from './announce.js'
import { type BegunCall, beginCall } from './begin-call.js'
import type { CallCore } from './call-core.js'
import { type CheckedValue, checkValue, withSpelled } from './check-value.js'
import type { Codec } from './codec.js'
import { composeSteps } from './compose-steps.js'
import { type Conclusion, checkOutput, concludeCall, requireAnswer } from './conclude-call.js'
import type { ResolvedContext } from './context.js'
import { failCall } from './end-call.js'
import type { ModelContext } from './guard.js'
import { joinVerdicts } from './join-verdicts.js'

/** A call in a vendor's words, with its context resolved. */
export interface Invocation<Request, Response> {
  readonly use: Use
  readonly request: Request
  readonly context: ResolvedContext
  readonly codec: Codec<Request, Response>
  readonly call: (request: Request, context: ModelContext) => Promise<Response>
}

/** What became of it. A held one keeps the vendor's answer out of reach: only its review is known. */
export type Invoked<Response> =
  | {
      readonly status: 'released'
      readonly response: Response
      readonly value: unknown
      readonly label: Label
      readonly notice: Notice
    }
  | (Extract<Conclusion, { status: 'held' }> & { readonly fill: (value: unknown) => Response })
  | Extract<Conclusion, { status: 'refused' }>

const PASS: Verdict = { level: 'pass', findings: [] }

/**
 * Takes a call the whole way: record and charter, input checks, steps, model, output checks, label, and release,
 * review or refusal. An error of the model reaches the caller as it is, after it was journalled.
 */
export async function invokeCall<Request, Response>(
  core: CallCore,
  invocation: Invocation<Request, Response>,
): Promise<Invoked<Response>> {
  // Nothing leaves before the call's end is on the disk, and that takes the entry of its beginning along.
  const beginning = await beginCall(core, { ...invocation, durability: 'process' })
  if (beginning.status === 'refused') return beginning
  const { begun, request } = beginning
  return orJournalFailure(core, begun, () => goOn(core, begun, { ...invocation, request }))
}

async function goOn<Request, Response>(
  core: CallCore,
  begun: BegunCall,
  invocation: Invocation<Request, Response>,
): Promise<Invoked<Response>> {
  const { codec } = invocation
  const answer = await askModel(core, begun, invocation)
  if (answer.response === undefined) return requireStopped(core, begun, answer.verdict)
  const { response, value } = answer
  const conclusion = await concludeCall(core, begun, {
    content: value.parsed,
    reviewable: () => value.json,
    verdict: answer.verdict,
  })
  if (conclusion.status === 'held')
    return { ...conclusion, fill: (decided) => codec.writeValue(response, decided) }
  if (conclusion.status === 'refused') return conclusion
  return {
    status: 'released',
    response,
    value: value.parsed,
    label: conclusion.label,
    notice: conclusion.notice,
  }
}

/** Runs `work`; when it throws, journals that the call failed and throws the same error on. */
export async function orJournalFailure<Result>(
  core: CallCore,
  begun: BegunCall,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    await failCall(core, begun.call, error).catch((fault: unknown) => reportFault(core, fault))
    throw error
  }
}

/** What steps are composed about. */
export function stepsOf({ call, use }: BegunCall): {
  readonly call: ModelCall
  readonly thresholds: Thresholds
} {
  return { call, thresholds: use.record.thresholds }
}

interface Asked<Response> {
  readonly response?: Response
  readonly value: CheckedValue
  readonly verdict: Verdict
}

async function askModel<Request, Response>(
  core: CallCore,
  begun: BegunCall,
  { codec, call, request, use }: Invocation<Request, Response>,
): Promise<Asked<Response>> {
  const held: { response?: Response } = {}
  const result = await composeSteps(core.steps, stepsOf(begun), async () => {
    const answered = await untilAborted(
      begun.signal,
      call(request, { callId: begun.call.id, signal: begun.signal }),
    )
    // Before anything reads it: checks, reviewers and the application see whom it is about.
    held.response =
      begun.restorer === undefined ? answered : codec.rewriteOutput(answered, begun.restorer.whole)
    const output: ModelOutput = withSpelled(
      codec.readOutput(held.response),
      codec.readValue(held.response),
      core,
    )
    requireAnswer(output, core.maxTextLength)
    return { output, verdict: await checkOutput(core, begun, output, false) }
  })
  begun.signal.throwIfAborted()
  if (held.response === undefined)
    return { value: { parsed: undefined, json: null }, verdict: result.verdict }
  // A refused answer is not worth reading further: its shape does not matter any more.
  const value =
    result.verdict.level === 'refuse'
      ? { parsed: undefined, json: null }
      : await checkValue(use, codec.readValue(held.response))
  return { response: held.response, value, verdict: result.verdict }
}

/** A step that did not ask the model must have said why: anything but a refusal is a fault of the step. */
async function requireStopped<Response>(
  core: CallCore,
  begun: BegunCall,
  verdict: Verdict,
): Promise<Invoked<Response>> {
  const finding = {
    checkId: 'steps',
    code: 'step-stopped',
    clause: 'engagement:16',
    layer: 'steps',
    score: 1,
    message: {
      fr: 'Une étape a arrêté l’appel avant le modèle.',
      en: 'A step stopped the call before the model was asked.',
    },
  }
  const stopped: Verdict = {
    level: 'refuse',
    findings: verdict.findings.length > 0 ? verdict.findings : [finding],
  }
  const conclusion = await concludeCall(core, begun, {
    content: null,
    reviewable: () => null,
    verdict: joinVerdicts(PASS, stopped),
  })
  if (conclusion.status !== 'refused') throw new Error('A refusal was not refused.')
  return conclusion
}
