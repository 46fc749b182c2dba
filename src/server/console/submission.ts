import type { z } from 'zod'
import type { JsonValue } from '../../internal/canonical-json.js'
import { canonicalJson } from '../../internal/canonical-json.js'
import { DECISION_OUTCOMES, type DecisionOutcome } from '../../review/decision.js'
import {
  CHANGE_REASONS,
  type ChangeReason,
  type CodedReasons,
  MOTIVE_REASONS,
  type MotiveReason,
} from '../../review/decision-reasons.js'
import { visibleLength } from '../../review/decision-texts.js'
import type { ReviewView } from '../../review/view.js'
import type { Use } from '../../system/use.js'
import type { Form } from '../read-form.js'
import type { ControlIssue } from '../schema-form/control.js'
import { childName } from '../schema-form/control.js'
import { isBlank, readFields } from '../schema-form/read-fields.js'
import { type Shape, shapeOf } from '../schema-form/shape.js'
import { directionOf, disagrees } from './direction.js'
import type { FormError } from './fields.js'
import { holdsText } from './own-text.js'
import { tooLong } from './text-error.js'
import type { Say, Visit } from './visit.js'

/** Names of the decision form's controls. */
export const DECISION_NAMES = {
  outcome: 'decision',
  motive: 'motif',
  text: 'texte',
  change: 'changement',
  amended: 'v',
  own: 'o',
  reason: 'raison',
  changeReason: 'raison-changement',
} as const

/** The name of a coded reason's box. */
export function reasonName(kind: 'reason' | 'changeReason', code: MotiveReason | ChangeReason): string {
  return `${DECISION_NAMES[kind]}-${code}`
}

/** A decision as somebody wrote it, complete and typed, before it is recorded. */
export interface Submission extends CodedReasons {
  readonly outcome: DecisionOutcome
  readonly motive: string
  readonly textForPerson?: string
  readonly changeReason?: string
  /** `amended`: the amended value. `rejected` and `without-ai`: the reviewer's own, if given. */
  readonly value?: JsonValue
}

/** A decision form read: a submission, or what is wrong with it. */
export type ReadSubmission =
  | { readonly ok: true; readonly submission: Submission }
  | { readonly ok: false; readonly errors: readonly FormError[] }

/** The declared use of a review, if this guard still declares it. */
export function useOfReview(
  { guard }: Pick<Visit, 'guard'>,
  { systemId, useId }: Pick<ReviewView, 'systemId' | 'useId'>,
): Use | undefined {
  const uses = guard.systems.find(({ id }) => id === systemId)?.uses
  return uses !== undefined && Object.hasOwn(uses, useId) ? uses[useId] : undefined
}

/** The shape of a review's value. */
export function shapeOfReview(use: Use | undefined): Shape {
  return shapeOf(use?.record.outputSchema ?? {})
}

/** Reads a decision form: outcome, texts, and the value, typed by the use's schema. All faults at once. */
export async function readSubmission(visit: Visit, view: ReviewView, form: Form): Promise<ReadSubmission> {
  const { say } = visit
  const chosen = form.get(DECISION_NAMES.outcome)
  const outcome = DECISION_OUTCOMES.find((candidate) => candidate === chosen)
  const errors: FormError[] = []
  if (outcome === undefined) errors.push({ name: DECISION_NAMES.outcome, message: say('error.outcome') })
  else if (!view.allowed.includes(actionOf(outcome)))
    errors.push({ name: DECISION_NAMES.outcome, message: say('error.outcome-not-allowed') })
  const value =
    outcome === undefined ? { value: undefined, errors: [] } : await readValue(visit, view, { outcome, form })
  errors.push(...value.errors)
  const motive = (form.get(DECISION_NAMES.motive) ?? '').trim()
  errors.push(...motiveErrors(motive, view.oversight.motiveMinLength, say))
  const use = useOfReview(visit, view)
  const decided = outcome === 'approved' ? view.suggestion?.value : value.value
  const shape = shapeOfReview(use)
  const direction = outcome === undefined ? undefined : directionOf(shape, decided)
  const changeReason = (form.get(DECISION_NAMES.change) ?? '').trim()
  if (disagrees(view.opinion?.choice, direction) && visibleLength(changeReason) === 0)
    errors.push({ name: DECISION_NAMES.change, message: say('error.change') })
  const textForPerson = (form.get(DECISION_NAMES.text) ?? '').trim()
  // Nothing of the AI's text goes out when it is set aside, and a draft may have none: the person needs the reviewer's.
  const ownWords =
    outcome === 'rejected' ||
    outcome === 'without-ai' ||
    (direction === 'unfavourable' && !holdsText(shape, decided))
  if (ownWords && use?.record.audience === 'citizens' && visibleLength(textForPerson) === 0)
    errors.push({ name: DECISION_NAMES.text, message: say('error.text') })
  for (const [name, text] of [
    [DECISION_NAMES.change, changeReason],
    [DECISION_NAMES.text, textForPerson],
  ] as const) {
    const message = tooLong(text, say)
    if (message !== undefined) errors.push({ name, message })
  }
  if (errors.length > 0 || outcome === undefined) return { ok: false, errors }
  return {
    ok: true,
    submission: {
      outcome,
      motive,
      ...(textForPerson === '' ? {} : { textForPerson }),
      ...(changeReason === '' ? {} : { changeReason }),
      ...codesIn(form, changeReason !== ''),
      ...(value.value === undefined || outcome === 'approved' ? {} : { value: value.value }),
    },
  }
}

/** The coded reasons that are ticked. Those of a change count only where there is one. */
function codesIn(form: Form, changed: boolean): CodedReasons {
  const reasons = MOTIVE_REASONS.filter((code) => form.has(reasonName('reason', code)))
  const changes = changed ? CHANGE_REASONS.filter((code) => form.has(reasonName('changeReason', code))) : []
  return {
    ...(reasons.length === 0 ? {} : { reasons }),
    ...(changes.length === 0 ? {} : { changeReasons: changes }),
  }
}

/** The desk's word for deciding with an outcome. */
export function actionOf(outcome: DecisionOutcome): 'approve' | 'amend' | 'reject' | 'without-ai' {
  switch (outcome) {
    case 'approved':
      return 'approve'
    case 'amended':
      return 'amend'
    case 'rejected':
      return 'reject'
    case 'without-ai':
      return 'without-ai'
  }
}

function motiveErrors(motive: string, min: number, say: Say): FormError[] {
  const name = DECISION_NAMES.motive
  const length = visibleLength(motive)
  if (length === 0) return [{ name, message: say('error.motive') }]
  if (length < min) return [{ name, message: say('error.motive-short', { min, count: length }) }]
  const message = tooLong(motive, say)
  return message === undefined ? [] : [{ name, message }]
}

interface ReadDecided {
  readonly value: JsonValue | undefined
  readonly errors: readonly FormError[]
}

async function readValue(
  visit: Visit,
  view: ReviewView,
  { outcome, form }: { readonly outcome: DecisionOutcome; readonly form: Form },
): Promise<ReadDecided> {
  const amending = outcome === 'amended'
  const prefix = amending ? DECISION_NAMES.amended : DECISION_NAMES.own
  if (outcome === 'approved' || (!amending && isBlank(form, prefix))) return { value: undefined, errors: [] }
  const use = useOfReview(visit, view)
  const original = amending ? view.suggestion?.value : undefined
  const read = readFields(shapeOfReview(use), {
    form,
    prefix,
    ...(original === undefined ? {} : { original }),
  })
  if (read.issues.length > 0)
    return {
      value: undefined,
      errors: read.issues.map(({ name, issue }) => ({ name, message: controlMessage(issue, visit.say) })),
    }
  const { value } = read
  if (use === undefined || value === undefined)
    return { value: undefined, errors: [{ name: prefix, message: visit.say('error.value') }] }
  const parsed = await use.output.safeParseAsync(value)
  if (!parsed.success)
    return {
      value: undefined,
      errors: parsed.error.issues.map((issue) => schemaError(issue, read.controls, visit.say)),
    }
  if (amending && original !== undefined && canonicalJson(value) === canonicalJson(original))
    return { value, errors: [{ name: DECISION_NAMES.outcome, message: visit.say('error.unchanged') }] }
  return { value, errors: [] }
}

function controlMessage(issue: ControlIssue, say: Say): string {
  switch (issue) {
    case 'required':
      return say('error.required')
    case 'number':
      return say('error.number')
    case 'integer':
      return say('error.integer')
    case 'json':
      return say('error.json')
    case 'choice':
      return say('error.choice')
  }
}

function schemaError(issue: z.core.$ZodIssue, controls: ReadonlyMap<string, string>, say: Say): FormError {
  let pointer = issue.path.reduce<string>((path, key) => childName(path, String(key)), '')
  while (!controls.has(pointer) && pointer !== '') pointer = pointer.slice(0, pointer.lastIndexOf('/'))
  return { name: controls.get(pointer) ?? DECISION_NAMES.outcome, message: schemaMessage(issue, say) }
}

// A schema's own messages are English and may quote the value.
function schemaMessage(issue: z.core.$ZodIssue, say: Say): string {
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1) return say('error.required')
      return say('error.too-small', { min: String(issue.minimum) })
    case 'too_big':
      return say('error.too-big', { max: String(issue.maximum) })
    case 'invalid_format':
      return say('error.format')
    default:
      return say('error.value')
  }
}
