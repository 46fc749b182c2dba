import { randomUUID } from 'node:crypto'
import { isGuardError } from '../../errors.js'
import type { ReviewView } from '../../review/view.js'
import type { Form } from '../read-form.js'
import { json, page, seeOther } from '../responses.js'
import { commandOf, viewOf } from './command.js'
import { typedIn } from './draft.js'
import type { FormError } from './fields.js'
import { type Group, readGroup, unopenedCases } from './grouped-cases.js'
import { type CheckedCase, GroupedCheckPage, groupAddress } from './grouped-check-page.js'
import {
  begunDrafts,
  errorsAmong,
  isBegun,
  joinForms,
  keepAmong,
  nameAmong,
  splitForm,
} from './grouped-form.js'
import { GroupedPage, type GroupMessage, type LeftText, USAGE_NAME } from './grouped-page.js'
import { formatTimeOf } from './labels.js'
import { caseLabel } from './queue-row.js'
import { DECISION_NAMES, readSubmission } from './submission.js'
import type { Visit } from './visit.js'

/** « Traiter plusieurs dossiers », with what was typed before. */
export async function showGroup(visit: Visit, url: URL): Promise<Response> {
  const group = await readGroup(visit, url.searchParams.get(USAGE_NAME) ?? '')
  return groupPage(visit, group)
}

/** « Vérifiez vos décisions », from the drafts. */
export async function showGroupCheck(visit: Visit, url: URL): Promise<Response> {
  return checkPage(visit, await readGroup(visit, url.searchParams.get(USAGE_NAME) ?? ''))
}

/** Keeps what was typed; for a script, says only when. */
export async function saveGroup(visit: Visit, form: Form, forScript: boolean): Promise<Response> {
  const { group, typed, left } = await keepGroup(visit, form)
  return forScript
    ? json({ time: formatTimeOf(visit.now.toISOString(), visit) })
    : groupPage(visit, group, { typed, left, message: 'grouped.saved' })
}

/** Keeps what was typed, and prolongs the reservation of each case of the group. */
export async function renewGroup(visit: Visit, form: Form): Promise<Response> {
  const { group, typed, left } = await keepGroup(visit, form)
  const renewed = await Promise.all(group.views.map((view) => renew(visit, view)))
  const message = renewed.every(Boolean) ? 'grouped.renewed' : 'grouped.moved'
  return groupPage(visit, await readGroup(visit, group.usage), { typed, left, message })
}

/** False when the reservation ended or the case changed this very moment: the others are prolonged all the same. */
async function renew({ guard, reviewer }: Visit, { id, version }: ReviewView): Promise<boolean> {
  try {
    await guard.reviews.renew(id, { by: reviewer.id, version, idempotencyKey: randomUUID() })
    return true
  } catch (error) {
    if (isGuardError(error) && MOVED.includes(error.code)) return false
    throw error
  }
}

const MOVED: readonly string[] = ['ERR_REVIEW_CONFLICT', 'ERR_REVIEW_STATE', 'ERR_REVIEWER_NOT_ALLOWED']

/** Keeps what was typed, says everything that is wrong with it, or leads on to the check. */
export async function checkGroup(visit: Visit, form: Form): Promise<Response> {
  const { group, typed, left } = await keepGroup(visit, form)
  const begun = group.views.filter(({ id }) => isBegun(typed.get(id) ?? new Map()))
  const read = await Promise.all(
    begun.map(async (view) => {
      const own = typed.get(view.id) ?? new Map()
      const moved = commandOf({ visit, form: own }).version !== view.version
      const result = await readSubmission(visit, view, typedIn(own))
      return errorsAmong(view.id, [
        ...(moved ? [{ name: DECISION_NAMES.outcome, message: visit.say('grouped.error.moved') }] : []),
        ...(result.ok ? [] : result.errors),
      ])
    }),
  )
  const errors = read.flat()
  if (left.size > 0 || errors.length > 0 || begun.length === 0)
    return groupPage(visit, group, {
      typed,
      left,
      errors: begun.length === 0 ? nothingBegun(visit, group) : errors,
      ...(left.size > 0 ? { message: 'grouped.moved' } : {}),
    })
  return seeOther(`${visit.paths.grouped('verifier')}?${new URLSearchParams({ [USAGE_NAME]: group.usage })}`)
}

function nothingBegun({ say }: Visit, { views: [first] }: Group): readonly FormError[] {
  if (first === undefined) return []
  return [{ name: nameAmong(first.id, DECISION_NAMES.outcome), message: say('grouped.error.none') }]
}

interface KeptGroup {
  readonly group: Group
  /** What was typed on each case of the group, with the hidden fields of its form. */
  readonly typed: ReadonlyMap<string, Form>
  /** What was typed on cases that are not in the group any more. */
  readonly left: ReadonlyMap<string, LeftText>
}

/** Keeps on the server what was typed, case by case, so that no answer can lose it. */
async function keepGroup(visit: Visit, sending: Form): Promise<KeptGroup> {
  const group = await readGroup(visit, sending.get(USAGE_NAME) ?? '')
  const sent = splitForm(sending)
  const own = new Set(group.views.map(({ id }) => id))
  for (const view of group.views) {
    const typed = sent.get(view.id)
    if (typed !== undefined) await keepAmong(visit, view, typed)
  }
  const left = new Map<string, LeftText>()
  const unopened = await unopenedCases(visit)
  for (const [id, form] of sent)
    if (!own.has(id) && !unopened.has(id) && isBegun(form))
      left.set(id, { form, label: await keepLeft(visit, id, form) })
  return { group, typed: new Map([...sent].filter(([id]) => own.has(id))), left }
}

/** Keeps what was typed on a case that left the group, if that can still be kept; returns how the case is called. */
async function keepLeft(visit: Visit, id: string, form: Form): Promise<string> {
  try {
    const view = await viewOf(visit, id)
    await keepAmong(visit, view, form)
    return caseLabel(view)
  } catch (error) {
    // It is theirs no more, or over: what they typed is in the page, to be copied.
    if (!isGuardError(error)) throw error
    return caseLabel({ id })
  }
}

/** Draws the page of a group, with what was sent or else the drafts. */
export async function groupPage(
  visit: Visit,
  group: Group,
  more: {
    readonly typed?: ReadonlyMap<string, Form>
    readonly left?: ReadonlyMap<string, LeftText>
    readonly errors?: readonly FormError[]
    readonly message?: GroupMessage
    readonly status?: number
  } = {},
): Promise<Response> {
  const { errors = [], left = new Map(), message } = more
  const content = GroupedPage({
    visit,
    group,
    typed: joinForms(more.typed ?? begunDrafts(group.views)),
    errors,
    left,
    ...(message === undefined ? {} : { message }),
  })
  return page(content, more.status ?? (errors.length > 0 ? 422 : left.size > 0 ? 409 : 200))
}

/** Draws the check page from the drafts of a group; its form, when there is something wrong with one of them. */
export async function checkPage(visit: Visit, group: Group, message?: GroupMessage): Promise<Response> {
  const drafts = begunDrafts(group.views)
  if (drafts.size === 0) return seeOther(groupAddress(visit, group.usage))
  const begun = group.views.filter(({ id }) => drafts.has(id))
  const read = await Promise.all(begun.map((view) => readDraft(visit, view, drafts.get(view.id))))
  const errors = read.flatMap((each) => ('errors' in each ? each.errors : []))
  const more = message === undefined ? {} : { message }
  if (errors.length > 0) return groupPage(visit, group, { errors, ...more })
  const cases = read.flatMap((each) => ('errors' in each ? [] : [each]))
  const blank = group.views.filter(({ id }) => !drafts.has(id))
  return page(
    GroupedCheckPage({ visit, usage: group.usage, cases, blank, ...more }),
    message === undefined ? 200 : 409,
  )
}

async function readDraft(
  visit: Visit,
  view: ReviewView,
  typed: Form = new Map(),
): Promise<CheckedCase | { readonly errors: readonly FormError[] }> {
  const read = await readSubmission(visit, view, typed)
  return read.ok
    ? { view, typed, submission: read.submission }
    : { errors: errorsAmong(view.id, read.errors) }
}
