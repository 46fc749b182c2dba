import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Engagement } from '../../charter/charter.js'
import { formatIsoDay } from '../../i18n/format.js'
import { RECORD_LANGUAGE } from '../../i18n/language.js'
import type { EngagementState } from '../../register/report-statements.js'
import { VisibleText, visibleString } from '../visible-text.js'
import { forPeople } from './cells.js'
import type { ReportVisit, Say, ShownReport } from './visit.js'

interface PartProps {
  readonly visit: ReportVisit
  readonly shown: ShownReport
}

/** What the administration says, or that it has not said it yet. */
export function StatementPart(props: {
  readonly visit: ReportVisit
  readonly title: string
  readonly text: string | undefined
  readonly children?: Child
}): JSX.Element {
  return (
    <section aria-label={props.title}>
      <h2>{props.title}</h2>
      {props.children}
      <Statement visit={props.visit} text={props.text} />
    </section>
  )
}

function Statement({
  visit,
  text,
}: {
  readonly visit: ReportVisit
  readonly text: string | undefined
}): JSX.Element {
  return text === undefined || text.trim() === '' ? (
    <p class="none">{visit.say('report.missing')}</p>
  ) : (
    <p class="text" lang={RECORD_LANGUAGE}>
      <VisibleText text={text} />
    </p>
  )
}

/** When each system was audited last, control cases, and what the administration says of biases. */
export function AuditsPart({ visit, shown }: PartProps): JSX.Element {
  const { say, language } = visit
  const { cell } = forPeople(visit)
  const { systems, controls } = shown.report
  return (
    <StatementPart visit={visit} title={say('report.audits')} text={shown.statements.bias}>
      {systems.length === 0 ? null : (
        <table class="wide">
          <caption>{say('report.audits.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('report.system')}</th>
              <th scope="col">{say('report.audits.last')}</th>
              <th scope="col">{say('report.audits.every')}</th>
            </tr>
          </thead>
          <tbody>
            {systems.map(({ record: { name, audit } }) => (
              <tr>
                <th scope="row" lang={RECORD_LANGUAGE}>
                  <VisibleText text={name} />
                </th>
                <td data-label={say('report.audits.last')}>
                  {audit.lastOn === undefined ? say('report.missing') : formatIsoDay(language, audit.lastOn)}
                </td>
                <td data-label={say('report.audits.every')}>
                  {say('report.audits.months', { count: audit.everyMonths })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {controls.of === 0 ? null : (
        <p>{say('report.audits.controls', { found: cell(controls.found), of: cell(controls.of) })}</p>
      )}
    </StatementPart>
  )
}

/** What agents must have followed, system by system. */
export function TrainingPart({ visit, shown }: PartProps): JSX.Element {
  const { say } = visit
  return (
    <StatementPart visit={visit} title={say('report.training')} text={shown.statements.training}>
      <ul>
        {shown.report.systems.map(({ record: { name, training } }) => (
          <li>
            {say('report.training.required', {
              system: visibleString(name),
              title: visibleString(training.title),
              months: training.validForMonths,
            })}
          </li>
        ))}
      </ul>
    </StatementPart>
  )
}

/** Expected effects on jobs, and what was seen of them. */
export function JobsPart({ visit, shown }: PartProps): JSX.Element {
  const { say } = visit
  return (
    <StatementPart visit={visit} title={say('report.jobs')} text={shown.statements.jobs}>
      <ul>
        {shown.report.systems.map(({ record: { name, jobImpact } }) => (
          <li>
            {say('report.jobs.expected', { system: visibleString(name), text: visibleString(jobImpact) })}
          </li>
        ))}
      </ul>
    </StatementPart>
  )
}

/** Who was asked before, and what they said. */
export function ConsultationsPart({ visit, shown }: PartProps): JSX.Element {
  const { say, language } = visit
  const all = shown.report.systems.flatMap(({ record }) =>
    record.consultations.map((consultation) => ({ ...consultation, system: record.name })),
  )
  return (
    <section aria-label={say('report.consultations')}>
      <h2>{say('report.consultations')}</h2>
      {all.length === 0 ? (
        <p class="none">{say('report.missing')}</p>
      ) : (
        <ul>
          {all.map(({ body, on, system, opinion }) => (
            <li>
              {say('report.consultations.one', {
                body: visibleString(body),
                day: formatIsoDay(language, on),
                system: visibleString(system),
                opinion: opinion === undefined ? say('report.missing') : visibleString(opinion),
              })}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** Each engagement of the charter, with the administration's own judgement of it. */
export function EngagementsPart(
  props: PartProps & { readonly engagements: readonly Engagement[] },
): JSX.Element {
  const { visit, shown, engagements } = props
  const { say, language } = visit
  return (
    <section aria-label={say('report.engagements')}>
      <h2>{say('report.engagements')}</h2>
      <table class="wide">
        <caption>{say('report.engagements.caption', { year: String(visit.year) })}</caption>
        <thead>
          <tr>
            <th scope="col">{say('report.engagement')}</th>
            <th scope="col">{say('report.engagement.state')}</th>
            <th scope="col">{say('report.engagement.evidence')}</th>
          </tr>
        </thead>
        <tbody>
          {engagements.map(({ number, title }) => {
            const said = shown.statements.engagements?.[number]
            return (
              <tr>
                <th scope="row">
                  {String(number)}. {visibleString(title[language])}
                </th>
                <td data-label={say('report.engagement.state')} class="state">
                  {said === undefined ? (
                    <span class="none">{say('report.missing')}</span>
                  ) : (
                    stateName(say, said.state)
                  )}
                </td>
                <td data-label={say('report.engagement.evidence')}>
                  {said === undefined ? '–' : <VisibleText text={said.evidence} />}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

function stateName(say: Say, state: EngagementState): string {
  switch (state) {
    case 'kept':
      return say('report.engagement.kept')
    case 'partly':
      return say('report.engagement.partly')
    case 'not-kept':
      return say('report.engagement.not-kept')
  }
}
