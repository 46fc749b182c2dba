import type { ModelCall } from '../call/model-call.js'
import type { Verdict } from '../checks/verdict.js'
import type { Refusal } from '../errors.js'
import { announce } from './announce.js'
import type { CallCore } from './call-core.js'
import { entryOf, journalFindings } from './record.js'

/** Records a refusal, then tells of it. */
export async function refuseCall(
  core: CallCore,
  call: ModelCall,
  verdict: Verdict,
  stage: 'input' | 'output',
): Promise<Refusal> {
  const at = core.clock.now()
  const clauses = [...new Set(verdict.findings.map((finding) => finding.clause))]
  const refusal: Refusal = {
    callId: call.id,
    systemId: call.systemId,
    useId: call.useId,
    clauses,
    findings: verdict.findings,
  }
  await core.store.commit({
    entries: [
      entryOf(
        {
          event: 'call.refused',
          systemId: call.systemId,
          useId: call.useId,
          callId: call.id,
          actor: { kind: call.actor.kind },
          data: { stage, clauses, findings: journalFindings(verdict.findings) },
        },
        at,
      ),
    ],
  })
  announce(core, 'call.refused', { ...refusal, at: at.toISOString() })
  return refusal
}

/**
 * Records that a call ended without an answer: the model failed, the caller gave up, or the answer was unusable. Says
 * the error's kind, never its message, which may quote the call.
 */
export async function failCall(
  core: CallCore,
  call: ModelCall,
  cause: unknown,
  details: { readonly releasedChunks?: number } = {},
): Promise<void> {
  const at = core.clock.now()
  const error = errorKind(cause)
  const { id: callId, systemId, useId } = call
  await core.store.commit({
    entries: [
      entryOf(
        {
          event: 'call.failed',
          systemId,
          useId,
          callId,
          actor: { kind: call.actor.kind },
          data: { error, ...details },
        },
        at,
      ),
    ],
  })
  announce(core, 'call.failed', { callId, systemId, useId, at: at.toISOString(), error })
}

function errorKind(cause: unknown): string {
  if (!(cause instanceof Error)) return 'unknown'
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined
  // Codes and class names are identifiers; anything longer could be a message in disguise.
  return [code, cause.name].find((word) => word !== undefined && /^[\w.-]{1,60}$/.test(word)) ?? 'unknown'
}
