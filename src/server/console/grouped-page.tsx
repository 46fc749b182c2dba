import type { JSX } from 'hono/jsx/jsx-runtime'
import { formatMoment, formatTime } from '../../i18n/format.js'
import type { ReviewView } from '../../review/view.js'
import type { Form } from '../read-form.js'
import { VisibleText, visibleString } from '../visible-text.js'
import { shownCase } from './case-documents.js'
import { DecisionFields } from './decision-fields.js'
import { dueDay, dueWords } from './due.js'
import { ErrorSummary, type FormError } from './fields.js'
import { AsideCases } from './grouped-aside.js'
import { type Group, useName } from './grouped-cases.js'
import { nameAmong, prefixOf } from './grouped-form.js'
import { KeptText } from './kept-text.js'
import { FORM_ID } from './opinion-form.js'
import { caseLabel } from './queue-row.js'
import { HIDDEN_NAMES, HiddenFields, Shell } from './shell.js'
import { shapeOfReview, useOfReview } from './submission.js'
import { ToVerify } from './suggestion-panel.js'
import { ValueView } from './value-view.js'
import type { Visit } from './visit.js'

/** The name of the field that names the use of a group. */
export const USAGE_NAME = 'usage'

/** What is said above a group. */
export type GroupMessage =
  | 'grouped.saved'
  | 'grouped.renewed'
  | 'grouped.refused'
  | 'grouped.moved'
  | 'grouped.changed'

/** What the page of a group shows. */
export interface GroupedPageProps {
  readonly visit: Visit
  readonly group: Group
  /** What was typed and what is wrong with it, under the names of this form. */
  readonly typed: Form
  readonly errors: readonly FormError[]
  readonly message?: GroupMessage
  /** What was typed on cases that are not in the group any more. */
  readonly left?: ReadonlyMap<string, LeftText>
}

/** « Traiter plusieurs dossiers »: each case with its own suggestion, its own decision and its own reason. */
export function GroupedPage(props: GroupedPageProps): JSX.Element {
  const { visit, group, errors, message } = props
  const { say, paths } = visit
  const { views } = group
  const [first] = views
  return (
    <Shell context={visit} visit={visit} title={[say('grouped.title')]} hasErrors={errors.length > 0}>
      <ErrorSummary say={say} errors={errors.map((error) => named(error, group))} />
      <p class="back">
        <a href={paths.queue}>{say('review.back')}</a>
      </p>
      <h1>{say('grouped.title')}</h1>
      {first === undefined ? (
        <p class="message" role="status">
          {say('grouped.none')}
        </p>
      ) : (
        <p class="lede">
          <VisibleText text={say('grouped.lede', { name: useName(visit, first), count: views.length })} />
        </p>
      )}
      {message === undefined ? null : (
        <p
          class={message === 'grouped.saved' || message === 'grouped.renewed' ? 'message' : 'message warning'}
          role="status"
        >
          {say(message)}
        </p>
      )}
      <LeftTexts {...props} />
      <AsideCases visit={visit} cases={group.aside} />
      {views.length === 0 ? null : <GroupForm {...props} />}
    </Shell>
  )
}

function GroupForm(props: GroupedPageProps): JSX.Element {
  const { visit, group } = props
  const { say, paths } = visit
  return (
    <form
      id={FORM_ID}
      class="grouped"
      method="post"
      action={paths.grouped('verifier')}
      data-draft={paths.grouped('brouillon')}
      data-renew={paths.grouped('prolonger')}
      {...firstEnd(props)}
      novalidate
    >
      <p>{say('grouped.rule')}</p>
      <HiddenFields visit={visit} />
      <input type="hidden" name={USAGE_NAME} value={group.usage} />
      {group.views.map((view) => (
        <CaseSection {...props} view={view} />
      ))}
      <div class="buttons">
        <button type="submit" class="primary">
          {say('decision.submit')}
        </button>
        <button type="submit" class="quiet" formaction={paths.grouped('brouillon')}>
          {say('grouped.save')}
        </button>
        <button type="submit" class="quiet" formaction={paths.grouped('prolonger')}>
          {say('grouped.renew')}
        </button>
      </div>
    </form>
  )
}

/** When the first reservation ends, for the script that says so in time. */
function firstEnd({ visit, group }: GroupedPageProps): Readonly<Record<string, string>> {
  const [first] = group.views.map(({ claim, dueAt }) => claim?.until ?? dueAt).toSorted()
  if (first === undefined) return {}
  return { 'data-ends': first, 'data-ends-at': formatTime(visit.language, new Date(first)) }
}

/** One case: its data, its suggestion, its decision, in this order as on its own page. */
function CaseSection(props: GroupedPageProps & { readonly view: ReviewView }): JSX.Element {
  const { visit, view, typed, errors } = props
  const { say, language, paths } = visit
  const label = caseLabel(view)
  const id = `dossier-${view.id}`
  const page = paths.review(view.id)
  return (
    <section class="panel grouped-case" aria-labelledby={id}>
      <h2 id={id} tabindex={-1}>
        <VisibleText text={say('review.title', { case: label })} />
      </h2>
      <p class="panel-meta">
        {say('review.due', { day: dueDay(view.dueAt, visit) })} ({dueWords(view.dueAt, visit)}).{' '}
        {say('review.held-by-you', {
          time: formatTime(language, new Date(view.claim?.until ?? view.dueAt)),
        })}
        .{' '}
        <a href={page} aria-label={say('grouped.open-named', { case: visibleString(label) })}>
          {say('grouped.open')}
        </a>
      </p>
      <div class="review-layout">
        <div class="side">
          <h3>{say('case.title')}</h3>
          <ValueView say={say} value={shownCase(visit, view)} />
          <Suggestion visit={visit} view={view} />
        </div>
        <div class="side grouped-decision">
          <h3>{say('decision.title')}</h3>
          <input type="hidden" name={nameAmong(view.id, HIDDEN_NAMES.version)} value={String(view.version)} />
          <DecisionFields
            visit={visit}
            view={view}
            typed={typed}
            errors={errors}
            prefix={prefixOf(view.id)}
          />
        </div>
      </div>
    </section>
  )
}

function Suggestion({
  visit,
  view,
}: {
  readonly visit: Visit
  readonly view: ReviewView
}): JSX.Element | null {
  const { suggestion } = view
  if (suggestion === undefined) return null
  const { say, language, guard, paths } = visit
  const system = guard.systems.find(({ id }) => id === view.systemId)
  return (
    <div class="grouped-suggestion">
      <h3>{say('suggestion.title')}</h3>
      <p class="panel-meta">
        <span class="ai-mark">{say('suggestion.ai')}</span>{' '}
        {formatMoment(language, new Date(suggestion.generatedAt))}
      </p>
      <ValueView
        say={say}
        value={suggestion.value}
        shape={shapeOfReview(useOfReview(visit, view))}
        caseData={shownCase(visit, view)}
        casePage={paths.review(view.id)}
      />
      <ToVerify visit={visit} view={view} system={system} />
    </div>
  )
}

/** The same fields stand several times on the page: the summary says of which case each is. */
function named({ name, message }: FormError, { views }: Group): FormError {
  const view = views.find(({ id }) => name.includes(prefixOf(id)))
  const label = view === undefined ? undefined : visibleString(caseLabel(view))
  return { name, message: label === undefined ? message : `${label} – ${message}` }
}

/** What was typed on a case that is not in the group any more, and how the case is called. */
export interface LeftText {
  readonly label: string
  readonly form: Form
}

/** What was typed for cases that are decided elsewhere now: to be read and copied, never lost. */
function LeftTexts({ visit, left }: GroupedPageProps): JSX.Element | null {
  if (left === undefined) return null
  return (
    <>
      {[...left].map(([id, { label, form }]) => (
        <KeptText
          say={visit.say}
          typed={form}
          at={`saisie-${id}`}
          title={visit.say('grouped.kept', { case: visibleString(label) })}
        />
      ))}
    </>
  )
}
