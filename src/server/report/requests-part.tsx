import type { JSX } from 'hono/jsx/jsx-runtime'
import { forPeople } from './cells.js'
import { StatementPart } from './statement-parts.js'
import type { ReportVisit, ShownReport } from './visit.js'

/** What people asked for, how soon they were answered, and what the administration says of appeals. */
export function RequestsPart(props: {
  readonly visit: ReportVisit
  readonly shown: ShownReport
}): JSX.Element {
  const { visit, shown } = props
  const { say, year } = visit
  const { cell } = forPeople(visit)
  const { requests } = shown.report
  const rows = [
    [say('report.requests.on-time'), requests.onTime],
    [say('report.requests.late'), requests.late],
    [say('report.requests.waiting'), requests.waiting],
    [say('report.requests.overdue'), requests.overdue],
    [say('report.requests.erased'), requests.erased],
  ] as const
  return (
    <StatementPart visit={visit} title={say('report.explanations')} text={shown.statements.explanations}>
      {requests.received === 0 ? (
        <p>{say('report.requests.none')}</p>
      ) : (
        <table>
          <caption>{say('report.requests.caption', { year: String(year) })}</caption>
          <thead>
            <tr>
              <th scope="col">{say('report.requests.fate')}</th>
              <th scope="col" class="number">
                {say('report.requests.count')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, count]) => (
              <tr>
                <th scope="row">{name}</th>
                <td class="number">{cell(count)}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">{say('report.requests.received')}</th>
              <td class="number">{cell(requests.received)}</td>
            </tr>
          </tbody>
        </table>
      )}
      {requests.medianDays === undefined ? null : (
        <p>{say('report.requests.median', { count: requests.medianDays })}</p>
      )}
      <p>{say('report.requests.feedback', { opinions: cell(requests.feedback) })}</p>
      {requests.altered === 0 ? null : <p>{say('report.requests.altered', { count: requests.altered })}</p>}
      <h3>{say('report.appeals')}</h3>
    </StatementPart>
  )
}
