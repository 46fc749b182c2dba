// Sign-in at the city's identity provider, with roles from its groups. Needs OIDC_ISSUER, OIDC_CLIENT_ID,
// OIDC_CLIENT_SECRET and PUBLIC_URL. Run: npm run build && node examples/city-server/oidc.ts
import { randomBytes } from 'node:crypto'
import { createGuard, storedReviewers } from 'garde-fou'
import { bordeauxMetropole } from 'garde-fou/charters/bordeaux-metropole'
import { type OidcClaims, oidcSignIn } from 'garde-fou/oidc'
import { createHandler, serve } from 'garde-fou/server'
import { sqliteStore } from 'garde-fou/sqlite'
import * as client from 'openid-client'
import { askModel, permits, signingKey } from '../city.ts'

const env = (name: string): string => {
  const value = process.env[name]
  if (value === undefined || value === '') throw new Error(`Set ${name}.`)
  return value
}

const store = sqliteStore(':memory:')
const reviewers = storedReviewers({ store, signingKey })
const guard = await createGuard({
  charter: bordeauxMetropole,
  systems: [permits],
  store,
  signingKey,
  reviewers,
})
const input = { surface: 18 }
await guard.propose(permits.uses.draft, { input, subject: 'PC-2026-0012' }, () => askModel(input))

const secret = randomBytes(32)
const signIn = oidcSignIn({
  client,
  issuer: env('OIDC_ISSUER'),
  clientId: env('OIDC_CLIENT_ID'),
  clientSecret: env('OIDC_CLIENT_SECRET'),
  publicUrl: env('PUBLIC_URL'),
  reviewers,
  store,
  person,
  scope: 'openid profile email',
  secret,
  onError: (error, { reference }) => console.error(reference, error.message),
})
const review = createHandler(guard, {
  authenticate: signIn.authenticate,
  endedSession: signIn.endedSession,
  signInPath: signIn.signInPath,
  signOutPath: signIn.paths.signOut,
  secret,
  secure: env('PUBLIC_URL').startsWith('https:'),
})
const server = await serve(signIn.around(review), { port: Number(process.env['PORT'] ?? 3000) })
console.log(`Console: ${env('PUBLIC_URL')}/revue`)
process.once('SIGTERM', () => void server.close().then(() => guard.close()))

/** The city's rule: a group per role, and the day until which the training counts. */
function person({
  sub,
  name,
  email,
  email_verified: verified,
  groups,
  ia_training_until: until,
}: OidcClaims) {
  const held: readonly unknown[] = Array.isArray(groups) ? groups : []
  const roles = ['instructeur', 'supervisor', 'administrator', 'auditor'].filter((role) =>
    held.includes(role),
  )
  if (roles.length === 0) return undefined
  const training = typeof until === 'string' ? [{ id: 'ia', validUntil: until }] : []
  // Their own reminders of deadlines go there.
  const mail = typeof email === 'string' && verified === true ? { email } : {}
  return { id: sub, name: typeof name === 'string' ? name : sub, roles, training, ...mail }
}
