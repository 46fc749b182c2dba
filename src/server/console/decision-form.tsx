import type { JSX } from 'hono/jsx/jsx-runtime'
import { CHANGE_REASONS, MOTIVE_REASONS } from '../../review/decision-reasons.js'
import type { ReviewView } from '../../review/view.js'
import type { Form } from '../read-form.js'
import { CriteriaAnswers } from './criteria.js'
import { directionOf, disagrees } from './direction.js'
import { Checkboxes, type FormError, Radios, TextArea } from './fields.js'
import { changeReasonLabel, motiveReasonLabel, opinionLabel, outcomeLabel } from './labels.js'
import { FORM_ID } from './opinion-form.js'
import { HiddenFields } from './shell.js'
import { actionOf, DECISION_NAMES, reasonName, shapeOfReview, useOfReview } from './submission.js'
import { AmendedFields, OwnFields } from './value-fields.js'
import type { Visit } from './visit.js'

/** What a decision form shows. */
export interface DecisionFormProps {
  readonly visit: Visit
  readonly view: ReviewView
  readonly typed: Form | undefined
  readonly errors: readonly FormError[]
  /** The form of « Traiter sans l’IA »: no suggestion, no choice between outcomes. */
  readonly withoutAi?: boolean
}

/** The decision: three equal choices, a motive for each, the text for the person, the fields of an amendment. */
export function DecisionForm(props: DecisionFormProps): JSX.Element {
  const { visit, view, withoutAi } = props
  const { say, paths } = visit
  return (
    <section class="panel decision-panel" aria-labelledby="decision">
      <h2 id="decision" tabindex={-1}>
        {withoutAi === true ? say('decision.without-ai-title') : say('decision.title')}
      </h2>
      {withoutAi === true ? (
        <p>{say('decision.without-ai-explanation')}</p>
      ) : (
        <Comparison visit={visit} view={view} />
      )}
      <form
        id={FORM_ID}
        method="post"
        action={paths.action(view.id, 'verifier')}
        data-draft={paths.action(view.id, 'brouillon')}
        novalidate
      >
        <HiddenFields visit={visit} version={view.version} />
        {withoutAi === true ? (
          <input type="hidden" name={DECISION_NAMES.outcome} value={aloneOutcome(view)} />
        ) : (
          <Outcomes {...props} />
        )}
        {withoutAi === true || !view.allowed.includes('amend') ? null : <AmendedFields {...props} />}
        <MotiveReasons {...props} />
        <TextField
          {...props}
          name={DECISION_NAMES.motive}
          label={say('decision.motive')}
          hint={motiveHint(props)}
        />
        <ChangeFields {...props} />
        <TextField
          {...props}
          name={DECISION_NAMES.text}
          label={say('decision.text')}
          hint={say('decision.text-hint')}
        />
        <OwnFields {...props} />
        <button type="submit" class="primary">
          {say('decision.submit')}
        </button>
        <SecondOpinion {...props} />
      </form>
    </section>
  )
}

/** Short reasons, the same for every outcome. */
function MotiveReasons({ visit, typed }: DecisionFormProps): JSX.Element {
  const { say } = visit
  return (
    <Checkboxes
      label={say('reason.legend')}
      className="reasons"
      options={MOTIVE_REASONS.map((code) => ({
        name: reasonName('reason', code),
        label: motiveReasonLabel(code, say),
        checked: typed?.has(reasonName('reason', code)) ?? false,
      }))}
    />
  )
}

/** « Pourquoi changez-vous d’avis ? »: only where there was a clear one. */
function ChangeFields(props: DecisionFormProps): JSX.Element | null {
  const { visit, view, typed } = props
  const { say } = visit
  if (view.opinion === undefined || view.opinion.choice === 'undecided') return null
  return (
    <div class="when-changed">
      <Checkboxes
        label={say('change.legend')}
        className="reasons"
        options={CHANGE_REASONS.map((code) => ({
          name: reasonName('changeReason', code),
          label: changeReasonLabel(code, say),
          checked: typed?.has(reasonName('changeReason', code)) ?? false,
        }))}
      />
      <TextField
        {...props}
        name={DECISION_NAMES.change}
        label={say('decision.change')}
        hint={say('decision.change-hint', { opinion: opinionLabel(view.opinion.choice, say) })}
        rows={2}
      />
    </div>
  )
}

/** Asked from the form, so that what is typed is kept. */
function SecondOpinion({ visit, view }: DecisionFormProps): JSX.Element | null {
  const { say, paths } = visit
  if (view.secondOpinionAt !== undefined) return <p class="hint">{say('second.note')}</p>
  if (!view.allowed.includes('ask-second-opinion')) return null
  return (
    <div class="alternative">
      <button type="submit" class="quiet" formaction={paths.action(view.id, 'second-avis')}>
        {say('second.ask')}
      </button>
      <p class="hint">{say('second.hint')}</p>
    </div>
  )
}

/** Who has seen a suggestion that was withheld since cannot say that they decided without it: they set it aside. */
function aloneOutcome({ allowed }: ReviewView): 'without-ai' | 'rejected' {
  return allowed.includes('without-ai') ? 'without-ai' : 'rejected'
}

function motiveHint({ visit, view }: DecisionFormProps): string {
  return visit.say('decision.motive-hint', { min: view.oversight.motiveMinLength })
}

/** One's own opinion beside the suggestion's, in words. */
function Comparison({ visit, view }: Pick<DecisionFormProps, 'visit' | 'view'>): JSX.Element | null {
  const { say } = visit
  if (view.opinion === undefined) return null
  const direction = directionOf(shapeOfReview(useOfReview(visit, view)), view.suggestion?.value)
  return (
    <>
      <dl class="comparison">
        <div>
          <dt>{say('decision.your-opinion')}</dt>
          <dd>{opinionLabel(view.opinion.choice, say)}</dd>
        </div>
        {direction === undefined ? null : (
          <>
            <div>
              <dt>{say('decision.ai-proposes')}</dt>
              <dd>{opinionLabel(direction, say)}</dd>
            </div>
            {view.opinion.choice === 'undecided' ? null : (
              <div>
                <dt>{say('decision.you-and-ai')}</dt>
                <dd>
                  {disagrees(view.opinion.choice, direction)
                    ? say('decision.disagree')
                    : say('decision.agree')}
                </dd>
              </div>
            )}
          </>
        )}
      </dl>
      <CriteriaAnswers visit={visit} criteria={view.opinion.criteria} />
    </>
  )
}

function Outcomes({ visit, view, typed, errors }: DecisionFormProps): JSX.Element {
  const { say } = visit
  const error = errorOf(errors, DECISION_NAMES.outcome)
  const shown = (['approved', 'amended', 'rejected'] as const).filter((outcome) =>
    view.allowed.includes(actionOf(outcome)),
  )
  return (
    <Radios
      name={DECISION_NAMES.outcome}
      label={say('decision.legend')}
      className="outcomes"
      {...error}
      value={typed?.get(DECISION_NAMES.outcome) ?? ''}
      options={shown.map((outcome) => ({ value: outcome, label: outcomeLabel(outcome, say) }))}
    />
  )
}

function TextField(
  props: DecisionFormProps & {
    readonly name: string
    readonly label: string
    readonly hint: string
    readonly rows?: number
  },
): JSX.Element {
  const { name, label, hint, typed, errors, rows } = props
  return (
    <TextArea
      name={name}
      label={label}
      hint={hint}
      {...errorOf(errors, name)}
      value={typed?.get(name) ?? ''}
      rows={rows ?? 4}
    />
  )
}

function errorOf(errors: readonly FormError[], name: string): { error?: string } {
  const message = errors.find((error) => error.name === name)?.message
  return message === undefined ? {} : { error: message }
}
