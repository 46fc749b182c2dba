import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { formatList, formatNumber } from '../../i18n/format.js'
import type { JsonValue } from '../../internal/canonical-json.js'
import type { ReviewView } from '../../review/view.js'
import { VisibleText } from '../visible-text.js'
import { Differences } from './differences.js'
import { fieldId } from './fields.js'
import { changeReasonLabel, motiveReasonLabel, outcomeLabel } from './labels.js'
import { caseLabel } from './queue-row.js'
import { repeats } from './repeated-text.js'
import { HIDDEN_NAMES, HiddenFields, Shell } from './shell.js'
import { DECISION_NAMES, type Submission, shapeOfReview, useOfReview } from './submission.js'
import { ValueView } from './value-view.js'
import type { Visit } from './visit.js'

/** What the check page shows. */
export interface CheckPageProps {
  readonly visit: Visit
  readonly view: ReviewView
  readonly submission: Submission
  /** Of the draft that is shown: what is recorded is what was checked. */
  readonly digest: string
  readonly idempotencyKey: string
}

/** « Vérifiez votre décision »: everything that will be recorded, with a way back to each part of it. */
export function CheckPage(props: CheckPageProps): JSX.Element {
  const { visit, view, submission } = props
  const { say, paths } = visit
  const form = submission.outcome === 'without-ai' ? paths.action(view.id, 'sans-ia') : paths.review(view.id)
  const decided: JsonValue | undefined =
    submission.outcome === 'approved' ? view.suggestion?.value : submission.value
  const shape = shapeOfReview(useOfReview(visit, view))
  // A decision taken without the AI tells nobody of an algorithm.
  const needsNotice =
    submission.outcome !== 'without-ai' && useOfReview(visit, view)?.record.audience === 'citizens'
  return (
    <Shell context={visit} visit={visit} title={[say('check.title'), caseLabel(view)]}>
      <p class="back">
        <a href={form}>{say('check.back')}</a>
      </p>
      <h1>{say('check.title')}</h1>
      <p class="lede">
        <VisibleText text={say('review.title', { case: caseLabel(view) })} />
      </p>
      <dl class="check-list">
        <Entry
          visit={visit}
          term={say('check.decision')}
          change={`${form}#${fieldId(DECISION_NAMES.outcome)}`}
        >
          <strong>{outcomeLabel(submission.outcome, say)}</strong>
        </Entry>
        <CodesEntry visit={visit} form={form} submission={submission} />
        <TextEntry
          visit={visit}
          term={say('decision.motive')}
          form={form}
          name={DECISION_NAMES.motive}
          text={submission.motive}
        />
        <TextEntry
          visit={visit}
          term={say('decision.change')}
          form={form}
          name={DECISION_NAMES.change}
          text={submission.changeReason}
        />
        <TextEntry
          visit={visit}
          term={say('decision.text')}
          form={form}
          name={DECISION_NAMES.text}
          text={submission.textForPerson}
        />
      </dl>
      {view.suggestion !== undefined && repeats(submission.motive, view.suggestion.value) ? (
        <p class="message warning" role="status">
          {say('check.copied')}
        </p>
      ) : null}
      <section class="panel" aria-labelledby="contenu-decision">
        <h2 id="contenu-decision">{say('check.content')}</h2>
        {decided === undefined ? (
          <p>{say('check.no-value')}</p>
        ) : (
          <ValueView say={say} value={decided} shape={shape} />
        )}
        {submission.outcome === 'amended' && view.suggestion !== undefined && decided !== undefined ? (
          <Differences say={say} shape={shape} before={view.suggestion.value} after={decided} />
        ) : null}
      </section>
      <p>{say('check.what-next', { duration: durationWords(view.oversight.undoMinutes, say) })}</p>
      {needsNotice ? <p>{say('check.notice')}</p> : null}
      {view.votes.needed > 1 ? <p>{say('check.quorum', { needed: view.votes.needed })}</p> : null}
      <DrawNote visit={visit} view={view} />
      <form method="post" action={paths.action(view.id, 'enregistrer')}>
        <HiddenFields visit={visit} version={view.version} idempotencyKey={props.idempotencyKey} />
        <input type="hidden" name={HIDDEN_NAMES.digest} value={props.digest} />
        <button type="submit" class="primary">
          {say('check.submit')}
        </button>
      </form>
    </Shell>
  )
}

/** Where one person decides, but some cases are drawn: said to everybody, since nobody can know which. */
function DrawNote({ visit, view }: Pick<CheckPageProps, 'visit' | 'view'>): JSX.Element | null {
  const { secondOpinionPercent } = view.oversight
  if (secondOpinionPercent === undefined || view.votes.needed > 1 || view.withoutSuggestion === true)
    return null
  const percent = formatNumber(visit.language, secondOpinionPercent)
  return <p>{visit.say('check.draw', { percent })}</p>
}

/** The short reasons that are ticked, in words. */
function CodesEntry(props: {
  readonly visit: Visit
  readonly form: string
  readonly submission: Submission
}): JSX.Element {
  const { visit, form, submission } = props
  const { say, language } = visit
  const { reasons = [], changeReasons = [] } = submission
  const motive = reasons.map((code) => motiveReasonLabel(code, say))
  const change = changeReasons.map((code) => changeReasonLabel(code, say))
  return (
    <>
      {motive.length === 0 ? null : (
        <Entry visit={visit} term={say('check.reasons')} change={`${form}#${fieldId(DECISION_NAMES.motive)}`}>
          {formatList(language, motive)}
        </Entry>
      )}
      {change.length === 0 ? null : (
        <Entry
          visit={visit}
          term={say('check.change-reasons')}
          change={`${form}#${fieldId(DECISION_NAMES.change)}`}
        >
          {formatList(language, change)}
        </Entry>
      )}
    </>
  )
}

function TextEntry(props: {
  readonly visit: Visit
  readonly term: string
  readonly form: string
  readonly name: string
  readonly text: string | undefined
}): JSX.Element | null {
  if (props.text === undefined) return null
  return (
    <Entry visit={props.visit} term={props.term} change={`${props.form}#${fieldId(props.name)}`}>
      <span class="text">
        <VisibleText text={props.text} />
      </span>
    </Entry>
  )
}

function Entry(props: {
  readonly visit: Visit
  readonly term: string
  readonly change: string
  readonly children?: Child
}): JSX.Element {
  const { say } = props.visit
  return (
    <div>
      <dt>{props.term}</dt>
      <dd>{props.children}</dd>
      <dd class="check-change">
        <a href={props.change} aria-label={say('check.change-named', { field: props.term })}>
          {say('check.change')}
        </a>
      </dd>
    </div>
  )
}

function durationWords(minutes: number, say: Visit['say']): string {
  return minutes >= 1
    ? say('check.minutes', { count: Math.round(minutes) })
    : say('check.seconds', { count: Math.round(minutes * 60) })
}
