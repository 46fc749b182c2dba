// The console in any server that speaks fetch (Hono, Deno, Bun, workers): `export default { fetch }` is all it takes there.
// On Node: npm run build && node examples/city-server/fetch.ts
import { randomBytes } from 'node:crypto'
import { createHandler, oneTimeSignIn, serve } from 'garde-fou/server'
import { openCity } from './guard.ts'

const guard = await openCity()
const secret = randomBytes(32)
const signIn = oneTimeSignIn({ reviewers: guard.reviewers, secret })
const review = signIn.around(
  createHandler(guard, {
    authenticate: signIn.authenticate,
    endedSession: signIn.endedSession,
    signInPath: signIn.paths.signIn,
    signOutPath: signIn.paths.signOut,
    secret,
  }),
)

/** The city's own pages first, the console below `/revue`, `/administration`, `/connexion` and `/deconnexion`. */
const site = {
  fetch: async (request: Request, from?: { readonly address?: string }): Promise<Response> =>
    new URL(request.url).pathname === '/' ? new Response('La ville') : review.fetch(request, from),
}
export default site

const server = await serve(site, { port: Number(process.env['PORT'] ?? 3000) })
console.log(
  `City:    ${server.url}/\nConsole: ${server.url}/revue\nSign in: ${server.url}${await signIn.issueLink('camille')}`,
)
process.once('SIGTERM', () => void server.close().then(() => guard.close()))
