import type { JSX } from 'hono/jsx/jsx-runtime'
import { OPINION_CHOICES } from '../../review/review.js'
import type { ReviewView } from '../../review/view.js'
import type { Form } from '../read-form.js'
import { CriteriaFields } from './criteria.js'
import { type FormError, Radios, TextArea } from './fields.js'
import { opinionLabel } from './labels.js'
import { raisedWords } from './raised-words.js'
import { HiddenFields } from './shell.js'
import type { Visit } from './visit.js'

/** Names of the opinion form's controls. */
export const OPINION_NAMES = { choice: 'avis', note: 'note' } as const

/** The id of the form of a review page, for the buttons in its head. */
export const FORM_ID = 'formulaire'

/** Step 1: the reviewer's own opinion, before anything of the suggestion has left the server. */
export function OpinionForm(props: {
  readonly visit: Visit
  readonly view: ReviewView
  readonly typed: Form | undefined
  readonly errors: readonly FormError[]
  readonly idempotencyKey: string
}): JSX.Element {
  const { visit, view, typed, errors } = props
  const { say, paths } = visit
  const messageFor = (name: string): string | undefined => errors.find((each) => each.name === name)?.message
  const error = messageFor(OPINION_NAMES.choice)
  const noteError = messageFor(OPINION_NAMES.note)
  const why = raisedWords(view, visit)
  return (
    <section class="panel decision-panel" aria-labelledby="avis">
      <h2 id="avis" tabindex={-1}>
        {say('opinion.title')}
      </h2>
      {why === undefined ? null : <p class="message">{why}</p>}
      <p>{say('opinion.explanation')}</p>
      <form
        id={FORM_ID}
        method="post"
        action={paths.action(view.id, 'avis')}
        data-draft={paths.action(view.id, 'brouillon')}
        novalidate
      >
        <HiddenFields visit={visit} version={view.version} idempotencyKey={props.idempotencyKey} />
        <CriteriaFields {...props} />
        <Radios
          name={OPINION_NAMES.choice}
          label={say('opinion.legend')}
          {...(error === undefined ? {} : { error })}
          value={typed?.get(OPINION_NAMES.choice) ?? ''}
          options={OPINION_CHOICES.map((choice) => ({ value: choice, label: opinionLabel(choice, say) }))}
        />
        <TextArea
          name={OPINION_NAMES.note}
          label={say('opinion.note')}
          hint={say('opinion.note-hint')}
          {...(noteError === undefined ? {} : { error: noteError })}
          value={typed?.get(OPINION_NAMES.note) ?? ''}
          rows={3}
        />
        <button type="submit" class="primary">
          {say('opinion.submit')}
        </button>
      </form>
      <WithoutAiLink visit={visit} view={view} />
    </section>
  )
}

/** Mode `on-request`: the suggestion is there for whoever asks. */
export function RevealForm(props: {
  readonly visit: Visit
  readonly view: ReviewView
  readonly idempotencyKey: string
}): JSX.Element {
  const { visit, view } = props
  const { say, paths } = visit
  return (
    <section class="panel decision-panel" aria-labelledby="avis">
      <h2 id="avis" tabindex={-1}>
        {say('reveal.title')}
      </h2>
      <p>{say('reveal.explanation')}</p>
      <form
        id={FORM_ID}
        method="post"
        action={paths.action(view.id, 'afficher')}
        data-draft={paths.action(view.id, 'brouillon')}
      >
        <HiddenFields visit={visit} version={view.version} idempotencyKey={props.idempotencyKey} />
        <button type="submit" class="primary">
          {say('reveal.submit')}
        </button>
      </form>
      <WithoutAiLink visit={visit} view={view} />
    </section>
  )
}

function WithoutAiLink({
  visit,
  view,
}: {
  readonly visit: Visit
  readonly view: ReviewView
}): JSX.Element | null {
  if (!view.allowed.includes('without-ai')) return null
  return (
    <p class="alternative">
      <a href={visit.paths.action(view.id, 'sans-ia')}>{visit.say('outcome.without-ai')}</a>{' '}
      <span class="hint">{visit.say('opinion.without-ai-hint')}</span>
    </p>
  )
}
