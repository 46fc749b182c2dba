import type { StoredReviewers } from '../../guard/stored-reviewers.js'
import type { Reviewer, ReviewerDirectory } from '../../review/reviewer.js'
import { ADMINISTRATOR_ROLE, AUDITOR_ROLE, stoppingRole, supervisingRoles } from '../../review/roles.js'
import type { System } from '../../system/define-system.js'
import type { ConsoleGuard } from '../options.js'

type Person = Pick<Reviewer, 'roles'>

/** Systems whose state somebody may see: all of them for administrators and auditors, their own for supervisors. */
export function visibleSystems(
  { systems }: Pick<ConsoleGuard, 'systems'>,
  { roles }: Person,
): readonly System[] {
  if (roles.includes(ADMINISTRATOR_ROLE) || roles.includes(AUDITOR_ROLE)) return systems
  return systems.filter(({ record }) => supervisingRoles(record).some((role) => roles.includes(role)))
}

/** True for somebody who has business in the administration. */
export function mayAdminister(guard: Pick<ConsoleGuard, 'systems'>, person: Person): boolean {
  return visibleSystems(guard, person).length > 0
}

/** True for somebody who may suspend and resume a system. */
export function mayStop({ record }: System, person: Person): boolean {
  return stoppingRole(record, person) !== undefined
}

/** What somebody may do with the list of people. */
export function peopleAccess({ roles }: Person): 'edit' | 'read' | 'none' {
  if (roles.includes(ADMINISTRATOR_ROLE)) return 'edit'
  return roles.includes(AUDITOR_ROLE) ? 'read' : 'none'
}

/** A directory that can tell who is in it. */
export type ListedReviewers = ReviewerDirectory & Pick<StoredReviewers, 'list'>

/** The directory, when it can tell who is in it. */
export function listedReviewers(directory: ReviewerDirectory): ListedReviewers | undefined {
  return isListed(directory) ? directory : undefined
}

/** The directory, when rights can be changed in it. */
export function changeableReviewers(directory: ReviewerDirectory): StoredReviewers | undefined {
  return isChangeable(directory) ? directory : undefined
}

function isListed(directory: ReviewerDirectory): directory is ListedReviewers {
  return 'list' in directory && typeof directory.list === 'function'
}

function isChangeable(directory: ReviewerDirectory): directory is StoredReviewers {
  return isListed(directory) && 'change' in directory && typeof directory.change === 'function'
}
