import type { JSX } from 'hono/jsx/jsx-runtime'
import { formatMoment } from '../../i18n/format.js'
import { PROBLEM_KINDS } from '../../review/review.js'
import type { ReviewView } from '../../review/view.js'
import type { Form } from '../read-form.js'
import { Checkboxes, type FormError, fieldId, TextArea } from './fields.js'
import { problemLabel } from './labels.js'
import { FORM_ID } from './opinion-form.js'
import { HiddenFields } from './shell.js'
import type { Visit } from './visit.js'

/** Names of the report's controls. */
export const REPORT_NAMES = { kind: 'probleme', text: 'probleme-texte', urgent: 'probleme-urgent' } as const

/**
 * « Signaler un problème avec l’IA ». While there is a decision to write its fields belong to that form, so that sending
 * one never loses what is typed in the other.
 */
export function ReportForm(props: {
  readonly visit: Visit
  readonly view: ReviewView
  readonly typed?: Form | undefined
  readonly errors?: readonly FormError[]
}): JSX.Element | null {
  const { visit, view } = props
  const { say, paths } = visit
  const mine = view.reports ?? []
  if (!view.allowed.includes('report') && mine.length === 0) return null
  const deciding = view.allowed.includes('reject')
  const action = paths.action(view.id, 'signaler')
  return (
    <>
      {mine.length === 0 ? null : <OwnReports {...props} />}
      {!view.allowed.includes('report') ? null : (
        <details
          class="report"
          open={(props.errors ?? []).some(({ name }) => name.startsWith(REPORT_NAMES.kind))}
        >
          <summary>{say('report.title')}</summary>
          {deciding ? null : (
            <form id="signalement" method="post" action={action}>
              <HiddenFields visit={visit} version={view.version} />
            </form>
          )}
          <ReportFields {...props} form={deciding ? FORM_ID : 'signalement'} action={action} />
        </details>
      )}
    </>
  )
}

function OwnReports({ visit, view }: { readonly visit: Visit; readonly view: ReviewView }): JSX.Element {
  const { say, language } = visit
  return (
    <div class="own-reports">
      <h3>{say('report.mine')}</h3>
      <ul>
        {(view.reports ?? []).map(({ kind, at, urgent }) => {
          const params = { kind: problemLabel(kind, say), moment: formatMoment(language, new Date(at)) }
          return <li>{urgent ? say('report.one-urgent', params) : say('report.one', params)}</li>
        })}
      </ul>
      <p>
        <a href={visit.paths.problems}>{say('problems.follow')}</a>
      </p>
    </div>
  )
}

function ReportFields(props: {
  readonly visit: Visit
  readonly typed?: Form | undefined
  readonly errors?: readonly FormError[]
  readonly form: string
  readonly action: string
}): JSX.Element {
  const { visit, typed, errors = [], form, action } = props
  const { say } = visit
  const messageFor = (name: string): string | undefined =>
    errors.find((error) => error.name === name)?.message
  const kindError = messageFor(REPORT_NAMES.kind)
  const textError = messageFor(REPORT_NAMES.text)
  const id = fieldId(REPORT_NAMES.kind)
  return (
    <div class="report-fields">
      <div class={kindError === undefined ? 'field' : 'field field-invalid'}>
        <label for={id}>{say('report.kind')}</label>
        {kindError === undefined ? null : (
          <span class="error" id={`${id}-erreur`}>
            {kindError}
          </span>
        )}
        <select
          id={id}
          name={REPORT_NAMES.kind}
          form={form}
          aria-invalid={kindError === undefined ? undefined : 'true'}
          aria-describedby={kindError === undefined ? undefined : `${id}-erreur`}
        >
          <option value="" />
          {PROBLEM_KINDS.map((kind) => (
            <option value={kind} selected={typed?.get(REPORT_NAMES.kind) === kind}>
              {problemLabel(kind, say)}
            </option>
          ))}
        </select>
      </div>
      <TextArea
        name={REPORT_NAMES.text}
        label={say('report.text')}
        hint={say('report.text-hint')}
        {...(textError === undefined ? {} : { error: textError })}
        value={typed?.get(REPORT_NAMES.text) ?? ''}
        rows={3}
        form={form}
      />
      <Checkboxes
        label={<span class="visually-hidden">{say('report.title')}</span>}
        form={form}
        options={[
          {
            name: REPORT_NAMES.urgent,
            label: say('report.urgent'),
            checked: typed?.has(REPORT_NAMES.urgent) ?? false,
          },
        ]}
      />
      <button type="submit" form={form} formaction={action}>
        {say('report.submit')}
      </button>
    </div>
  )
}
