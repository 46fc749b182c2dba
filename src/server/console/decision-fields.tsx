import type { JSX } from 'hono/jsx/jsx-runtime'
import { CHANGE_REASONS, MOTIVE_REASONS } from '../../review/decision-reasons.js'
import type { ReviewView } from '../../review/view.js'
import type { Form } from '../read-form.js'
import { Checkboxes, type FormError, Radios, TextArea } from './fields.js'
import { changeReasonLabel, motiveReasonLabel, opinionLabel, outcomeLabel } from './labels.js'
import { actionOf, DECISION_NAMES, reasonName } from './submission.js'
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
  /** Stands before each name where one form holds the decisions on several cases; `typed` and `errors` have it too. */
  readonly prefix?: string
}

/** What is filled in to decide one case: the outcome, an amendment, reasons and texts, a decision of one's own. */
export function DecisionFields(props: DecisionFormProps): JSX.Element {
  const { visit, view, withoutAi } = props
  const { say } = visit
  return (
    <>
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
    </>
  )
}

/** Short reasons, the same for every outcome. */
function MotiveReasons({ visit, typed, prefix = '' }: DecisionFormProps): JSX.Element {
  const { say } = visit
  return (
    <Checkboxes
      label={say('reason.legend')}
      className="reasons"
      options={MOTIVE_REASONS.map((code) => ({
        name: `${prefix}${reasonName('reason', code)}`,
        label: motiveReasonLabel(code, say),
        checked: typed?.has(`${prefix}${reasonName('reason', code)}`) ?? false,
      }))}
    />
  )
}

/** « Pourquoi changez-vous d’avis ? »: only where there was a clear one. */
function ChangeFields(props: DecisionFormProps): JSX.Element | null {
  const { visit, view, typed, prefix = '' } = props
  const { say } = visit
  if (view.opinion === undefined || view.opinion.choice === 'undecided') return null
  return (
    <div class="when-changed">
      <Checkboxes
        label={say('change.legend')}
        className="reasons"
        options={CHANGE_REASONS.map((code) => ({
          name: `${prefix}${reasonName('changeReason', code)}`,
          label: changeReasonLabel(code, say),
          checked: typed?.has(`${prefix}${reasonName('changeReason', code)}`) ?? false,
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

/** Who has seen a suggestion that was withheld since cannot say that they decided without it: they set it aside. */
function aloneOutcome({ allowed }: ReviewView): 'without-ai' | 'rejected' {
  return allowed.includes('without-ai') ? 'without-ai' : 'rejected'
}

function motiveHint({ visit, view }: DecisionFormProps): string {
  return visit.say('decision.motive-hint', { min: view.oversight.motiveMinLength })
}

function Outcomes({ visit, view, typed, errors, prefix = '' }: DecisionFormProps): JSX.Element {
  const { say } = visit
  const name = `${prefix}${DECISION_NAMES.outcome}`
  const shown = (['approved', 'amended', 'rejected'] as const).filter((outcome) =>
    view.allowed.includes(actionOf(outcome)),
  )
  return (
    <Radios
      name={name}
      label={say('decision.legend')}
      className="outcomes"
      {...errorOf(errors, name)}
      value={typed?.get(name) ?? ''}
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
  const { label, hint, typed, errors, rows, prefix = '' } = props
  const name = `${prefix}${props.name}`
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
