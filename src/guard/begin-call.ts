import type { ModelCall } from '../call/model-call.js'
import type { Finding } from '../checks/finding.js'
import type { Restorer } from '../checks/personal-data/pseudonyms/restore.js'
import type { Verdict } from '../checks/verdict.js'
import { type Refusal, StoreBusyError, SystemSuspendedError, UseUnknownError } from '../errors.js'
import { newId } from '../internal/ids.js'
import type { Durability } from '../store/rows.js'
import type { System } from '../system/define-system.js'
import { dayOf, lifecycleFinding } from '../system/lifecycle.js'
import type { Use } from '../system/use.js'
import { reportFault } from './announce.js'
import type { CallCore } from './call-core.js'
import { checkInput, checkTexts } from './check-call.js'
import type { Codec } from './codec.js'
import type { ResolvedContext } from './context.js'
import { failCall, refuseCall } from './end-call.js'
import { joinVerdicts } from './join-verdicts.js'
import { judgeData, pseudonymiseCall, type SentRequest } from './minimise.js'
import { entryOf, journalFindings } from './record.js'
import { suspensionOf } from './suspension-state.js'

/** A call that its record, its charter and its input checks let through to the model. */
export interface BegunCall {
  readonly call: ModelCall
  readonly system: System
  readonly use: Use
  readonly context: ResolvedContext
  readonly signal: AbortSignal
  /** `pass` or `hold`: a doubt about the input lets the model answer, and holds what it answers. */
  readonly inputVerdict: Verdict
  /** Puts values back into the answer, when placeholders were sent in their place. */
  readonly restorer?: Restorer
}

/** A request in a vendor's words, and what reads it. */
export interface VendorRequest<Request> {
  readonly use: Use
  readonly request: Request
  readonly context: ResolvedContext
  readonly codec: Pick<Codec<Request, unknown>, 'readInput' | 'rewriteInput'>
  /**
   * Of the entry that the call was accepted. Default `power`: what is released piece by piece leaves before the call has
   * ended.
   */
  readonly durability?: Durability
}

/** How a call begins: it goes on, or it is refused before anything was sent. */
export type Beginning<Request> =
  | {
      readonly status: 'begun'
      readonly begun: BegunCall
      /** What is sent: the request that was checked, with placeholders where its use asks for them. */
      readonly request: Request
    }
  | { readonly status: 'refused'; readonly refusal: Refusal }

/** The declared use behind a handle; a handle that was not declared in this guard is not served. */
export function declaredUse(core: Pick<CallCore, 'systems'>, use: Use): System {
  const system = core.systems.get(use.systemId)
  if (system === undefined || !Object.hasOwn(system.uses, use.id) || system.uses[use.id] !== use) {
    throw new UseUnknownError(use.systemId, use.id)
  }
  return system
}

/**
 * First stretch of a call's way: context, rules of the record, input checks, personal data; journalled before the model
 * is asked.
 *
 * @throws UseUnknownError, InputInvalidError, CallUnreadableError, SystemSuspendedError, PseudonymsUnreadableError, a
 * store error, or the signal's reason.
 */
export async function beginCall<Request>(
  core: CallCore,
  given: VendorRequest<Request>,
): Promise<Beginning<Request>> {
  const { use, request, context, codec } = given
  const parts = codec.readInput(request)
  const system = declaredUse(core, use)
  const signal = context.signal ?? new AbortController().signal
  signal.throwIfAborted()
  checkTexts(parts, core.maxTextLength)
  const call: ModelCall = {
    id: newId(),
    at: core.clock.now().toISOString(),
    systemId: system.id,
    useId: use.id,
    actor: context.actor,
    ...(context.subject === undefined ? {} : { subject: context.subject }),
    parts,
  }
  await stopIfSuspended(core, call)
  try {
    return await admit(core, { call, system, use, context, signal }, given)
  } catch (error) {
    await failCall(core, call, error).catch((fault: unknown) => reportFault(core, fault))
    throw error
  }
}

/** How often a call is written down anew when somebody else changes its case at the same moment. */
const MOST_ATTEMPTS = 100

type Asking = Omit<BegunCall, 'inputVerdict' | 'restorer'>

async function admit<Request>(
  core: CallCore,
  about: Asking,
  given: VendorRequest<Request>,
): Promise<Beginning<Request>> {
  const { call, system, use, signal } = about
  const today = dayOf(new Date(call.at))
  const stop = lifecycleFinding({ system: system.record, use: use.record, charter: core.charter, today })
  const checked: Verdict =
    stop === undefined ? await checkInput(core, about) : { level: 'refuse', findings: [stop] }
  if (checked.level === 'refuse') return refused(core, call, checked)
  const data = await judgeData(core, about)
  const inputVerdict = joinVerdicts(checked, data.verdict)
  if (inputVerdict.level === 'refuse') return refused(core, call, inputVerdict)
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const sent = await pseudonymiseCall(core, about, { ...given, found: data.found })
    const result = await core.store.commit({
      entries: [acceptedEntry(core, about, { findings: [...inputVerdict.findings, ...data.noted], sent })],
      // The model is about to see new placeholders: they must be there still when it repeats them.
      ...(sent.pseudonyms === undefined
        ? { durability: given.durability ?? 'power' }
        : { pseudonyms: sent.pseudonyms }),
    })
    signal.throwIfAborted()
    // Somebody else gave placeholders in the same case meanwhile, or erased it: ours are given anew. Whatever it was that
    // kept the entry from being written, no model is asked without one.
    if (result !== 'committed') continue
    const { restorer, request } = sent
    return {
      status: 'begun',
      begun: { ...about, inputVerdict, ...(restorer === undefined ? {} : { restorer }) },
      request,
    }
  }
  throw new StoreBusyError(
    'The case kept being changed by others, so its call was not written down and no model was asked. Try again.',
  )
}

async function refused(
  core: CallCore,
  call: ModelCall,
  verdict: Verdict,
): Promise<{ readonly status: 'refused'; readonly refusal: Refusal }> {
  return { status: 'refused', refusal: await refuseCall(core, call, verdict, 'input') }
}

function acceptedEntry(
  core: CallCore,
  { call, system }: Asking,
  { findings, sent }: { readonly findings: readonly Finding[]; readonly sent: SentRequest<unknown> },
): ReturnType<typeof entryOf> {
  return entryOf(
    {
      event: 'call.accepted',
      systemId: call.systemId,
      useId: call.useId,
      callId: call.id,
      actor: { kind: call.actor.kind },
      data: {
        systemVersion: system.record.version,
        charter: `${core.charter.id}@${core.charter.version}`,
        findings: journalFindings(findings),
        ...(sent.pseudonymised === undefined ? {} : { pseudonymised: sent.pseudonymised }),
      },
    },
    new Date(call.at),
  )
}

async function stopIfSuspended(core: CallCore, call: ModelCall): Promise<void> {
  const suspension = await suspensionOf(core, call.systemId)
  if (suspension === undefined) return
  const error = new SystemSuspendedError(call.systemId, suspension.since)
  await failCall(core, call, error)
  throw error
}
