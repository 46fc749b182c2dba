import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { ConfigInvalidError, type Fault } from '../errors.js'
import { accessibilityFaults } from '../register/accessibility-declaration.js'
import { administrationRoutes } from './administration/routes.js'
import { pageContext } from './console/page-context.js'
import { consoleRoutes } from './console/routes.js'
import { formTokens } from './form-token.js'
import { ICON } from './icon.js'
import type { ConsoleGuard, Handler, HandlerOptions, RequestOrigin } from './options.js'
import { readyRoute } from './ready-route.js'
import { file, plain, secureHeaders, seeOther } from './responses.js'

/** Shortest secret that is not guessed. */
const SECRET_BYTES = 32

/**
 * The web faces of a guard as one fetch handler: the review console at `/revue`, `/healthz` and `/readyz`. Mount it in any fetch
 * server, or start it alone with `serve`. Pages are drawn on the server and need no script.
 *
 * @throws ConfigInvalidError when an option cannot work.
 *
 * @example
 * const handler = createHandler(guard, { authenticate: signIn.authenticate, signInPath: signIn.paths.signIn })
 * serve(signIn.around(handler), { port: 3000 })
 */
export function createHandler(guard: ConsoleGuard, options: HandlerOptions): Handler {
  checkOptions(options)
  const app = handlerApp(guard, options)
  return { fetch: async (request, from) => app.fetch(request, from ?? {}) }
}

/** Every route that a handler answers. Its list is what the test of rights walks through. */
export function handlerApp(guard: ConsoleGuard, options: HandlerOptions): Hono<{ Bindings: RequestOrigin }> {
  const base = options.basePath ?? ''
  const { secure } = options
  const tokens = formTokens(
    options.secret ?? randomBytes(SECRET_BYTES),
    secure === undefined ? undefined : () => secure,
  )
  const parts = { guard, options, tokens, context: pageContext(options) }
  const app = new Hono<{ Bindings: RequestOrigin }>()
  // Alive: this process answers. Ready: it can work.
  app.get(`${base}/healthz`, () => plain('ok'))
  app.get(`${base}/readyz`, readyRoute(guard))
  // Asked for by browsers where an answer is no page of ours.
  app.get(`${base}/favicon.ico`, () => file(ICON, 'image/svg+xml'))
  app.get(base === '' ? '/' : base, () => seeOther(`${base}/revue`))
  app.route('/', consoleRoutes(parts))
  app.route('/', administrationRoutes(parts))
  app.notFound(() => plain('404', 404))
  app.onError((error) => {
    options.onError?.(error, { reference: '500' })
    return new Response('500', { status: 500, headers: secureHeaders({ 'content-type': 'text/plain' }) })
  })
  return app
}

function checkOptions(options: HandlerOptions): void {
  const faults: Fault[] = []
  const fault = (path: string, reason: string, remedy: string): void => {
    faults.push({ path: `createHandler.${path}`, reason, remedy })
  }
  if (typeof options?.authenticate !== 'function')
    fault(
      'authenticate',
      'is missing: without it nobody can be told from anybody.',
      'Give a function that returns the id of the signed-in reviewer.',
    )
  if (options?.basePath !== undefined && !/^(?:\/[\w-]+)*$/.test(options.basePath))
    fault('basePath', 'is not a path such as `/ia`.', 'Begin with a slash and leave out the one at the end.')
  for (const name of ['signInPath', 'signOutPath'] as const) {
    const path = options?.[name]
    // `//host` would leave this site.
    if (typeof path === 'string' && !/^\/(?!\/)/.test(path))
      fault(name, 'is not an absolute path of this site.', 'Begin it with one slash.')
  }
  if (options?.secret !== undefined && options.secret.byteLength < SECRET_BYTES)
    fault('secret', `is shorter than ${SECRET_BYTES} bytes.`, 'Make one with crypto.randomBytes(32).')
  faults.push(...accessibilityFaults('createHandler.accessibility', options?.accessibility))
  if (faults.length > 0) throw new ConfigInvalidError(faults)
}
