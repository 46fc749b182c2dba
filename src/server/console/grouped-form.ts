import { MOST_GROUPED } from '../../review/grouped.js'
import type { ReviewView } from '../../review/view.js'
import type { Form } from '../read-form.js'
import { isBlank } from '../schema-form/read-fields.js'
import { draftBody, draftForm, typedIn } from './draft.js'
import type { FormError } from './fields.js'
import { REPORT_NAMES } from './report-form.js'
import { DECISION_NAMES } from './submission.js'
import type { Visit } from './visit.js'

// One form holds the decisions on several cases: each name has the review's id in front, behind the sign by which
// generated forms say something about a control (`#`, `-`).
const NAME = /^([#-]?)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/(.+)$/s

/** Stands before the names of one case's controls. */
export function prefixOf(reviewId: string): string {
  return `${reviewId}/`
}

/** The name that a control of a case has in the form of a group. */
export function nameAmong(reviewId: string, name: string): string {
  const sign = /^[#-]/.exec(name)?.[0] ?? ''
  return `${sign}${prefixOf(reviewId)}${name.slice(sign.length)}`
}

/**
 * What a group's form holds of each case, under the names of the case's own page, in the form's order. No page has more
 * cases than may be decided together: what else a form names is not looked at.
 */
export function splitForm(form: Form): ReadonlyMap<string, Form> {
  const forms = new Map<string, Map<string, string>>()
  for (const [name, value] of form) {
    const [, sign = '', id, rest = ''] = NAME.exec(name) ?? []
    if (id === undefined || (!forms.has(id) && forms.size === MOST_GROUPED)) continue
    const own = forms.get(id) ?? new Map<string, string>()
    own.set(`${sign}${rest}`, value)
    forms.set(id, own)
  }
  return forms
}

/** What was typed on some cases, under the names that it has in a group's form. */
export function joinForms(forms: ReadonlyMap<string, Form>): Form {
  return new Map(
    [...forms].flatMap(([id, form]) => [...form].map(([name, value]) => [nameAmong(id, name), value])),
  )
}

/** What is wrong with the decision on one case, under the names that it has in a group's form. */
export function errorsAmong(reviewId: string, errors: readonly FormError[]): readonly FormError[] {
  return errors.map(({ name, message }) => ({ name: nameAmong(reviewId, name), message }))
}

/**
 * True once somebody has begun to decide a case: what is left blank waits for another time. The fields of an amendment are
 * filled with the suggestion, and say nothing by themselves.
 */
export function isBegun(form: Form): boolean {
  const { outcome, motive, text, change, own } = DECISION_NAMES
  return (
    [outcome, motive, text, change].some((name) => (form.get(name) ?? '').trim() !== '') ||
    [...form.keys()].some((name) => name.startsWith(`${DECISION_NAMES.reason}-`)) ||
    !isBlank(form, own)
  )
}

/** The drafts of some views that hold a begun decision, by review. */
export function begunDrafts(views: readonly ReviewView[]): ReadonlyMap<string, Form> {
  return new Map(
    views.flatMap((view) => {
      const typed = draftForm(view)
      return typed !== undefined && isBegun(typed) ? [[view.id, typed] as const] : []
    }),
  )
}

/** Keeps what was typed on one case as that case's draft; what its own page has besides stays. Returns what was kept. */
export async function keepAmong(visit: Visit, view: ReviewView, form: Form): Promise<Form> {
  const before = draftForm(view)
  const typed = typedIn(form)
  if (before === undefined && !isBegun(typed)) return typed
  const kept = new Map([...reported(before), ...typed])
  await visit.guard.reviews.saveDraft(view.id, visit.reviewer.id, draftBody(kept))
  return kept
}

/** A report that is being written on the case's own page: the group's form does not have it. */
function reported(draft: Form | undefined): readonly (readonly [string, string])[] {
  const names: readonly string[] = Object.values(REPORT_NAMES)
  return [...(draft ?? [])].filter(([name]) => names.includes(name))
}
