import { isGuardError } from '../../errors.js'
import { isMailAddress, type Reviewer } from '../../review/reviewer.js'
import { ADMINISTRATOR_ROLE, AUDITOR_ROLE } from '../../review/roles.js'
import type { FormError } from '../console/fields.js'
import { NotFoundPage } from '../console/message-page.js'
import type { Visit } from '../console/visit.js'
import type { Form } from '../read-form.js'
import { page, seeOther } from '../responses.js'
import { changeableReviewers, listedReviewers, peopleAccess } from './access.js'
import { administrationPaths } from './paths.js'
import { PeoplePage } from './people-page.js'
import { PERSON_NAMES, PersonPage, rightsDigest } from './person-page.js'

/** The address's parameter that says whose rights were recorded. */
const SAVED = 'enregistre'

const notFound = (visit: Visit): Promise<Response> => page(NotFoundPage({ visit }), 404)

/** Who may do what, until when. */
export async function showPeople(visit: Visit, url: URL): Promise<Response> {
  const access = peopleAccess(visit.reviewer)
  if (access === 'none') return notFound(visit)
  const directory = visit.guard.reviewers
  const people = await listedReviewers(directory)?.list()
  const saved = people?.find(({ id }) => id === url.searchParams.get(SAVED))?.name
  return page(
    PeoplePage({
      visit,
      ...(people === undefined ? {} : { people }),
      mayEdit: access === 'edit' && changeableReviewers(directory) !== undefined,
      ...(saved === undefined ? {} : { saved }),
    }),
  )
}

/** The form of one person; of a new one without an id. */
export async function showPerson(visit: Visit, id?: string): Promise<Response> {
  const directory = changeableReviewers(visit.guard.reviewers)
  if (peopleAccess(visit.reviewer) !== 'edit' || directory === undefined) return notFound(visit)
  const person = id === undefined ? undefined : await directory.find(id)
  if (id !== undefined && person === undefined) return notFound(visit)
  return personPage(visit, person === undefined ? {} : { person })
}

/** Records somebody's rights. */
export async function savePerson(visit: Visit, form: Form, id?: string): Promise<Response> {
  const directory = changeableReviewers(visit.guard.reviewers)
  if (peopleAccess(visit.reviewer) !== 'edit' || directory === undefined) return notFound(visit)
  const wantedId = id ?? (form.get(PERSON_NAMES.id) ?? '').trim()
  const known = await directory.find(wantedId)
  if (id !== undefined && known === undefined) return notFound(visit)
  const { person, errors } = readPerson(visit, form, { id: wantedId, known, isNew: id === undefined })
  const shown = id === undefined || known === undefined ? {} : { person: known }
  if (errors.length > 0) return personPage(visit, { ...shown, errors, typed: form })
  try {
    await directory.change(person, { by: visit.reviewer.id })
  } catch (error) {
    if (!isGuardError(error) || error.code !== 'ERR_REVIEWER_NOT_ALLOWED') throw error
    const refused = [{ name: PERSON_NAMES.name, message: visit.say('admin.error.not-allowed') }]
    return personPage(visit, { ...shown, errors: refused, typed: form }, 403)
  }
  const query = new URLSearchParams({ [SAVED]: person.id })
  return seeOther(`${administrationPaths(visit.paths).people}?${query}`)
}

interface Wanted {
  readonly id: string
  readonly known: Reviewer | undefined
  readonly isNew: boolean
}

function readPerson(
  visit: Visit,
  form: Form,
  { id, known, isNew }: Wanted,
): { readonly person: Reviewer; readonly errors: readonly FormError[] } {
  const { say } = visit
  const errors: FormError[] = []
  const name = (form.get(PERSON_NAMES.name) ?? '').trim()
  if (isNew && !/^[\w.@-]{1,100}$/.test(id))
    errors.push({ name: PERSON_NAMES.id, message: say('admin.error.id') })
  else if (isNew && known !== undefined)
    errors.push({ name: PERSON_NAMES.id, message: say('admin.error.id-taken') })
  if (name === '' || name.length > 200 || !name.isWellFormed())
    errors.push({ name: PERSON_NAMES.name, message: say('admin.error.name') })
  if (!isNew && form.get(PERSON_NAMES.seen) !== rightsDigest(known))
    errors.push({ name: PERSON_NAMES.name, message: say('admin.error.changed') })
  const roles = rolesOf(visit, known)
  const wanted = [...form.keys()].filter((key) => key.startsWith('role/')).map((key) => key.slice(5))
  // Only a forged form names a role that was not offered.
  if (wanted.some((role) => !roles.includes(role)))
    errors.push({ name: PERSON_NAMES.name, message: say('admin.error.role') })
  const training = trainingsOf(visit, known).flatMap(({ id: trainingId }) => {
    const field = PERSON_NAMES.training(trainingId)
    const validUntil = (form.get(field) ?? '').trim()
    if (validUntil !== '' && !isDay(validUntil)) errors.push({ name: field, message: say('admin.error.day') })
    return validUntil === '' ? [] : [{ id: trainingId, validUntil }]
  })
  const email = (form.get(PERSON_NAMES.email) ?? '').trim()
  if (email !== '' && !isMailAddress(email))
    errors.push({ name: PERSON_NAMES.email, message: say('admin.error.email') })
  const given = roles.filter((role) => wanted.includes(role))
  const person = { id, name, roles: given, training, ...(email === '' ? {} : { email }) }
  return { person, errors }
}

/** Roles that can be given: those that systems declare, the two of the console, and what the person holds already. */
function rolesOf({ guard }: Visit, known: Reviewer | undefined): readonly string[] {
  const declared = guard.systems
    .flatMap(({ record }) => Object.values(record.uses))
    .flatMap(({ oversight }) => [oversight.role, oversight.escalationRole])
  return [...new Set([...declared, AUDITOR_ROLE, ADMINISTRATOR_ROLE, ...(known?.roles ?? [])])]
}

function trainingsOf(
  { guard }: Visit,
  known: Reviewer | undefined,
): readonly { readonly id: string; readonly title: string }[] {
  const declared = guard.systems.map(({ record }) => record.training)
  const others = (known?.training ?? []).map(({ id }) => ({ id, title: id }))
  return [...new Map([...others, ...declared].map(({ id, title }) => [id, { id, title }])).values()]
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

async function personPage(
  visit: Visit,
  shown: { readonly person?: Reviewer; readonly errors?: readonly FormError[]; readonly typed?: Form },
  status?: number,
): Promise<Response> {
  const { errors = [], person } = shown
  const props = {
    visit,
    roles: rolesOf(visit, person),
    trainings: trainingsOf(visit, person),
    ...shown,
    errors,
  }
  return page(PersonPage(props), status ?? (errors.length > 0 ? 422 : 200))
}
