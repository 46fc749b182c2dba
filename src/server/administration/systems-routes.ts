import { isGuardError } from '../../errors.js'
import type { ModeChange } from '../../guard/mode-raises.js'
import type { SuspensionChange } from '../../guard/suspensions.js'
import { raisingRole } from '../../review/roles.js'
import type { FormError } from '../console/fields.js'
import { NotFoundPage } from '../console/message-page.js'
import { tooLong } from '../console/text-error.js'
import type { Visit } from '../console/visit.js'
import type { ConsoleGuard } from '../options.js'
import type { Form } from '../read-form.js'
import { page, seeOther } from '../responses.js'
import { listedReviewers, mayStop, visibleSystems } from './access.js'
import { type ModeState, modeReasonField } from './mode-panel.js'
import { administrationPaths } from './paths.js'
import { type Done, reasonField, SystemsPage } from './systems-page.js'

/** The address's parameter that says what was done. */
const DONE = 'fait'

/** Systems and their state. */
export async function showSystems(visit: Visit, url: URL): Promise<Response> {
  const done = url.searchParams.get(DONE)
  return systemsPage(visit, isDone(done) ? { done } : {})
}

function isDone(word: string | null): word is Done {
  return word === 'suspended' || word === 'resumed' || word === 'raised' || word === 'lifted'
}

/** Raises or lifts a system's mode of oversight, with the reason that was typed. */
export async function changeMode(
  visit: Visit,
  form: Form,
  change: { readonly systemId: string; readonly action: 'raised' | 'lifted' },
): Promise<Response> {
  const { guard, reviewer } = visit
  const { systemId, action } = change
  const system = visibleSystems(guard, reviewer).find(({ id }) => id === systemId)
  if (system === undefined || raisingRole(reviewer) === undefined) return page(NotFoundPage({ visit }), 404)
  const field = modeReasonField(systemId)
  const command = { by: reviewer.id, reason: form.get(field) ?? '' }
  return carriedOut(visit, { form, field, done: action }, () =>
    action === 'raised'
      ? guard.modeRaises.raise(systemId, command)
      : guard.modeRaises.lift(systemId, command),
  )
}

/** Suspends or resumes a system, with the reason that was typed. */
export async function pressButton(
  visit: Visit,
  form: Form,
  pressed: { readonly systemId: string; readonly action: 'suspended' | 'resumed' },
): Promise<Response> {
  const { guard, reviewer } = visit
  const { systemId, action } = pressed
  const system = visibleSystems(guard, reviewer).find(({ id }) => id === systemId)
  if (system === undefined || !mayStop(system, reviewer)) return page(NotFoundPage({ visit }), 404)
  const field = reasonField(systemId)
  const command = { by: reviewer.id, reason: form.get(field) ?? '' }
  return carriedOut(visit, { form, field, done: action }, () =>
    action === 'suspended'
      ? guard.suspensions.suspend(systemId, command)
      : guard.suspensions.resume(systemId, command),
  )
}

/** Does what a form asks, and leads back to the page; without a reason the form comes back. */
async function carriedOut(
  visit: Visit,
  { form, field, done }: { readonly form: Form; readonly field: string; readonly done: Done },
  work: () => Promise<void>,
): Promise<Response> {
  try {
    await work()
  } catch (error) {
    if (!isGuardError(error) || error.code !== 'ERR_INPUT_INVALID') throw error
    const message = tooLong(form.get(field) ?? '', visit.say) ?? visit.say('admin.reason-missing')
    const errors = [{ name: field, message }]
    return systemsPage(visit, { errors, typed: form })
  }
  return seeOther(`${administrationPaths(visit.paths).systems}?${DONE}=${done}`)
}

async function systemsPage(
  visit: Visit,
  shown: {
    readonly done?: Done
    readonly errors?: readonly FormError[]
    readonly typed?: Form
  },
): Promise<Response> {
  const { guard, reviewer } = visit
  const systems = visibleSystems(guard, reviewer)
  if (systems.length === 0) return page(NotFoundPage({ visit }), 404)
  const suspensions = new Map((await guard.suspensions.list()).map((one) => [one.systemId, one]))
  const histories = new Map(
    await Promise.all(systems.map(async ({ id }) => [id, await guard.suspensions.history(id)] as const)),
  )
  const modes = new Map(
    await Promise.all(systems.map(async ({ id }) => [id, await modeStateOf(guard, id)] as const)),
  )
  const modeHistories = [...modes.values()].flatMap((mode) => (mode === 'altered' ? [] : mode.history))
  const ids = actorsIn([...[...histories.values()].flat(), ...modeHistories])
  const found = await Promise.all(ids.map((id) => guard.reviewers.find(id)))
  const people = await listedReviewers(guard.reviewers)?.list()
  const { errors = [], typed = new Map(), done } = shown
  return page(
    SystemsPage({
      visit,
      systems,
      suspensions,
      histories,
      modes,
      names: new Map(found.filter((one) => one !== undefined).map(({ id, name }) => [id, name])),
      ...(people === undefined ? {} : { people }),
      ...(done === undefined ? {} : { done }),
      errors,
      typed,
    }),
    errors.length > 0 ? 422 : 200,
  )
}

/** What raises a system's mode. Altered in the database, it is said so beside the stop button, which stays. */
async function modeStateOf(
  { modeRaises }: Pick<ConsoleGuard, 'modeRaises'>,
  id: string,
): Promise<ModeState | 'altered'> {
  try {
    const [standing, modelChangeUntil, history] = await Promise.all([
      modeRaises.of(id),
      modeRaises.modelChangeUntil(id),
      modeRaises.history(id),
    ])
    return { standing, modelChangeUntil, history }
  } catch (error) {
    if (!isGuardError(error) || error.code !== 'ERR_TAMPERED') throw error
    return 'altered'
  }
}

/** Everybody whom the histories name, each once. */
function actorsIn(changes: readonly (SuspensionChange | ModeChange)[]): readonly string[] {
  return [...new Set(changes.flatMap((change) => ('by' in change ? [change.by] : [])))]
}
