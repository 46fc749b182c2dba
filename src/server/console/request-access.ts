import { requestRoles } from '../../guard/requests.js'
import { AUDITOR_ROLE } from '../../review/roles.js'
import type { Visit } from './visit.js'

/** True for whoever answers requests about a system, and for auditors, who read them. */
export function seesRequests({ guard, reviewer }: Pick<Visit, 'guard' | 'reviewer'>): boolean {
  const roles = [AUDITOR_ROLE, ...guard.systems.flatMap(requestRoles)]
  return roles.some((role) => reviewer.roles.includes(role))
}
