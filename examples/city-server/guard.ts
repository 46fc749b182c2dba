import { createGuard, type Guard } from 'garde-fou'
import { bordeauxMetropole } from 'garde-fou/charters/bordeaux-metropole'
import { sqliteStore } from 'garde-fou/sqlite'
import { askModel, permits, reviewers, signingKey } from '../city.ts'

/** The city's guard, with one case that waits for a person. */
export async function openCity(): Promise<Guard> {
  const guard = await createGuard({
    charter: bordeauxMetropole,
    systems: [permits],
    store: sqliteStore(':memory:'),
    signingKey,
    reviewers,
  })
  const input = { surface: 18 }
  await guard.propose(permits.uses.draft, { input, subject: 'PC-2026-0012' }, () => askModel(input))
  return guard
}
