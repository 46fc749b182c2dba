import { InputInvalidError, ReviewerNotAllowedError } from '../errors.js'
import type { Period } from '../review/commands.js'
import { AUDITOR_ROLE } from '../review/roles.js'
import type { PlacedFact } from '../statistics/decision-fact.js'
import type { ExportedDecision } from '../statistics/exported-decision.js'
import type { GuardCore } from './core.js'
import { placedFact } from './desk-facts.js'
import { findReviewer } from './desk-people.js'
import { entryOf } from './record.js'

type ExportQuery = Period & { readonly systemId?: string }

const PAGE = 1_000

/**
 * Hands out the decisions of a period, latest first, a page at a time. Control cases are left out. That it was asked for is
 * journalled before the first.
 *
 * @throws ReviewerNotAllowedError for who is no auditor, InputInvalidError, a store error.
 */
export async function* exportDecisions(
  core: GuardCore,
  by: string,
  query: ExportQuery,
): AsyncGenerator<ExportedDecision> {
  const { roles } = await findReviewer(core, by)
  if (!roles.includes(AUDITOR_ROLE))
    throw new ReviewerNotAllowedError('role', 'Decisions are exported by an auditor.')
  const period = checked(query)
  await core.store.commit({ entries: [exported(core, query)] })
  for await (const placed of factsOf(core, period))
    if (placed.fact.control === undefined && (query.systemId ?? placed.systemId) === placed.systemId)
      yield withoutAgent(placed)
}

function checked({ from, to }: ExportQuery): { readonly from: string; readonly to: string } {
  const moments = { from, to }
  for (const [name, text] of Object.entries(moments))
    if (typeof text !== 'string' || Number.isNaN(Date.parse(text)))
      throw new InputInvalidError(name, 'must be a moment in ISO 8601.')
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
}

/** Pages by time. What happened in the millisecond where a page ended is asked for again and passed over. */
async function* factsOf(
  core: GuardCore,
  { from, to }: { readonly from: string; readonly to: string },
): AsyncGenerator<PlacedFact> {
  let before = to
  let given = new Set<string>()
  for (let limit = PAGE; ; ) {
    const rows = await core.store.listFacts({ from, to: before, limit })
    const fresh = rows.filter((row) => !given.has(placeOf(row)))
    yield* fresh.map(placedFact)
    const last = rows.at(-1)
    if (last === undefined || rows.length < limit) return
    // More in one millisecond than a page holds: the page grows, so that it goes on.
    limit = fresh.length === 0 ? limit * 2 : PAGE
    before = new Date(Date.parse(last.at) + 1).toISOString()
    given = new Set(rows.filter(({ at }) => at === last.at).map(placeOf))
  }
}

function placeOf({
  reviewId,
  reviewerId,
}: {
  readonly reviewId: string
  readonly reviewerId: string
}): string {
  return JSON.stringify([reviewId, reviewerId])
}

function withoutAgent({ reviewId, systemId, useId, at, fact }: PlacedFact): ExportedDecision {
  const { seconds: _, caseLength: __, control: ___, ...rest } = fact
  return { reviewId, systemId, useId, month: at.slice(0, 7), ...rest }
}

function exported(core: GuardCore, { from, to, systemId }: ExportQuery): ReturnType<typeof entryOf> {
  return entryOf(
    {
      event: 'figures.exported',
      ...(systemId === undefined ? {} : { systemId }),
      actor: { kind: 'agent', role: AUDITOR_ROLE },
      data: { from, to },
    },
    core.clock.now(),
  )
}
