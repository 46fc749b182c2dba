import type { PlacedFact } from '../statistics/decision-fact.js'
import { TEAM_ALERTS, type TeamAlert, teamSummary } from '../statistics/team.js'
import type { GuardCore } from './core.js'
import { notificationMessages, roleAbout } from './notification.js'
import { entryOf } from './record.js'

const KIND = 'figures-alert'

/**
 * Tells of a system whose figures begin to call attention to how its suggestions are used, so that it comes before the AI
 * committee (`ux.md` §2.6): once each time that an alert begins, whichever process looks first.
 *
 * @returns whether this told of something new.
 * @throws a store error.
 */
export async function tellAlerts(
  core: GuardCore,
  systemId: string,
  facts: readonly PlacedFact[],
): Promise<boolean> {
  const summary = teamSummary(facts)
  const alerts = summary.status === 'shown' ? summary.alerts : []
  const row = await core.store.getSetting(KIND, systemId)
  const known = alertsIn(row?.body)
  if (alerts.length === known.length && alerts.every((alert) => known.includes(alert))) return false
  const isNew = alerts.some((alert) => !known.includes(alert))
  const now = core.clock.now()
  const at = now.toISOString()
  const entry = entryOf(
    {
      event: isNew ? 'figures.alert' : 'figures.quiet',
      systemId,
      actor: { kind: 'guard' },
      data: { alerts: [...alerts] },
    },
    now,
  )
  const about = roleAbout(systemId, supervisorsOf(core, systemId))
  const result = await core.store.commit({
    entries: [entry],
    setting: { kind: KIND, id: systemId, version: (row?.version ?? 0) + 1, body: JSON.stringify(alerts) },
    ...(isNew ? { outbox: notificationMessages(core, KIND, { about, at }) } : {}),
  })
  return isNew && result === 'committed'
}

/** What a system's figures call attention to, as it was told last. */
export async function toldAlerts(
  { store }: Pick<GuardCore, 'store'>,
  systemId: string,
): Promise<readonly TeamAlert[]> {
  return alertsIn((await store.getSetting(KIND, systemId))?.body)
}

/** Whatever else stands there is no alert: it is told again. */
function alertsIn(body = '[]'): readonly TeamAlert[] {
  return TEAM_ALERTS.filter((alert) => body.includes(`"${alert}"`))
}

/** Who sees the team's figures: those who take over from the people who decide. */
function supervisorsOf(core: GuardCore, systemId: string): string {
  const [use] = Object.values(core.systems.get(systemId)?.record.uses ?? {})
  return use?.oversight.escalationRole ?? 'supervisor'
}
