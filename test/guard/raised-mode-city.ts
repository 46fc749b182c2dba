import { bordeauxMetropole } from '../../src/charter/bordeaux-metropole.js'
import { createGuard, type Guard, importSigningKey } from '../../src/index.js'
import type { Store } from '../../src/store/store.js'
import { MILD_MARK, mild } from '../support/mild-system.js'

const training = [{ id: 'ia-habitat', validUntil: '2099-06-30' }]
const people = [
  { id: 'alice', name: 'A. Martin', roles: ['instructeur'], training },
  { id: 'denis', name: 'D. Faure', roles: ['supervisor'], training },
  { id: 'adele', name: 'A. Blanc', roles: ['administrator'], training: [] },
]

/** A guard as each machine of a city runs one. */
export function guardIn(store: Store, jwk: object): Promise<Guard> {
  return createGuard({
    charter: bordeauxMetropole,
    systems: [mild],
    store,
    signingKey: importSigningKey({ name: 'test.example', key: jwk }),
    reviewers: { find: async (id) => people.find((person) => person.id === id) },
    masterKey: 'une-cle-de-test-de-trente-deux-caracteres',
    oversight: { newAgentCases: 0 },
    maxClaims: 20,
    background: false,
  })
}

/** What an agent is given of a case: why their opinion comes first, and whether the suggestion is in it. */
export interface Given {
  readonly raised: readonly string[]
  readonly told: boolean
}

/** Takes a case if it is free, and reads it. */
export async function takeAndRead(guard: Guard, id: string): Promise<Given> {
  const { version, status } = await guard.reviews.view(id, 'alice')
  if (status === 'pending') await guard.reviews.claim(id, { by: 'alice', version, idempotencyKey: id })
  const view = await guard.reviews.view(id, 'alice')
  return {
    raised: (view.raised ?? []).map(({ why }) => why),
    told: JSON.stringify(view).includes(MILD_MARK),
  }
}
