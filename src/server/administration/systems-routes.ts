import { isGuardError } from '../../errors.js'
import type { FormError } from '../console/fields.js'
import { NotFoundPage } from '../console/message-page.js'
import type { Visit } from '../console/visit.js'
import type { Form } from '../read-form.js'
import { page, seeOther } from '../responses.js'
import { listedReviewers, mayStop, visibleSystems } from './access.js'
import { administrationPaths } from './paths.js'
import { reasonField, SystemsPage } from './systems-page.js'

/** The address's parameter that says what was done. */
const DONE = 'fait'

/** Systems and their state. */
export async function showSystems(visit: Visit, url: URL): Promise<Response> {
  const done = url.searchParams.get(DONE)
  return systemsPage(visit, done === 'suspended' || done === 'resumed' ? { done } : {})
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
  try {
    if (action === 'suspended') await guard.suspensions.suspend(systemId, command)
    else await guard.suspensions.resume(systemId, command)
  } catch (error) {
    if (!isGuardError(error) || error.code !== 'ERR_INPUT_INVALID') throw error
    const errors = [{ name: field, message: visit.say('admin.reason-missing') }]
    return systemsPage(visit, { errors, typed: form })
  }
  return seeOther(`${administrationPaths(visit.paths).systems}?${DONE}=${action}`)
}

async function systemsPage(
  visit: Visit,
  shown: {
    readonly done?: 'suspended' | 'resumed'
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
  const ids = [...new Set([...histories.values()].flat().map(({ by }) => by))]
  const found = await Promise.all(ids.map((id) => guard.reviewers.find(id)))
  const people = await listedReviewers(guard.reviewers)?.list()
  const { errors = [], typed = new Map(), done } = shown
  return page(
    SystemsPage({
      visit,
      systems,
      suspensions,
      histories,
      names: new Map(found.filter((one) => one !== undefined).map(({ id, name }) => [id, name])),
      ...(people === undefined ? {} : { people }),
      ...(done === undefined ? {} : { done }),
      errors,
      typed,
    }),
    errors.length > 0 ? 422 : 200,
  )
}
