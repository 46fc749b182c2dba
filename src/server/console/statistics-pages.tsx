import type { JSX } from 'hono/jsx/jsx-runtime'
import type { ProblemSummary } from '../../guard/problem-types.js'
import { formatDay } from '../../i18n/format.js'
import type { Period } from '../../review/commands.js'
import type { ProblemStatus } from '../../review/problem-status.js'
import { summarise } from '../../statistics/summary.js'
import { TEAM_LIMITS, type TeamAlert, type TeamSummary } from '../../statistics/team.js'
import { page } from '../responses.js'
import { BreakdownTables } from './breakdown-tables.js'
import { NotFoundPage } from './message-page.js'
import { Shell } from './shell.js'
import { SummaryTable } from './summary-table.js'
import type { Visit } from './visit.js'

/** Four weeks: long enough to see a habit, short enough to change it. */
const PERIOD_MS = 28 * 86_400_000

/** « Mes statistiques »: one's own figures, for oneself. */
export async function showOwnStatistics(visit: Visit): Promise<Response> {
  const { guard, reviewer, say } = visit
  const period = periodOf(visit)
  const [facts, problems] = await Promise.all([
    guard.reviews.ownDecisions(reviewer.id, period),
    guard.problems.list(reviewer.id),
  ])
  const summary = summarise(facts.map(({ fact }) => fact))
  return page(
    <Shell context={visit} visit={visit} here={visit.paths.ownStatistics} title={[say('stats.title')]}>
      <div class="narrow statistics">
        <h1>{say('stats.title')}</h1>
        <p>{say('stats.who', { agents: TEAM_LIMITS.agents })}</p>
        <PeriodLine visit={visit} period={period} />
        {summary.total === 0 && summary.controls.of === 0 ? (
          <p class="empty">{say('stats.empty')}</p>
        ) : (
          <SummaryTable visit={visit} summary={summary} caption={say('stats.title')} own />
        )}
        <OwnReports
          visit={visit}
          problems={problems.filter((one) => one.kind !== 'altered').filter(({ isMine }) => isMine)}
        />
      </div>
    </Shell>,
  )
}

/** Reports made and their outcome, of all time: an answer may take longer than the period. */
function OwnReports(props: {
  readonly visit: Visit
  readonly problems: readonly ProblemSummary[]
}): JSX.Element {
  const { say, paths } = props.visit
  const count = (status: ProblemStatus): number =>
    props.problems.filter((problem) => problem.status === status).length
  return (
    <section aria-labelledby="signalements">
      <h2 id="signalements">{say('problems.mine')}</h2>
      <p>
        {props.problems.length === 0
          ? say('problems.none-mine')
          : say('problems.counts', {
              received: count('received'),
              analysed: count('analysed'),
              fixed: count('fixed'),
              dismissed: count('dismissed'),
            })}
      </p>
      <p>
        <a href={paths.problems}>{say('problems.follow')}</a>
      </p>
    </section>
  )
}

/** Figures of systems, for their supervisors; never of a person. */
export async function showTeamStatistics(visit: Visit): Promise<Response> {
  const { guard, reviewer, say } = visit
  const period = periodOf(visit)
  const supervised = guard.systems.filter(({ uses }) =>
    Object.values(uses).some(({ oversight }) => reviewer.roles.includes(oversight.escalationRole)),
  )
  if (supervised.length === 0) return page(NotFoundPage({ visit }), 404)
  const teams = await Promise.all(
    supervised.map(async ({ id, record }) => ({
      id,
      name: record.name,
      team: await guard.reviews.teamStatistics(reviewer.id, { ...period, systemId: id }),
    })),
  )
  return page(
    <Shell context={visit} visit={visit} here={visit.paths.teamStatistics} title={[say('team.title')]}>
      <div class="narrow statistics">
        <h1>{say('team.title')}</h1>
        <p>{say('team.who', { agents: TEAM_LIMITS.agents, cases: TEAM_LIMITS.cases })}</p>
        <PeriodLine visit={visit} period={period} />
        {teams.map(({ id, name, team }) => (
          <section aria-labelledby={`systeme-${id}`}>
            <h2 id={`systeme-${id}`}>{name}</h2>
            <Team visit={visit} systemId={id} team={team} name={name} />
          </section>
        ))}
      </div>
    </Shell>,
  )
}

function periodOf({ now }: Visit): Period {
  const to = new Date(now.getTime() + 1)
  return { from: new Date(to.getTime() - PERIOD_MS).toISOString(), to: to.toISOString() }
}

function PeriodLine({ visit, period }: { readonly visit: Visit; readonly period: Period }): JSX.Element {
  const { say, language } = visit
  return (
    <p class="panel-meta">
      {say('stats.period', {
        from: formatDay(language, new Date(period.from)),
        to: formatDay(language, new Date(period.to)),
      })}
    </p>
  )
}

function Team(props: {
  readonly visit: Visit
  readonly systemId: string
  readonly team: TeamSummary
  readonly name: string
}): JSX.Element {
  const { visit, systemId, team, name } = props
  const { say } = visit
  if (team.status === 'too-few') return <p class="empty">{say('team.too-few')}</p>
  return (
    <>
      <p>{say('team.agents', { agents: team.agents })}</p>
      {team.alerts.map((alert) => (
        <p class="message warning">
          <strong>{alertTitle(alert, visit)}</strong> {alertText(alert, visit)}
        </p>
      ))}
      <SummaryTable visit={visit} summary={team.summary} caption={name} />
      <BreakdownTables visit={visit} systemId={systemId} breakdown={team.breakdown} />
    </>
  )
}

/** What an alert is called. */
export function alertTitle(alert: TeamAlert, { say }: Visit): string {
  switch (alert) {
    case 'systematic':
      return say('team.alert.systematic')
    case 'useless':
      return say('team.alert.useless')
    case 'anchored':
      return say('team.alert.anchored')
  }
}

function alertText(alert: TeamAlert, { say }: Visit): string {
  switch (alert) {
    case 'systematic':
      return say('team.alert.systematic-text')
    case 'useless':
      return say('team.alert.useless-text')
    case 'anchored':
      return say('team.alert.anchored-text')
  }
}
