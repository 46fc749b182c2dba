import type { JSX } from 'hono/jsx/jsx-runtime'
import { RECORD_LANGUAGE } from '../../i18n/language.js'
import { VisibleText } from '../visible-text.js'
import type { ReportVisit, ShownReport } from './visit.js'

/** What is used and is not in the register, with the law that allows it; or that nobody has said. */
export function UnpublishedPart(props: {
  readonly visit: ReportVisit
  readonly shown: ShownReport
}): JSX.Element {
  const { visit, shown } = props
  const { say } = visit
  const { unpublished } = shown.statements
  return (
    <section aria-labelledby="non-publies">
      <h2 id="non-publies">{say('report.unpublished')}</h2>
      {unpublished === undefined ? <p class="none">{say('report.missing')}</p> : null}
      {unpublished?.length === 0 ? <p>{say('report.unpublished.none')}</p> : null}
      {unpublished === undefined || unpublished.length === 0 ? null : (
        <table class="wide">
          <caption>{say('report.unpublished.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('report.system')}</th>
              <th scope="col">{say('report.unpublished.service')}</th>
              <th scope="col">{say('report.unpublished.ground')}</th>
              <th scope="col">{say('report.unpublished.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {unpublished.map(({ name, service, legalGround, reason }) => (
              <tr lang={RECORD_LANGUAGE}>
                <th scope="row">
                  <VisibleText text={name} />
                </th>
                <td data-label={say('report.unpublished.service')}>
                  <VisibleText text={service} />
                </td>
                <td data-label={say('report.unpublished.ground')}>
                  <VisibleText text={legalGround} />
                </td>
                <td data-label={say('report.unpublished.reason')}>
                  <VisibleText text={reason} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
