import type { ModelCall, TextPart } from '../call/model-call.js'
import type { CheckContext } from '../checks/check.js'
import { runChecks } from '../checks/run-checks.js'
import type { Verdict } from '../checks/verdict.js'
import { InputInvalidError } from '../errors.js'
import { announce } from './announce.js'
import type { BegunCall } from './begin-call.js'
import type { CallCore } from './call-core.js'

/** @throws InputInvalidError for texts that are too long together, or hold invalid UTF-16. */
export function checkTexts(parts: readonly TextPart[], maxLength: number): void {
  let length = 0
  for (const part of parts) {
    length += part.text.length
    if (length > maxLength)
      throw new InputInvalidError(
        part.path,
        `the texts are longer than ${maxLength} UTF-16 code units together.`,
      )
    if (!part.text.isWellFormed())
      throw new InputInvalidError(part.path, 'holds invalid UTF-16 (a lone surrogate).')
  }
}

/** The input checks over every text of a request. */
export async function checkInput(
  core: CallCore,
  about: Pick<BegunCall, 'call' | 'system' | 'use' | 'signal'>,
): Promise<Verdict> {
  const { call } = about
  const verdict = await runChecks(
    core.checks,
    { stage: 'input', parts: call.parts, partial: false, call },
    checkContext(core, about),
    {
      timeoutMs: core.checkTimeoutMs,
      thresholds: about.use.record.thresholds,
      onCheckFailure: about.use.record.onCheckFailure,
    },
  )
  announceFailedChecks(core, call, verdict)
  return verdict
}

/** What checks may know of a call beside its texts. */
export function checkContext(
  core: CallCore,
  about: Pick<BegunCall, 'system' | 'use' | 'signal'>,
): CheckContext {
  return { charter: core.charter, system: about.system.record, use: about.use.record, signal: about.signal }
}

/** Tells that checks failed, without saying on what. */
export function announceFailedChecks(core: CallCore, call: ModelCall, verdict: Verdict): void {
  const checkIds = verdict.findings
    .filter((finding) => finding.code === 'check-failed')
    .map((finding) => finding.checkId)
  if (checkIds.length > 0)
    announce(core, 'check.failed', { callId: call.id, checkIds, at: core.clock.now().toISOString() })
}
