import { isGuardError } from '../../errors.js'
import { formatIsoDay } from '../../i18n/format.js'
import { endingAuthorisations } from '../../review/authorisations.js'
import { decisionsWithoutPause } from '../../statistics/pause.js'
import { dayOf } from '../../system/lifecycle.js'
import { page, seeOther } from '../responses.js'
import { visibleString } from '../visible-text.js'
import { groupOffers } from './grouped-cases.js'
import { readFilters } from './queue-address.js'
import { QueuePage } from './queue-page.js'
import { readQueue } from './queue-query.js'
import { systemName } from './system-name.js'
import type { Visit } from './visit.js'

/** The address's parameter that says what came of the last request, and its words. */
const NEWS = 'message'
const NOTHING_FREE = 'rien-de-libre'
const TOO_MANY = 'limite'

/** From so many decisions in a row a pause is proposed (`ux.md` §2.1). */
const PAUSE_AFTER = 20
/** No working day is longer. */
const DAY_MS = 12 * 3_600_000

/** The queue. */
export async function showQueue(visit: Visit, url: URL): Promise<Response> {
  const { guard, reviewer, now } = visit
  const filters = readFilters(url.searchParams)
  // A letter's reference leads straight to its case: nothing else looks like one.
  const written =
    filters.search === '' ? undefined : await guard.reviews.findByReference(filters.search, reviewer.id)
  if (written !== undefined) return seeOther(visit.paths.review(written.id))
  const [result, messages, groups] = await Promise.all([
    readQueue(guard, reviewer.id, { filters, now }),
    messagesFor(visit, url.searchParams.get(NEWS)),
    groupOffers(visit),
  ])
  const holders = [...new Set(result.items.map((item) => item.claimedBy).filter((id) => id !== undefined))]
  const people = await Promise.all(holders.map((id) => guard.reviewers.find(id)))
  const names = new Map(people.filter((person) => person !== undefined).map(({ id, name }) => [id, name]))
  return page(QueuePage({ visit, filters, result, names, entitled: isEntitled(visit), messages, groups }))
}

/** « Réserver le dossier suivant »: the most urgent free review, chosen by the desk. */
export async function takeNext(visit: Visit): Promise<Response> {
  const { guard, reviewer, paths } = visit
  try {
    const view = await guard.reviews.claimNext(reviewer.id)
    return seeOther(view === undefined ? `${paths.queue}?${NEWS}=${NOTHING_FREE}` : paths.review(view.id))
  } catch (error) {
    if (
      isGuardError(error) &&
      error.code === 'ERR_REVIEWER_NOT_ALLOWED' &&
      error.reason === 'too-many-claims'
    )
      return tooMany(visit)
    throw error
  }
}

/** Back to the queue, which says that somebody holds as many reviews as they may. */
export function tooMany({ paths }: Visit): Response {
  return seeOther(`${paths.queue}?${NEWS}=${TOO_MANY}`)
}

async function messagesFor(visit: Visit, news: string | null): Promise<readonly string[]> {
  const { say } = visit
  const [suspended, inRow] = await Promise.all([suspensionMessages(visit), decidedInRow(visit)])
  return [
    ...(news === NOTHING_FREE ? [say('queue.nothing-free')] : []),
    ...(news === TOO_MANY ? [say('queue.too-many')] : []),
    ...suspended,
    ...endingMessages(visit),
    ...(inRow >= PAUSE_AFTER ? [say('queue.pause', { count: inRow })] : []),
  ]
}

async function suspensionMessages({ guard, say, language }: Visit): Promise<readonly string[]> {
  const suspensions = await guard.suspensions.list()
  return suspensions.map(({ systemId, since }) =>
    say('queue.suspended', {
      system: systemName({ guard }, systemId),
      day: formatIsoDay(language, dayOf(new Date(since))),
    }),
  )
}

/** From 30 days before its end, an authorisation is called to mind each day of work (`ux.md` §2.6), at its end by the case. */
function endingMessages({ guard, reviewer, say, language, now }: Visit): readonly string[] {
  const records = guard.systems.map(({ record }) => record)
  return endingAuthorisations(records, [reviewer], dayOf(now)).flatMap(({ systemId, validUntil, over }) => {
    const record = records.find(({ id }) => id === systemId)
    // A directory may write anything: a day that is none says nothing, and hides no case.
    if (over || record === undefined || Number.isNaN(Date.parse(validUntil))) return []
    const { name, training, owner } = record
    return [
      say('queue.training-ends', {
        system: visibleString(name),
        day: formatIsoDay(language, validUntil),
        training: visibleString(training.title),
        owner: visibleString(owner),
      }),
    ]
  })
}

async function decidedInRow({ guard, reviewer, now }: Visit): Promise<number> {
  const from = new Date(now.getTime() - DAY_MS).toISOString()
  // The bound is excluded; what was decided this very millisecond counts.
  const to = new Date(now.getTime() + 1).toISOString()
  const own = await guard.reviews.ownDecisions(reviewer.id, { from, to })
  return decisionsWithoutPause(
    own.map(({ at }) => at),
    now,
  )
}

/** True when some declared use is decided by one of this person's roles. */
function isEntitled({ guard, reviewer }: Visit): boolean {
  return guard.systems
    .flatMap((system) => Object.values(system.record.uses))
    .some(
      ({ oversight }) =>
        reviewer.roles.includes(oversight.role) || reviewer.roles.includes(oversight.escalationRole),
    )
}
