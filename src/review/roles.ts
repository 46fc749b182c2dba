import type { SystemRecord } from '../system/system-record.js'
import type { Reviewer } from './reviewer.js'

/** Looks after systems and people. Sees no case by this role alone. */
export const ADMINISTRATOR_ROLE = 'administrator'

/** Reads everything, the journal's way: no claim, no decision, no change. */
export const AUDITOR_ROLE = 'auditor'

/** Roles in which a system's decisions are escalated: its supervisors. */
export function supervisingRoles(system: SystemRecord): readonly string[] {
  return [...new Set(Object.values(system.uses).map(({ oversight }) => oversight.escalationRole))]
}

/** In which role somebody may raise a system's mode of oversight and lift it: for the comité opérationnel IA, an administrator. */
export function raisingRole({ roles }: Pick<Reviewer, 'roles'>): string | undefined {
  return roles.includes(ADMINISTRATOR_ROLE) ? ADMINISTRATOR_ROLE : undefined
}

/**
 * In which role somebody may suspend and resume a system (AI Act, art. 14(4)(e): people in charge must be able to stop
 * it): as its supervisor, or as an administrator. Undefined for everybody else.
 */
export function stoppingRole(system: SystemRecord, { roles }: Pick<Reviewer, 'roles'>): string | undefined {
  return [...supervisingRoles(system), ADMINISTRATOR_ROLE].find((role) => roles.includes(role))
}
