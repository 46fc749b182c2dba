import type { JSX } from 'hono/jsx/jsx-runtime'
import { formatDay, formatMoment } from '../../i18n/format.js'
import type { DecisionExport } from '../../review/commands.js'
import { AUDITOR_ROLE } from '../../review/roles.js'
import type { ExportedCases } from '../../statistics/exported-decision.js'
import { ErrorSummary, type FormError, Radios, TextInput } from '../console/fields.js'
import { HiddenFields } from '../console/shell.js'
import { systemName } from '../console/system-name.js'
import type { Say, Visit } from '../console/visit.js'
import type { Form } from '../read-form.js'
import { visibleString } from '../visible-text.js'
import { AdministrationPage } from './frame.js'
import { administrationPaths } from './paths.js'
import { nameIn } from './person-name.js'
import { roleLabel } from './role-label.js'

/** Names of the fields of an export. */
export const EXPORT_NAMES = { from: 'du', to: 'au', format: 'format', cases: 'dossiers' } as const

/** What the page of exports shows. */
export interface ExportPageProps {
  readonly visit: Visit
  readonly exports: readonly DecisionExport[]
  readonly names: ReadonlyMap<string, string>
  readonly typed: Form
  readonly errors?: readonly FormError[]
}

/** Decisions for a study of bias outside the console: what is in them, the form, and who had them before. */
export function ExportPage({ visit, exports, names, typed, errors = [] }: ExportPageProps): JSX.Element {
  const { say } = visit
  const errorOf = (name: string): { error?: string } => {
    const message = errors.find((each) => each.name === name)?.message
    return message === undefined ? {} : { error: message }
  }
  const value = (name: string): string => typed.get(name) ?? ''
  return (
    <AdministrationPage
      visit={visit}
      title={say('export.title')}
      current="exports"
      hasErrors={errors.length > 0}
    >
      <ErrorSummary say={say} errors={errors} />
      <p>{say('export.what')}</p>
      <form method="post" action={administrationPaths(visit.paths).exports} novalidate>
        <HiddenFields visit={visit} />
        {(
          [
            [EXPORT_NAMES.from, say('export.from')],
            [EXPORT_NAMES.to, say('export.to')],
          ] as const
        ).map(([name, label]) => (
          <TextInput
            name={name}
            label={label}
            hint={say('export.day-hint')}
            type="date"
            short
            value={value(name)}
            {...errorOf(name)}
          />
        ))}
        <Radios
          name={EXPORT_NAMES.format}
          label={say('export.format')}
          value={value(EXPORT_NAMES.format)}
          options={[
            { value: 'csv', label: say('export.csv') },
            { value: 'jsonl', label: say('export.jsonl') },
          ]}
          {...errorOf(EXPORT_NAMES.format)}
        />
        {visit.reviewer.roles.includes(AUDITOR_ROLE) ? (
          <Radios
            name={EXPORT_NAMES.cases}
            label={say('export.cases')}
            value={value(EXPORT_NAMES.cases)}
            options={[
              { value: 'random', label: say('export.random'), hint: say('export.random-hint') },
              { value: 'clear', label: say('export.clear'), hint: say('export.clear-hint') },
            ]}
            {...errorOf(EXPORT_NAMES.cases)}
          />
        ) : null}
        <button type="submit">{say('export.download')}</button>
      </form>
      <section aria-labelledby="exports" class="export-record">
        <h2 id="exports">{say('export.record')}</h2>
        {exports.length === 0 ? (
          <p>{say('export.none')}</p>
        ) : (
          <ul>
            {exports.map((one) => (
              <li>{recordText(one, { visit, names })}</li>
            ))}
          </ul>
        )}
      </section>
    </AdministrationPage>
  )
}

function recordText(one: DecisionExport, { visit, names }: Pick<ExportPageProps, 'visit' | 'names'>): string {
  const { say, language } = visit
  const text = say('export.recorded', {
    moment: formatMoment(language, new Date(one.at)),
    name: nameIn(names, one.by, say),
    role: roleLabel(one.role, say),
    from: formatDay(language, new Date(one.from)),
    to: formatDay(language, new Date(Date.parse(one.to) - 1)),
    cases: casesLabel(one.cases, say),
  })
  return one.systemId === undefined ? text : `${text} (${visibleString(systemName(visit, one.systemId))})`
}

function casesLabel(cases: ExportedCases, say: Say): string {
  switch (cases) {
    case 'random':
      return say('export.was-random')
    case 'keyed':
      return say('export.was-keyed')
    case 'clear':
      return say('export.was-clear')
  }
}
