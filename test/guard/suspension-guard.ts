import { bordeauxMetropole } from '../../src/charter/bordeaux-metropole.js'
import { createGuard, type Guard, importSigningKey, isGuardError } from '../../src/index.js'
import type { Store } from '../../src/store/store.js'
import { housing } from '../support/housing.js'

const training = [{ id: 'ia-habitat', validUntil: '2099-06-30' }]
const people = [
  { id: 'alice', name: 'A. Martin', roles: ['instructeur'], training },
  { id: 'adele', name: 'A. Blanc', roles: ['administrator'], training: [] },
]

/** A guard as each machine of a city runs one. */
export function guardIn(store: Store, jwk: object): Promise<Guard> {
  return createGuard({
    charter: bordeauxMetropole,
    systems: [housing],
    store,
    signingKey: importSigningKey({ name: 'test.example', key: jwk }),
    reviewers: { find: async (id) => people.find((person) => person.id === id) },
    masterKey: 'une-cle-de-test-de-trente-deux-caracteres',
    background: false,
  })
}

/** Holds a suggestion that only a person may use. */
export function hold(guard: Guard): Promise<{ readonly id: string }> {
  return guard.propose(housing.uses.draft, { input: 'Demande', subject: 'AL-1' }, () => ({
    proposal: 'favourable',
    amount: 450,
    letter: 'MARQUE Nous vous accordons 450 €.',
  }))
}

/** What a guard makes of its system: whether the model is asked, and what may be done with a held review. */
export async function outcomesOf(
  guard: Guard,
  reviewId: string,
): Promise<{ readonly asked: boolean; readonly code: string; readonly allowed: readonly string[] }> {
  let asked = false
  const code = await guard
    .run(housing.uses.summary, { input: 'Demande' }, () => {
      asked = true
      return 'Un résumé.'
    })
    .then(
      ({ status }) => status,
      (error: unknown) => (isGuardError(error) ? error.code : String(error)),
    )
  const { allowed } = await guard.reviews.view(reviewId, 'alice')
  return { asked, code, allowed }
}
