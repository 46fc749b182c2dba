import { InputInvalidError } from '../errors.js'
import { newId } from '../internal/ids.js'
import type { Use } from '../system/use.js'
import { declaredUse } from './begin-call.js'
import type { ResolvedContext } from './context.js'
import type { GuardCore } from './core.js'
import { openReview } from './open-review.js'
import type { HeldReview } from './outcome.js'

/**
 * Opens a review without a suggestion: the case waits for people, and its delays run, whether or not a model answers
 * (`ux.md` §2.4). No model was asked, so neither the stop button nor the stage of the system stands in the way.
 *
 * @throws UseUnknownError, InputInvalidError for a use without decisions or a case without data, or a store error.
 */
export async function openWithoutAi(
  core: GuardCore,
  use: Use,
  context: ResolvedContext,
): Promise<HeldReview<unknown>> {
  const system = declaredUse(core, use)
  if (use.impact !== 'significant')
    throw new InputInvalidError('use', 'has no decisions: only a significant use is decided by people.')
  const { actor, subject, territory, appeal, caseData, signal } = context
  if (caseData === undefined)
    throw new InputInvalidError('caseData', 'must be given: it is all that the person who decides can read.')
  signal?.throwIfAborted()
  return openReview(core, {
    call: {
      id: newId(),
      at: core.clock.now().toISOString(),
      systemId: system.id,
      useId: use.id,
      actor,
      ...(subject === undefined ? {} : { subject }),
      parts: [],
    },
    system,
    use,
    reason: 'significant',
    findings: [],
    suggestion: null,
    withoutSuggestion: true,
    caseData,
    ...(territory === undefined ? {} : { territory }),
    ...(appeal === true ? { appeal } : {}),
  })
}
