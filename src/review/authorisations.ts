import type { SystemRecord } from '../system/system-record.js'
import type { Reviewer } from './reviewer.js'

/** Fewest people per role: nobody decides on their own request, and people are away at times. */
export const FEWEST_PEOPLE = 2

/** How long before its end an authorisation is called to mind, in days (ux.md §2.6). */
export const REMINDER_DAYS = 30

/** A role of a system that too few people can act in. */
export interface Shortage {
  readonly systemId: string
  readonly role: string
  readonly trainingId: string
  /** How many hold the role with its training valid. */
  readonly trained: number
  readonly needed: number
  /** `decides`: the role decides. `takes-over`: what is escalated goes to it. */
  readonly task: 'decides' | 'takes-over'
}

/** Somebody's authorisation for a system that ends soon, or has ended. */
export interface EndingAuthorisation {
  readonly personId: string
  readonly systemId: string
  /** Last day, `YYYY-MM-DD`. */
  readonly validUntil: string
  readonly over: boolean
}

/** People who hold a role and a training that is valid today (`YYYY-MM-DD`). */
export function authorisedPeople(
  people: readonly Reviewer[],
  { role, trainingId, today }: { readonly role: string; readonly trainingId: string; readonly today: string },
): readonly Reviewer[] {
  return people.filter(
    ({ roles, training }) =>
      roles.includes(role) && training.some(({ id, validUntil }) => id === trainingId && validUntil >= today),
  )
}

/** Roles of live systems that too few people can act in today, each once (engagement 13). */
export function shortagesOf(
  systems: readonly SystemRecord[],
  people: readonly Reviewer[],
  today: string,
): readonly Shortage[] {
  const found = systems
    .filter(({ stage }) => stage !== 'retired')
    .flatMap((system) =>
      Object.values(system.uses).flatMap(({ oversight: { role, escalationRole, quorum } }) => {
        const trained = (wanted: string): number =>
          authorisedPeople(people, { role: wanted, trainingId: system.training.id, today }).length
        const about = { systemId: system.id, trainingId: system.training.id }
        const needed = Math.max(FEWEST_PEOPLE, quorum.of)
        const decides: Shortage = { ...about, role, trained: trained(role), needed, task: 'decides' }
        const takesOver: Shortage = {
          ...about,
          role: escalationRole,
          trained: trained(escalationRole),
          needed: 1,
          task: 'takes-over',
        }
        return [
          ...(decides.trained < needed ? [decides] : []),
          ...(escalationRole !== role && takesOver.trained < 1 ? [takesOver] : []),
        ]
      }),
    )
  return [...new Map(found.map((shortage) => [JSON.stringify(shortage), shortage])).values()]
}

/** Authorisations that end within {@link REMINDER_DAYS} of today (`YYYY-MM-DD`), or have ended, of people with a role there. */
export function endingAuthorisations(
  systems: readonly SystemRecord[],
  people: readonly Reviewer[],
  today: string,
): readonly EndingAuthorisation[] {
  const limit = daysAfter(today, REMINDER_DAYS)
  return systems
    .filter(({ stage }) => stage !== 'retired')
    .flatMap((system) => {
      const roles = Object.values(system.uses).flatMap(({ oversight }) => [
        oversight.role,
        oversight.escalationRole,
      ])
      return people
        .filter((person) => person.roles.some((role) => roles.includes(role)))
        .flatMap((person) => {
          const last = person.training
            .filter(({ id }) => id === system.training.id)
            .map(({ validUntil }) => validUntil)
            .toSorted()
            .at(-1)
          if (last === undefined || last > limit) return []
          return [{ personId: person.id, systemId: system.id, validUntil: last, over: last < today }]
        })
    })
}

function daysAfter(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}
