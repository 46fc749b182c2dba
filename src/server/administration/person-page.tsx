import type { JSX } from 'hono/jsx/jsx-runtime'
import { digestOf } from '../../internal/digest.js'
import type { Reviewer } from '../../review/reviewer.js'
import { ErrorSummary, type FormError, fieldId, TextInput } from '../console/fields.js'
import { HiddenFields } from '../console/shell.js'
import type { Visit } from '../console/visit.js'
import type { Form } from '../read-form.js'
import { visibleString } from '../visible-text.js'
import { AdministrationPage } from './frame.js'
import { administrationPaths } from './paths.js'
import { roleLabel } from './role-label.js'

/** Names of the fields of a person. */
export const PERSON_NAMES = {
  id: 'identifiant',
  name: 'nom',
  email: 'courriel',
  /** A digest of the rights as they were shown. */
  seen: 'vu',
  role: (role: string): string => `role/${role}`,
  training: (id: string): string => `formation/${id}`,
} as const

/** What the form of a person shows. */
export interface PersonPageProps {
  readonly visit: Visit
  /** Absent for a new one. */
  readonly person?: Reviewer
  readonly roles: readonly string[]
  readonly trainings: readonly { readonly id: string; readonly title: string }[]
  readonly errors: readonly FormError[]
  /** What was typed, when it could not be taken. */
  readonly typed?: Form
}

/** The rights of one person, as fields. */
export function PersonPage(props: PersonPageProps): JSX.Element {
  const { visit, person, errors } = props
  const { say } = visit
  const paths = administrationPaths(visit.paths)
  const title =
    person === undefined ? say('admin.person-new') : say('admin.person', { name: visibleString(person.name) })
  return (
    <AdministrationPage visit={visit} title={title} hasErrors={errors.length > 0}>
      <ErrorSummary say={say} errors={errors} />
      <form
        class="panel narrow"
        method="post"
        action={person === undefined ? paths.newPerson : paths.person(person.id)}
        novalidate
      >
        <HiddenFields visit={visit} />
        <input type="hidden" name={PERSON_NAMES.seen} value={rightsDigest(person)} />
        <Identity {...props} />
        <Roles {...props} />
        <Trainings {...props} />
        <div class="filter-actions">
          <button type="submit" class="primary">
            {say('admin.save')}
          </button>
          <a href={paths.people}>{say('admin.cancel')}</a>
        </div>
      </form>
    </AdministrationPage>
  )
}

/** Identifies what somebody's rights were, so that nobody overwrites a change they have not seen. */
export function rightsDigest(person: Reviewer | undefined): string {
  return digestOf('garde-fou/rights-seen/v1', person ?? null).slice(0, 16)
}

function Identity({ visit, person, errors, typed }: PersonPageProps): JSX.Element {
  const { say } = visit
  const field = (name: string, known = ''): { value: string; error?: string } => {
    const error = errors.find((candidate) => candidate.name === name)?.message
    return { value: typed?.get(name) ?? known, ...(error === undefined ? {} : { error }) }
  }
  return (
    <>
      {person === undefined ? (
        <TextInput
          name={PERSON_NAMES.id}
          label={say('admin.field.id')}
          hint={say('admin.field.id-hint')}
          {...field(PERSON_NAMES.id)}
        />
      ) : null}
      <TextInput
        name={PERSON_NAMES.name}
        label={say('admin.field.name')}
        hint={say('admin.field.name-hint')}
        {...field(PERSON_NAMES.name, person?.name)}
      />
      <TextInput
        name={PERSON_NAMES.email}
        type="email"
        label={say('admin.field.email')}
        hint={say('admin.field.email-hint')}
        {...field(PERSON_NAMES.email, person?.email)}
      />
    </>
  )
}

function Roles({ visit, person, roles, typed }: PersonPageProps): JSX.Element {
  const { say } = visit
  return (
    <fieldset>
      <legend>{say('admin.field.roles')}</legend>
      {roles.map((role) => {
        const name = PERSON_NAMES.role(role)
        const checked = typed === undefined ? person?.roles.includes(role) === true : typed.has(name)
        return (
          <div class="choice">
            <input id={fieldId(name)} type="checkbox" name={name} value="1" checked={checked} />
            <label for={fieldId(name)}>{roleLabel(role, say)}</label>
          </div>
        )
      })}
    </fieldset>
  )
}

function Trainings({ visit, person, trainings, errors, typed }: PersonPageProps): JSX.Element {
  const { say } = visit
  return (
    <fieldset>
      <legend>{say('admin.field.training')}</legend>
      {trainings.map(({ id, title }) => {
        const name = PERSON_NAMES.training(id)
        const error = errors.find((candidate) => candidate.name === name)?.message
        const known = person?.training.find((record) => record.id === id)?.validUntil ?? ''
        return (
          <TextInput
            name={name}
            type="date"
            short
            label={say('admin.field.training-date', { training: visibleString(title) })}
            hint={say('admin.field.training-hint')}
            value={typed?.get(name) ?? known}
            {...(error === undefined ? {} : { error })}
          />
        )
      })}
    </fieldset>
  )
}
