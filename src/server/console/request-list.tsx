import type { JSX } from 'hono/jsx/jsx-runtime'
import type { ListedRequest, RequestSummary } from '../../guard/requests.js'
import { formatDay, formatIsoDay, formatMoment } from '../../i18n/format.js'
import { roleLabel } from '../administration/role-label.js'
import { AlteredRows } from './altered-rows.js'
import { RecordText } from './record-text.js'
import { Shell } from './shell.js'
import { systemName } from './system-name.js'
import type { Visit } from './visit.js'

/** Most shown of each group: what is due first comes first. */
const MOST_SHOWN = 100

/** « Demandes d’explication »: what is to be answered, late first; opinions; what was answered. */
export function RequestListPage(props: {
  readonly visit: Visit
  readonly requests: readonly ListedRequest[]
}): JSX.Element {
  const { visit, requests: listed } = props
  const requests = listed.filter((one) => one.kind !== 'altered')
  const altered = listed.filter((one) => one.kind === 'altered')
  const { say, paths } = visit
  const isOpen = ({ kind, answered }: RequestSummary): boolean =>
    kind === 'explanation' && answered === undefined
  const groups = [
    {
      id: 'a-traiter',
      title: say('requests.open'),
      none: say('requests.none-open'),
      items: requests.filter(isOpen),
    },
    {
      id: 'avis',
      title: say('requests.feedback'),
      none: say('requests.none-feedback'),
      items: requests.filter(({ kind }) => kind === 'feedback').toReversed(),
    },
    {
      id: 'traitees',
      title: say('requests.answered'),
      none: say('requests.none-answered'),
      items: requests.filter(({ answered }) => answered !== undefined),
    },
  ]
  return (
    <Shell context={visit} visit={visit} here={paths.requests} title={[say('nav.requests')]}>
      <div class="administration">
        <h1>{say('nav.requests')}</h1>
        <p class="lede">{say('requests.lede')}</p>
        <AlteredRows
          title={say('requests.altered')}
          text={say('requests.altered.text')}
          ids={altered.map(({ id }) => id)}
        />
        {groups.map(({ id, title, none, items }) => (
          <section aria-labelledby={id}>
            <h2 id={id}>{title}</h2>
            {items.length === 0 ? (
              <p class="empty">{none}</p>
            ) : (
              <Table visit={visit} items={items} caption={title} />
            )}
          </section>
        ))}
      </div>
    </Shell>
  )
}

function Table(props: {
  readonly visit: Visit
  readonly items: readonly RequestSummary[]
  readonly caption: string
}): JSX.Element {
  const { visit, items, caption } = props
  const { say, language, paths } = visit
  const [first] = items
  const last =
    first?.kind === 'feedback'
      ? undefined
      : first?.answered === undefined
        ? say('requests.column.due')
        : say('requests.column.answered')
  return (
    <>
      {items.length > MOST_SHOWN ? (
        <p>{say('requests.shown', { count: MOST_SHOWN, all: items.length })}</p>
      ) : null}
      <table class="figures request-table">
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{say('requests.column.request')}</th>
            <th scope="col">{say('requests.column.system')}</th>
            {last === undefined ? null : <th scope="col">{last}</th>}
          </tr>
        </thead>
        <tbody>
          {items.slice(0, MOST_SHOWN).map((item) => {
            const moment = formatMoment(language, new Date(item.receivedAt))
            return (
              <tr>
                <th scope="row">
                  <a href={paths.request(item.id)}>
                    {item.kind === 'feedback'
                      ? say('requests.feedback-item', { moment })
                      : say('requests.item', { moment })}
                  </a>
                </th>
                <td>
                  <RecordText visit={visit} text={systemName(visit, item.systemId)} />
                </td>
                {last === undefined ? null : <td>{stateOf(visit, item)}</td>}
              </tr>
            )
          })}
        </tbody>
      </table>
    </>
  )
}

function stateOf(
  { say, language }: Visit,
  { answered, dueOn, isLate }: RequestSummary,
): JSX.Element | string {
  if (answered !== undefined) {
    const { at, role } = answered
    return say('requests.by', { day: formatDay(language, new Date(at)), role: roleLabel(role, say) })
  }
  const day = dueOn === undefined ? '' : formatIsoDay(language, dueOn)
  if (!isLate) return day
  return (
    <>
      <strong class="alert">{say('requests.late')}</strong> <br />
      {day}
    </>
  )
}
