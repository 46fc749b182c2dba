import type { JSX } from 'hono/jsx/jsx-runtime'
import { formatMoment } from '../../i18n/format.js'
import type { AnnualReport } from '../../register/annual-report.js'
import type { RegisterStatus } from '../../register/status.js'
import { visibleString } from '../visible-text.js'
import { forPeople } from './cells.js'
import { FigurePart } from './figure-part.js'
import { RequestsPart } from './requests-part.js'
import { ReportShell, Years } from './shell.js'
import {
  AuditsPart,
  ConsultationsPart,
  EngagementsPart,
  JobsPart,
  StatementPart,
  TrainingPart,
} from './statement-parts.js'
import { SystemsPart } from './systems-part.js'
import { UnpublishedPart } from './unpublished-part.js'
import type { ReportVisit, ShownReport } from './visit.js'

/** The report of a year, in the order of the charter's questions. */
export function ReportPage(props: { readonly visit: ReportVisit; readonly shown: ShownReport }): JSX.Element {
  const { visit, shown } = props
  const { say, language, year, guard, paths } = visit
  const { report, statements } = shown
  const title = say('report.title', { year: String(year) })
  return (
    <ReportShell visit={visit} title={title}>
      <div class="report">
        <div class="report-head">
          <h1>{title}</h1>
          <p class="lede">{say('report.lede', { authority: visibleString(guard.charter.authority) })}</p>
          <p class="hint">
            {say('report.counted', { moment: formatMoment(language, shown.countedAt) })}{' '}
            {shown.isOver ? null : say('report.unfinished')}
          </p>
          {visit.years.length === 1 ? null : <Years visit={visit} />}
          <p>
            <a href={paths.simple(year, language)}>{say('report.simple.link')}</a>
          </p>
          <p>
            <a href={`${paths.register}?langue=${language}`}>{say('report.register')}</a>
          </p>
        </div>
        <KeyFigures visit={visit} report={report} />
        <SystemsPart visit={visit} report={report} />
        <UnpublishedPart visit={visit} shown={shown} />
        <Decisions visit={visit} shown={shown} />
        <RequestsPart visit={visit} shown={shown} />
        <StatementPart visit={visit} title={say('report.alternative')} text={statements.alternative}>
          <p>
            {say('report.alternative.without-ai', {
              cases: forPeople(visit).cell(report.outcomes['without-ai']),
            })}
          </p>
        </StatementPart>
        <AuditsPart visit={visit} shown={shown} />
        <TrainingPart visit={visit} shown={shown} />
        <JobsPart visit={visit} shown={shown} />
        <ConsultationsPart visit={visit} shown={shown} />
        <StatementPart visit={visit} title={say('report.sobriety')} text={statements.sobriety} />
        <StatementPart visit={visit} title={say('report.committee')} text={statements.committee} />
        <EngagementsPart visit={visit} shown={shown} engagements={guard.charter.engagements} />
      </div>
    </ReportShell>
  )
}

function KeyFigures(props: { readonly visit: ReportVisit; readonly report: AnnualReport }): JSX.Element {
  const { visit, report } = props
  const { say } = visit
  const { cell, share } = forPeople(visit)
  const having = (...statuses: readonly RegisterStatus[]): string =>
    cell(report.systems.filter(({ status }) => statuses.includes(status)).length)
  const figures = [
    [having('service'), say('report.key.service')],
    [having('experiment'), say('report.key.experiment')],
    [having('retired', 'abandoned'), say('report.key.ended')],
    [cell(report.total), say('report.key.decisions')],
    [share(report.share), say('report.key.changed')],
    [cell(report.outcomes['without-ai']), say('report.key.without-ai')],
    [cell(report.requests.received), say('report.key.requests')],
    [cell(report.requests.feedback), say('report.key.feedback')],
  ] as const
  return (
    <section aria-labelledby="chiffres">
      <h2 id="chiffres">{say('report.key')}</h2>
      <dl class="key-figures">
        {figures.map(([figure, name]) => (
          <div>
            <dt>{name}</dt>
            <dd>{figure}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Decisions({
  visit,
  shown,
}: {
  readonly visit: ReportVisit
  readonly shown: ShownReport
}): JSX.Element {
  const { say } = visit
  const { report } = shown
  const counts = [...Object.values(report.outcomes), ...report.months]
  return (
    <section aria-labelledby="decisions">
      <h2 id="decisions">{say('report.decisions')}</h2>
      {report.total === 0 ? (
        <p>{say('report.decisions.none')}</p>
      ) : (
        <>
          <FigurePart visit={visit} shown={shown} figure="suggestions" />
          <FigurePart visit={visit} shown={shown} figure="mois" />
          <FigurePart visit={visit} shown={shown} figure="systemes" />
          {counts.includes('withheld') ? <p class="hint">{say('report.withheld.note')}</p> : null}
        </>
      )}
    </section>
  )
}
