import { isMailAddress } from '../review/reviewer.js'
import { ADMINISTRATOR_ROLE } from '../review/roles.js'
import { settle } from '../review/timers.js'
import { workedOnBy } from '../review/worked-on-by.js'
import type { OutboxMessage } from '../store/store.js'
import type { GuardCore } from './core.js'
import { type Notification, type NotificationKind, readRoleAbout } from './notification.js'
import { toldAlerts } from './tell-alerts.js'

/**
 * What a stored message tells, as things are now; undefined when what it was about is settled meanwhile.
 *
 * @throws what the directory throws; a store error.
 */
export async function notificationOf(
  core: GuardCore,
  { id, reviewId: about }: OutboxMessage,
  kind: NotificationKind,
): Promise<Notification | undefined> {
  const consoleUrl = core.notifications?.consoleUrl?.replace(/\/$/, '')
  const link = (path: string): { url?: string } =>
    consoleUrl === undefined ? {} : { url: `${consoleUrl}${path}` }
  const named = (systemId: string): { systemId: string; systemName: string } => ({
    systemId,
    systemName: core.systems.get(systemId)?.record.name ?? systemId,
  })
  const roleOf = readRoleAbout(about)
  if (roleOf !== undefined) {
    const { systemId, role: missingRole } = roleOf
    if (kind === 'figures-alert') {
      const alerts = await toldAlerts(core, systemId)
      // Over again before anybody was told.
      if (alerts.length === 0) return undefined
      return { id, kind, ...named(systemId), role: missingRole, alerts, ...link('/statistiques/equipe') }
    }
    return { id, kind, ...named(systemId), role: inCharge(core, roleOf), missingRole, ...link('') }
  }
  const review = await core.store.getReview(about)
  if (review === undefined) return undefined
  // Asked for by somebody who saw the suggestion: whatever became of the case, its system may go on proposing.
  if (kind === 'reported-urgent') {
    const { id: reviewId, systemId, oversight } = review
    return {
      id,
      kind,
      ...named(systemId),
      role: oversight.escalationRole,
      reviewId,
      ...link('/signalements'),
    }
  }
  if (kind === 'taken-over') {
    const former = await holderOf(core, review.takenOver?.from)
    if (former === undefined) return undefined
    const { id: reviewId, systemId, oversight } = review
    return {
      id,
      kind,
      ...named(systemId),
      role: oversight.role,
      reviewId,
      holder: former,
      ...link(`/${encodeURIComponent(reviewId)}`),
    }
  }
  const { state, oversight, dueAt, escalatedAt } = settle(review, core.clock.now().toISOString()).review
  const open = state.status === 'pending' || state.status === 'claimed'
  if (!open || (kind !== 'escalated' && escalatedAt !== undefined)) return undefined
  const holder =
    kind === 'due-soon-holder' ? await holderOf(core, workedOnBy({ ...review, state })) : undefined
  if (kind === 'due-soon-holder' && holder === undefined) return undefined
  return {
    id,
    kind,
    ...named(review.systemId),
    role: kind === 'escalated' ? oversight.escalationRole : oversight.role,
    reviewId: review.id,
    dueAt,
    ...(holder === undefined ? {} : { holder }),
    ...link(`/${encodeURIComponent(review.id)}`),
  }
}

/** Who sees to it that a role has people: those who would take over from it; above them, administrators. */
function inCharge(
  core: GuardCore,
  { systemId, role }: { readonly systemId: string; readonly role: string },
): string {
  const uses = Object.values(core.systems.get(systemId)?.record.uses ?? {})
  const above = uses.find(({ oversight }) => oversight.role === role && oversight.escalationRole !== role)
  return above?.oversight.escalationRole ?? ADMINISTRATOR_ROLE
}

/** Who is told, as the directory knows them now. */
async function holderOf({ reviewers }: GuardCore, id: string | undefined): Promise<Notification['holder']> {
  const person = id === undefined ? undefined : await reviewers.find(id)
  if (person === undefined) return undefined
  const { email } = person
  // A directory of the city's own may hold anything: what is no address reaches nobody else by mistake.
  return { id: person.id, ...(email !== undefined && isMailAddress(email) ? { email } : {}) }
}
