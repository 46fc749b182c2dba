import { ADMINISTRATOR_ROLE, AUDITOR_ROLE } from '../../review/roles.js'
import type { Say } from '../console/visit.js'
import { visibleString } from '../visible-text.js'

/** A role in words where the console knows it; else as the city's systems declare it. */
export function roleLabel(role: string, say: Say): string {
  switch (role) {
    case ADMINISTRATOR_ROLE:
      return say('admin.role.administrator')
    case AUDITOR_ROLE:
      return say('admin.role.auditor')
    // The name that systems give to who takes over, unless they say otherwise.
    case 'supervisor':
      return say('admin.role.supervisor')
    default:
      return visibleString(role)
  }
}
