import type { JSX } from 'hono/jsx/jsx-runtime'
import { formatIsoDay, formatList } from '../../i18n/format.js'
import { endingAuthorisations, shortagesOf } from '../../review/authorisations.js'
import type { Reviewer } from '../../review/reviewer.js'
import { dayOf } from '../../system/lifecycle.js'
import type { Visit } from '../console/visit.js'
import { VisibleText, visibleString } from '../visible-text.js'
import { AdministrationPage } from './frame.js'
import { administrationPaths } from './paths.js'
import { roleLabel } from './role-label.js'

/** What the page of people shows. */
export interface PeoplePageProps {
  readonly visit: Visit
  /** Absent when the directory cannot tell. */
  readonly people?: readonly Reviewer[]
  readonly mayEdit: boolean
  /** Whose rights were just recorded. */
  readonly saved?: string
}

/** Who may do what, until when; first what needs somebody's attention. */
export function PeoplePage(props: PeoplePageProps): JSX.Element {
  const { visit, people, mayEdit, saved } = props
  const { say } = visit
  return (
    <AdministrationPage visit={visit} title={say('admin.people')} current="people">
      {saved === undefined ? null : (
        <p class="message" role="status">
          {say('admin.done.saved', { name: visibleString(saved) })}
        </p>
      )}
      {people === undefined ? (
        <p class="message">{say('admin.no-directory')}</p>
      ) : (
        <>
          <p class="lede">{mayEdit ? say('admin.people-lede') : say('admin.people-read-only')}</p>
          <Attention visit={visit} people={people} />
          {mayEdit ? (
            <p>
              <a class="button" href={administrationPaths(visit.paths).newPerson}>
                {say('admin.add')}
              </a>
            </p>
          ) : null}
          <PeopleTable {...props} people={people} />
        </>
      )}
    </AdministrationPage>
  )
}

function Attention({
  visit,
  people,
}: {
  readonly visit: Visit
  readonly people: readonly Reviewer[]
}): JSX.Element {
  const { say, language, guard } = visit
  const records = guard.systems.map(({ record }) => record)
  const today = dayOf(visit.now)
  const shortages = shortagesOf(records, people, today)
  const ending = endingAuthorisations(records, people, today)
  const systemName = (id: string): string =>
    visibleString(records.find((record) => record.id === id)?.name ?? id)
  const personName = (id: string): string =>
    visibleString(people.find((person) => person.id === id)?.name ?? id)
  return (
    <>
      {shortages.length === 0 ? null : (
        <section class="message warning" aria-labelledby="manques">
          <h2 id="manques">{say('admin.shortages')}</h2>
          <ul>
            {shortages.map(({ systemId, role, trained, needed, task }) => (
              <li>
                {task === 'decides'
                  ? say('admin.shortages.decides', {
                      system: systemName(systemId),
                      trained,
                      needed,
                      role: roleLabel(role, say),
                    })
                  : say('admin.shortages.takes-over', {
                      system: systemName(systemId),
                      role: roleLabel(role, say),
                    })}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="echeances">
        <h2 id="echeances">{say('admin.ending')}</h2>
        {ending.length === 0 ? (
          <p>{say('admin.ending.none')}</p>
        ) : (
          <ul>
            {ending.map(({ personId, systemId, validUntil, over }) => {
              const about = {
                name: personName(personId),
                system: systemName(systemId),
                day: formatIsoDay(language, validUntil),
              }
              return <li>{over ? say('admin.ending.over', about) : say('admin.ending.soon', about)}</li>
            })}
          </ul>
        )}
      </section>
    </>
  )
}

function PeopleTable({
  visit,
  people,
  mayEdit,
}: PeoplePageProps & { readonly people: readonly Reviewer[] }): JSX.Element {
  const { say } = visit
  return (
    <table class="queue-table people-table">
      <caption class="visually-hidden">{say('admin.people')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('admin.column.person')}</th>
          <th scope="col">{say('admin.column.roles')}</th>
          <th scope="col">{say('admin.column.authorisations')}</th>
          {mayEdit ? <th scope="col">{say('admin.column.action')}</th> : null}
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr>
            <th scope="row">
              <VisibleText text={person.name} />
              <span class="row-detail">
                <VisibleText text={person.id} />
              </span>
            </th>
            <td>
              {person.roles.length === 0
                ? say('admin.no-role')
                : formatList(
                    visit.language,
                    person.roles.map((role) => roleLabel(role, say)),
                  )}
            </td>
            <td>
              <Trainings visit={visit} person={person} />
            </td>
            {mayEdit ? (
              <td class="row-action">
                {person.id === visit.reviewer.id ? null : (
                  <a
                    class="button"
                    href={administrationPaths(visit.paths).person(person.id)}
                    aria-label={say('admin.edit-named', { name: visibleString(person.name) })}
                  >
                    {say('admin.edit')}
                  </a>
                )}
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Trainings({ visit, person }: { readonly visit: Visit; readonly person: Reviewer }): JSX.Element {
  const { say, language, guard } = visit
  const today = dayOf(visit.now)
  if (person.training.length === 0) return <>{say('admin.no-training')}</>
  return (
    <ul class="plain">
      {person.training.map(({ id, validUntil }) => {
        const title = guard.systems.find(({ record }) => record.training.id === id)?.record.training.title
        const about = {
          training: visibleString(title ?? id),
          day: formatIsoDay(language, validUntil),
        }
        return <li>{validUntil < today ? say('admin.until-over', about) : say('admin.until', about)}</li>
      })}
    </ul>
  )
}
