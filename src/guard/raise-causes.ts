import { TamperedError } from '../errors.js'
import { canBeRaised, type RaiseCause } from '../review/raised-mode.js'
import type { Review } from '../review/review.js'
import type { Acting } from '../review/transition.js'
import { reportFault } from './announce.js'
import type { GuardCore } from './core.js'
import { standingRaise } from './mode-raises.js'
import { modelRaiseUntil } from './model-changes.js'

/** A person and a system. */
export interface TakingOn {
  readonly reviewerId: string
  readonly systemId: string
}

/** What raises a system's mode for somebody now. */
export type CausesOn = (systemId: string) => readonly RaiseCause[]

/** Somebody who takes a review, and what asks for their opinion first on it. @throws a store error. */
export async function actingToTake(core: GuardCore, review: Review, acting: Acting): Promise<Acting> {
  const { id: reviewerId } = acting.reviewer
  // Nothing to look up where it would change nothing: every significant use has the strictest mode by itself.
  if (!canBeRaised(review, reviewerId)) return acting
  return { ...acting, raise: await raiseCauses(core, { reviewerId, systemId: review.systemId }) }
}

/**
 * What asks for a person's opinion first on a system's cases now, what concerns everybody before what concerns them.
 * What was altered in the database counts as a cause, and is reported.
 *
 * @throws a store error.
 */
export async function raiseCauses(core: GuardCore, taking: TakingOn): Promise<readonly RaiseCause[]> {
  const [forEverybody, isNew] = await Promise.all([systemCauses(core, taking.systemId), newOn(core, taking)])
  return [...forEverybody, ...isNew]
}

async function systemCauses(core: GuardCore, systemId: string): Promise<readonly RaiseCause[]> {
  try {
    const [standing, until] = await Promise.all([
      standingRaise(core, systemId),
      modelRaiseUntil(core, systemId),
    ])
    return [
      ...(standing === undefined ? [] : [standing.cause === 'alert' ? alertOf(standing) : BY_HAND]),
      ...(until === undefined ? [] : [{ why: 'model-changed', until } as const]),
    ]
  } catch (error) {
    if (!(error instanceof TamperedError)) throw error
    reportFault(core, error)
    return [{ why: 'unreadable' }]
  }
}

const BY_HAND: RaiseCause = { why: 'by-hand' }

function alertOf({ alert }: { readonly alert: Extract<RaiseCause, { why: 'alert' }>['alert'] }): RaiseCause {
  return { why: 'alert', alert }
}

async function newOn(core: GuardCore, { reviewerId, systemId }: TakingOn): Promise<readonly RaiseCause[]> {
  const cases = core.oversight?.newAgentCases ?? 0
  if (cases === 0) return []
  const decided = await core.store.countFacts({ reviewerId, systemId, limit: cases })
  return decided < cases ? [{ why: 'new-agent', cases }] : []
}

/**
 * Runs `work`, which asks what raises a system's mode for a person where it cannot wait for the answer: in the middle of
 * a transaction. What it asks for the first time ends that transaction, is read, and `work` runs again.
 *
 * @throws what `work` throws; a store error.
 */
export async function withCauses<Result>(
  core: GuardCore,
  reviewerId: string,
  work: (causesOn: CausesOn) => Promise<Result>,
): Promise<Result> {
  const known = new Map<string, readonly RaiseCause[]>()
  const unknown = new Error('What raises the mode of a system was not read yet.')
  let wanted = ''
  const causesOn: CausesOn = (systemId) => {
    const causes = known.get(systemId)
    if (causes !== undefined) return causes
    wanted = systemId
    throw unknown
  }
  for (;;) {
    try {
      return await work(causesOn)
    } catch (error) {
      if (error !== unknown) throw error
      known.set(wanted, await raiseCauses(core, { reviewerId, systemId: wanted }))
    }
  }
}
