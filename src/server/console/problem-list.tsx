import type { JSX } from 'hono/jsx/jsx-runtime'
import type { AlteredProblem, ProblemSummary } from '../../guard/problem-types.js'
import { formatDay, formatMonth } from '../../i18n/format.js'
import { isClosed, type ProblemStatus } from '../../review/problem-status.js'
import { AlteredRows } from './altered-rows.js'
import { problemLabel } from './labels.js'
import { RecordText } from './record-text.js'
import { Shell } from './shell.js'
import { systemName } from './system-name.js'
import type { Say, Visit } from './visit.js'

/** Most shown of each group. */
const MOST_SHOWN = 100

const STATUSES = {
  received: 'problems.status.received',
  analysed: 'problems.status.analysed',
  fixed: 'problems.status.fixed',
  dismissed: 'problems.status.dismissed',
} as const satisfies Readonly<Record<ProblemStatus, string>>

/** « Reçu », « Analysé », « Corrigé », « Sans suite ». */
export function statusLabel(status: ProblemStatus, say: Say): string {
  return say(STATUSES[status])
}

/** A report's name: what is wrong, and when it was reported. */
export function problemName({ kind, at }: ProblemSummary, { say, language }: Visit): string {
  return say('problems.item', { kind: problemLabel(kind, say), moment: formatDay(language, new Date(at)) })
}

/** What the page of reports shows. */
export interface ProblemListProps {
  readonly visit: Visit
  readonly problems: readonly (ProblemSummary | AlteredProblem)[]
  /** Put right this month and last month, latest first. */
  readonly fixed: readonly ProblemSummary[]
  /** Whether the reader looks after systems: reports of others are shown. */
  readonly looksAfter: boolean
}

/** « Signalements »: what waits for those in charge, one's own with what became of them, what was put right. */
export function ProblemListPage(props: ProblemListProps): JSX.Element {
  const { visit, looksAfter } = props
  const { say, paths } = visit
  const known = props.problems.filter((one) => one.kind !== 'altered')
  const altered = props.problems.filter((one) => one.kind === 'altered')
  const group = (id: string, title: string, none: string, items: readonly ProblemSummary[]): JSX.Element => (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {items.length === 0 ? (
        <p class="empty">{none}</p>
      ) : (
        <Table visit={visit} items={items} caption={title} />
      )}
    </section>
  )
  const others = known.filter(({ isMine, next }) => !isMine || next.length > 0)
  const open = others.filter(({ status }) => !isClosed(status))
  const closed = others.filter(({ status }) => isClosed(status))
  return (
    <Shell context={visit} visit={visit} here={paths.problems} title={[say('nav.problems')]}>
      <div class="administration">
        <h1>{say('nav.problems')}</h1>
        <p class="lede">{say('problems.lede')}</p>
        <AlteredRows
          title={say('problems.altered')}
          text={say('problems.altered.text')}
          ids={altered.map(({ id }) => id)}
        />
        {looksAfter ? group('a-traiter', say('problems.open'), say('problems.none-open'), open) : null}
        {group(
          'les-miens',
          say('problems.mine'),
          say('problems.none-mine'),
          known.filter(({ isMine }) => isMine),
        )}
        <Fixed visit={visit} fixed={props.fixed} />
        {looksAfter ? group('traites', say('problems.closed'), say('problems.none-closed'), closed) : null}
      </div>
    </Shell>
  )
}

/** The monthly digest of what was put right. It says what, never who reported nor in which case. */
function Fixed({
  visit,
  fixed,
}: {
  readonly visit: Visit
  readonly fixed: readonly ProblemSummary[]
}): JSX.Element {
  const { say, language, now } = visit
  const monthOf = ({ handled, at }: ProblemSummary): string =>
    formatMonth(language, new Date(handled?.at ?? at))
  const months = fixed.length === 0 ? [formatMonth(language, now)] : [...new Set(fixed.map(monthOf))]
  return (
    <>
      {months.map((month, index) => {
        const items = fixed.filter((one) => monthOf(one) === month)
        return (
          <section aria-labelledby={`corriges-${index}`}>
            <h2 id={`corriges-${index}`}>{say('problems.fixed', { month })}</h2>
            {items.length === 0 ? (
              <p class="empty">{say('problems.none-fixed')}</p>
            ) : (
              <ul>
                {items.map((one) => (
                  <li>
                    {problemLabel(one.kind, say)},{' '}
                    <RecordText visit={visit} text={systemName(visit, one.systemId)} />
                  </li>
                ))}
              </ul>
            )}
          </section>
        )
      })}
    </>
  )
}

function Table(props: {
  readonly visit: Visit
  readonly items: readonly ProblemSummary[]
  readonly caption: string
}): JSX.Element {
  const { visit, items, caption } = props
  const { say, paths } = visit
  return (
    <>
      {items.length > MOST_SHOWN ? (
        <p>{say('requests.shown', { count: MOST_SHOWN, all: items.length })}</p>
      ) : null}
      <table class="figures request-table">
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{say('problems.column.problem')}</th>
            <th scope="col">{say('problems.column.system')}</th>
            <th scope="col">{say('problems.column.status')}</th>
          </tr>
        </thead>
        <tbody>
          {items.slice(0, MOST_SHOWN).map((item) => (
            <tr>
              <th scope="row">
                <a href={paths.problem(item.id)}>{problemName(item, visit)}</a>
                {item.urgent ? (
                  <>
                    <br />
                    <strong class="alert">{say('problems.urgent')}</strong>
                  </>
                ) : null}
              </th>
              <td>
                <RecordText visit={visit} text={systemName(visit, item.systemId)} />
              </td>
              <td>{statusSince(item, visit)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** Where a report stands, and since which day. */
export function statusSince({ status, handled }: ProblemSummary, { say, language }: Visit): string {
  const label = statusLabel(status, say)
  return handled === undefined
    ? label
    : say('problems.since', { status: label, day: formatDay(language, new Date(handled.at)) })
}
