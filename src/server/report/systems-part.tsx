import type { JSX } from 'hono/jsx/jsx-runtime'
import { RECORD_LANGUAGE } from '../../i18n/language.js'
import type { AnnualReport } from '../../register/annual-report.js'
import type { RegisterStatus } from '../../register/status.js'
import { VisibleText } from '../visible-text.js'
import { forPeople } from './cells.js'
import type { ReportVisit, Say } from './visit.js'

/** Every system, ended ones too, with what people made of its suggestions. */
export function SystemsPart(props: {
  readonly visit: ReportVisit
  readonly report: AnnualReport
}): JSX.Element {
  const { visit, report } = props
  const { say, paths, language } = visit
  const { cell, share } = forPeople(visit)
  return (
    <section aria-labelledby="systemes">
      <h2 id="systemes">{say('report.systems')}</h2>
      {report.systems.length === 0 ? (
        <p>{say('report.systems.none')}</p>
      ) : (
        <table class="wide">
          <caption>{say('report.systems.caption', { year: String(report.year) })}</caption>
          <thead>
            <tr>
              <th scope="col">{say('report.system')}</th>
              <th scope="col">{say('report.status')}</th>
              <th scope="col" class="number">
                {say('report.decided')}
              </th>
              <th scope="col" class="number">
                {say('report.changed')}
              </th>
              <th scope="col" class="number">
                {say('report.share')}
              </th>
              <th scope="col" class="number">
                {say('report.completeness')}
              </th>
            </tr>
          </thead>
          <tbody>
            {report.systems.map((system) => (
              <tr>
                <th scope="row" lang={RECORD_LANGUAGE}>
                  <a href={`${paths.system(system.record.id)}?langue=${language}`}>
                    <VisibleText text={system.record.name} />
                  </a>
                </th>
                <td data-label={say('report.status')} class="state">
                  {statusName(say, system.status)}
                </td>
                <td data-label={say('report.decided')} class="number">
                  {cell(system.decided)}
                </td>
                <td data-label={say('report.changed')} class="number">
                  {cell(system.changed)}
                </td>
                <td data-label={say('report.share')} class="number">
                  {share(system.share)}
                </td>
                <td data-label={say('report.completeness')} class="number">
                  {say('report.completeness.of', system.completeness)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p class="hint">{say('report.completeness.note')}</p>
    </section>
  )
}

function statusName(say: Say, status: RegisterStatus): string {
  switch (status) {
    case 'planned':
      return say('report.status.planned')
    case 'experiment':
      return say('report.status.experiment')
    case 'service':
      return say('report.status.service')
    case 'suspended':
      return say('report.status.suspended')
    case 'retired':
      return say('report.status.retired')
    case 'abandoned':
      return say('report.status.abandoned')
  }
}
