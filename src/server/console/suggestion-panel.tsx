import type { JSX } from 'hono/jsx/jsx-runtime'
import { formatMoment } from '../../i18n/format.js'
import type { ReviewView } from '../../review/view.js'
import type { System } from '../../system/define-system.js'
import type { Form } from '../read-form.js'
import { VisibleText } from '../visible-text.js'
import { shownCase } from './case-documents.js'
import type { FormError } from './fields.js'
import { FORM_ID } from './opinion-form.js'
import { RecordText } from './record-text.js'
import { ReportForm } from './report-form.js'
import { shapeOfReview, useOfReview } from './submission.js'
import { ValueView } from './value-view.js'
import type { Visit } from './visit.js'

/** The suggestion with its sources and limits. Draws nothing unless the view carries one. */
export function SuggestionPanel(props: {
  readonly visit: Visit
  readonly view: ReviewView
  readonly typed?: Form | undefined
  readonly errors?: readonly FormError[]
}): JSX.Element | null {
  const { visit, view } = props
  const { suggestion } = view
  if (suggestion === undefined) return null
  const { say, language, guard } = visit
  const system = guard.systems.find(({ id }) => id === view.systemId)
  const moment = formatMoment(language, new Date(suggestion.generatedAt))
  return (
    <section
      class={view.stale === undefined ? 'panel suggestion-panel' : 'panel suggestion-panel stale'}
      aria-labelledby="suggestion"
    >
      <h2 id="suggestion" tabindex={-1}>
        {say('suggestion.title')}
      </h2>
      <p class="panel-meta">
        <span class="ai-mark">{say('suggestion.ai')}</span>{' '}
        <VisibleText
          text={say('suggestion.made', {
            system: system?.record.name ?? view.systemId,
            version: suggestion.systemVersion,
            moment,
          })}
        />
      </p>
      {view.stale === undefined ? null : (
        <p class="message warning">
          <strong>{say('suggestion.stale')}</strong> <VisibleText text={view.stale.why} />{' '}
          {say('stale.since', { moment: formatMoment(language, new Date(view.stale.at)) })}
        </p>
      )}
      <ValueView
        say={say}
        value={suggestion.value}
        shape={shapeOfReview(useOfReview(visit, view))}
        caseData={shownCase(visit, view)}
      />
      <ToVerify visit={visit} view={view} system={system} />
      <Unseen visit={visit} view={view} />
      <details>
        <summary>{say('suggestion.details')}</summary>
        <dl class="values">
          <div>
            <dt>{say('suggestion.model')}</dt>
            <dd>
              <VisibleText text={suggestion.model} />
            </dd>
          </div>
          {system === undefined ? null : (
            <>
              <div>
                <dt>{say('suggestion.kind')}</dt>
                <dd>
                  <RecordText visit={visit} text={system.record.model.kind} />
                </dd>
              </div>
              <div>
                <dt>{say('suggestion.parameters')}</dt>
                <dd>
                  <RecordText visit={visit} text={system.record.model.parameters} />
                </dd>
              </div>
            </>
          )}
        </dl>
      </details>
      <AskAgain visit={visit} view={view} />
      <ReportForm {...props} />
    </section>
  )
}

/** « Demander une nouvelle suggestion »: when the case changed and the application can be asked. */
function AskAgain({ visit, view }: { readonly visit: Visit; readonly view: ReviewView }): JSX.Element | null {
  if (view.stale === undefined || visit.requestSuggestion === undefined || !view.allowed.includes('reject'))
    return null
  return (
    <button type="submit" form={FORM_ID} formaction={visit.paths.action(view.id, 'nouvelle-suggestion')}>
      {visit.say('stale.ask')}
    </button>
  )
}

/** What the city says that the AI has not read. */
function Unseen({ visit, view }: { readonly visit: Visit; readonly view: ReviewView }): JSX.Element | null {
  const unseen = visit.cases[view.systemId]?.unseen?.(view.caseData) ?? []
  if (unseen.length === 0) return null
  return (
    <>
      <h3>{visit.say('unseen.title')}</h3>
      <ul>
        {unseen.map((each) => (
          <li>
            <VisibleText text={each} />
          </li>
        ))}
      </ul>
    </>
  )
}

/** What checks found, and what the system's record says that it gets wrong. */
export function ToVerify(props: {
  readonly visit: Visit
  readonly view: ReviewView
  readonly system: System | undefined
}): JSX.Element | null {
  const { visit, view, system } = props
  const { say, language } = visit
  const limits = system?.record.limits ?? []
  if (view.findings.length === 0 && limits.length === 0) return null
  return (
    <>
      <h3>{say('suggestion.to-verify')}</h3>
      <ul>
        {view.findings.map((finding) => (
          <li>
            <strong>
              <VisibleText text={finding.message[language]} />
            </strong>
          </li>
        ))}
        {limits.map((limit) => (
          <li>
            <RecordText visit={visit} text={limit} />
          </li>
        ))}
      </ul>
    </>
  )
}
