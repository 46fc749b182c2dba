import { isGuardError } from '../errors.js'
import { monthsBefore } from '../system/retention.js'
import type { GuardCore } from './core.js'
import { REQUEST, type RequestRecord, type StoredRequest } from './request-record.js'
import { requestText } from './request-texts.js'
import { openSealed } from './sealed-record.js'
import { eraseRequest, isRequestHeld } from './subject-requests.js'

/** What the retention of requests came to. */
export interface RetainedRequests {
  /** Erased, or to be erased. */
  readonly erased: number
  /** Under a legal hold: their own, or that of the case they are about. */
  readonly held: number
  /** Altered in the database: nothing is erased of them. */
  readonly altered: readonly string[]
}

/** Looks for requests that were kept as long as `requests.keepForMonths` says, and erases them when that is asked for. */
export async function retainRequests(
  core: GuardCore,
  { apply }: { readonly apply: boolean },
): Promise<RetainedRequests> {
  const months = core.requests?.keepForMonths
  if (months === undefined) return { erased: 0, held: 0, altered: [] }
  const before = monthsBefore(core.clock.now(), months).toISOString()
  const fates: { readonly id: string; readonly fate: Fate }[] = []
  for (const { id } of await core.store.listSettings(REQUEST.kind))
    fates.push({ id, fate: await treat(core, id, { before, apply }) })
  return {
    erased: fates.filter(({ fate }) => fate === 'erased').length,
    held: fates.filter(({ fate }) => fate === 'held').length,
    altered: fates.filter(({ fate }) => fate === 'altered').map(({ id }) => id),
  }
}

type Fate = 'kept' | 'erased' | 'held' | 'altered'

/** Tried again when somebody changed the request at the same moment. */
async function treat(
  core: GuardCore,
  id: string,
  { before, apply }: { readonly before: string; readonly apply: boolean },
): Promise<Fate> {
  for (;;) {
    const row = await core.store.getSetting(REQUEST.kind, id)
    const stored = row === undefined ? undefined : openSealed(core, REQUEST, row)
    if (stored === undefined) return 'altered'
    const endedAt = endOf(stored.record)
    if (endedAt === undefined || endedAt > before) return 'kept'
    const held = await isHeldNow(core, stored)
    if (held !== 'no') return held
    if (!apply || (await eraseRequest(core, { id, stored }, 'retention'))) return 'erased'
  }
}

/** From when its time counts. Undefined while it waits for its answer, and once it is erased. */
function endOf({ kind, receivedAt, answered, erased }: RequestRecord): string | undefined {
  if (erased !== undefined) return undefined
  return kind === 'feedback' ? receivedAt : answered?.at
}

async function isHeldNow(core: GuardCore, stored: StoredRequest): Promise<'no' | 'held' | 'altered'> {
  try {
    return (await isRequestHeld(core, await requestText(core, stored))) ? 'held' : 'no'
  } catch (error) {
    // Without its text, or a hold that can be read, nobody can tell whether it is held.
    if (isGuardError(error) && error.code === 'ERR_TAMPERED') return 'altered'
    throw error
  }
}
