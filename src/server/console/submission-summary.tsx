import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { formatList } from '../../i18n/format.js'
import type { JsonValue } from '../../internal/canonical-json.js'
import type { ReviewView } from '../../review/view.js'
import { VisibleText, visibleString } from '../visible-text.js'
import { Differences } from './differences.js'
import { fieldId } from './fields.js'
import { changeReasonLabel, motiveReasonLabel, outcomeLabel } from './labels.js'
import { repeats } from './repeated-text.js'
import { DECISION_NAMES, type Submission, shapeOfReview, useOfReview } from './submission.js'
import { ValueView } from './value-view.js'
import type { Visit } from './visit.js'

/** What is shown of a decision before it is recorded. */
export interface SubmissionSummaryProps {
  readonly visit: Visit
  readonly view: ReviewView
  readonly submission: Submission
  /** The page on which it can be changed. */
  readonly form: string
  /** Stands before the names of its fields, where that page has several decisions; then the case is named too. */
  readonly among?: { readonly prefix: string; readonly label: string }
}

/** Everything that will be recorded on one case, with a way back to each part of it. */
export function SubmissionSummary(props: SubmissionSummaryProps): JSX.Element {
  const { visit, view, submission, among } = props
  const { say } = visit
  const decided: JsonValue | undefined =
    submission.outcome === 'approved' ? view.suggestion?.value : submission.value
  const shape = shapeOfReview(useOfReview(visit, view))
  const id = among === undefined ? 'contenu-decision' : `contenu-${view.id}`
  return (
    <>
      <dl class="check-list">
        <Entry {...props} term={say('check.decision')} name={DECISION_NAMES.outcome}>
          <strong>{outcomeLabel(submission.outcome, say)}</strong>
        </Entry>
        <CodesEntry {...props} />
        <TextEntry
          {...props}
          term={say('decision.motive')}
          name={DECISION_NAMES.motive}
          text={submission.motive}
        />
        <TextEntry
          {...props}
          term={say('decision.change')}
          name={DECISION_NAMES.change}
          text={submission.changeReason}
        />
        <TextEntry
          {...props}
          term={say('decision.text')}
          name={DECISION_NAMES.text}
          text={submission.textForPerson}
        />
      </dl>
      {view.suggestion !== undefined && repeats(submission.motive, view.suggestion.value) ? (
        <p class="message warning" role="status">
          {say('check.copied')}
        </p>
      ) : null}
      <section class="panel" aria-labelledby={id}>
        {among === undefined ? (
          <h2 id={id}>{say('check.content')}</h2>
        ) : (
          <h3 id={id}>{say('check.content')}</h3>
        )}
        {decided === undefined ? (
          <p>{say('check.no-value')}</p>
        ) : (
          <ValueView say={say} value={decided} shape={shape} />
        )}
        {submission.outcome === 'amended' && view.suggestion !== undefined && decided !== undefined ? (
          <Differences
            say={say}
            shape={shape}
            before={view.suggestion.value}
            after={decided}
            {...(among === undefined ? {} : { id: `differences-${view.id}` })}
          />
        ) : null}
      </section>
    </>
  )
}

/** The short reasons that are ticked, in words. */
function CodesEntry(props: SubmissionSummaryProps): JSX.Element {
  const { visit, submission } = props
  const { say, language } = visit
  const { reasons = [], changeReasons = [] } = submission
  const motive = reasons.map((code) => motiveReasonLabel(code, say))
  const change = changeReasons.map((code) => changeReasonLabel(code, say))
  return (
    <>
      {motive.length === 0 ? null : (
        <Entry {...props} term={say('check.reasons')} name={DECISION_NAMES.motive}>
          {formatList(language, motive)}
        </Entry>
      )}
      {change.length === 0 ? null : (
        <Entry {...props} term={say('check.change-reasons')} name={DECISION_NAMES.change}>
          {formatList(language, change)}
        </Entry>
      )}
    </>
  )
}

function TextEntry(props: EntryProps & { readonly text: string | undefined }): JSX.Element | null {
  if (props.text === undefined) return null
  return (
    <Entry {...props}>
      <span class="text">
        <VisibleText text={props.text} />
      </span>
    </Entry>
  )
}

type EntryProps = SubmissionSummaryProps & {
  readonly term: string
  /** Of the field that can be changed. */
  readonly name: string
}

function Entry(props: EntryProps & { readonly children?: Child }): JSX.Element {
  const { term, form, name, among } = props
  const { say } = props.visit
  const named =
    among === undefined
      ? say('check.change-named', { field: term })
      : say('grouped.change-named', { field: term, case: visibleString(among.label) })
  return (
    <div>
      <dt>{term}</dt>
      <dd>{props.children}</dd>
      <dd class="check-change">
        <a href={`${form}#${fieldId(`${among?.prefix ?? ''}${name}`)}`} aria-label={named}>
          {say('check.change')}
        </a>
      </dd>
    </div>
  )
}
