import { hkdfSync } from 'node:crypto'
import { createGuard } from '../guard/create-guard.js'
import type { Guard } from '../guard/guard.js'
import { exportPrivateJwk, type SigningKey } from '../internal/signing-key.js'
import { createHandler } from '../server/handler.js'
import type { Handler } from '../server/options.js'
import { registerHandler } from '../server/register/handler.js'
import { reportHandler } from '../server/report/handler.js'
import { requestHandler } from '../server/requests/handler.js'
import { type RunningServer, serve as serveHandler } from '../server/serve.js'
import { type OneTimeSignIn, oneTimeSignIn } from '../server/sign-in.js'
import { verificationHandler } from '../server/verification/handler.js'
import type { Command, Invocation, Typed } from './command.js'
import { EXIT } from './exit-codes.js'
import { guardOptionsOf } from './guard-options.js'
import { type LoadedConfig, loadConfig } from './load-config.js'
import { printable } from './printable.js'
import { wholeNumber } from './review-command.js'
import { readSigningKey } from './signing-key-file.js'
import { UsageError } from './usage-error.js'

const DEFAULT_PORT = 3000
/** Where every client seems to be the proxy, only the limit of all can count. */
const PROXY_RULE = { times: 1200, seconds: 60 }

/** `garde-fou serve`: the review console, the timers and the journal’s sequencer, until it is asked to stop. */
export const serve: Command = {
  name: 'serve',
  summary: 'Serve the review console and the check of decisions, and keep time and journal, until stopped',
  options: {
    host: { type: 'string', value: 'address', help: 'Default: server.host, or 127.0.0.1.' },
    port: { type: 'string', value: 'n', help: 'Default: server.port, or 3000. 0 takes a free one.' },
    'sign-in': {
      type: 'string',
      multiple: true,
      value: 'id',
      help: 'Print a sign-in link for this reviewer. Default: for the first one in the configuration.',
    },
  },
  details:
    'A link signs one person in, once, within 15 minutes: hand it to nobody else. SIGUSR2 prints new ones.\nSIGINT or SIGTERM ends it: what is under way is finished first.',
  async run(invocation) {
    const loaded = await loadConfig(invocation)
    const signingKey = await readSigningKey(loaded)
    // Asked before anything is opened: a signal that comes early is not lost, and does not end the process.
    const stopped = invocation.terminal.stopRequested()
    const opened = Promise.withResolvers<Site>()
    const unwatch = invocation.terminal.onLinkRequest(
      () => void opened.promise.then((site) => printLinks(invocation, site)),
    )
    const guard = await createGuard(guardOptionsOf(loaded, signingKey))
    try {
      guard.events.on('error', (error) => void warn(invocation, error))
      const site = await open(invocation, { loaded, signingKey, guard })
      try {
        await announce(invocation, site)
        opened.resolve(site)
        await stopped
      } finally {
        unwatch()
        await site.server.close()
      }
    } finally {
      await guard.close()
    }
    if (!invocation.json) await invocation.terminal.warn('Stopped.\n')
    return EXIT.ok
  },
}

interface Site {
  readonly server: RunningServer
  /** Where people reach it. */
  readonly url: string
  readonly signIn: OneTimeSignIn
  readonly people: readonly string[]
}

async function open(
  invocation: Invocation,
  {
    loaded,
    signingKey,
    guard,
  }: { readonly loaded: LoadedConfig; readonly signingKey: SigningKey; readonly guard: Guard },
): Promise<Site> {
  const { publicUrl, host, port, trustProxy } = loaded.config.server ?? {}
  const people = await peopleOf(invocation.typed, guard)
  const secret = consoleSecret(signingKey)
  const secure = publicUrl?.startsWith('https://') === true ? { secure: true } : {}
  const signIn = oneTimeSignIn({
    reviewers: guard.reviewers,
    store: guard.store,
    secret,
    ...secure,
  })
  const handler = createHandler(guard, {
    authenticate: signIn.authenticate,
    endedSession: signIn.endedSession,
    ...secure,
    signInPath: signIn.paths.signIn,
    signOutPath: signIn.paths.signOut,
    secret,
    onError: (error, { reference }) => void warn(invocation, error, reference),
  })
  const verification = verificationHandler(guard, {
    ...(publicUrl === undefined || trustProxy === true ? {} : { limits: { client: PROXY_RULE } }),
    onError: (error, { reference }) => void warn(invocation, error, reference),
  })
  const register = registerHandler(guard, {
    verificationUrl: '/verifier',
    reportUrl: '/registre/rapport',
    requests: true,
    ...(publicUrl === undefined ? {} : { origin: new URL(publicUrl).origin }),
    onError: (error, { reference }) => void warn(invocation, error, reference),
  })
  const report = reportHandler(guard, {
    onError: (error, { reference }) => void warn(invocation, error, reference),
  })
  const requests = requestHandler(guard, {
    secret,
    onError: (error, { reference }) => void warn(invocation, error, reference),
  })
  const console = signIn.around(handler)
  const server = await listen(faces({ console, verification, register, report, requests }), {
    hostname: invocation.typed.text('host') ?? host ?? '127.0.0.1',
    port: wholeNumber(invocation.typed, 'port') ?? port ?? DEFAULT_PORT,
    ...(trustProxy === undefined ? {} : { trustProxy }),
  })
  return { server, url: (publicUrl ?? server.url).replace(/\/$/, ''), signIn, people }
}

interface Faces {
  readonly console: Handler
  readonly verification: Handler
  readonly register: Handler
  readonly report: Handler
  readonly requests: Handler
}

/** Open to everybody: the check of decisions, the register with its forms, the annual report. The rest belongs to the console. */
function faces({ console, verification, register, report, requests }: Faces): Handler {
  const faceFor = ({ url }: Request): Handler => {
    const { pathname } = new URL(url)
    if (/^\/verifier(?:\/|$)/.test(pathname)) return verification
    if (/^\/registre\/rapport(?:\/|$)/.test(pathname)) return report
    if (/^\/registre\/[^/]+\/(?:demande|avis|style-[^/]*)$/.test(pathname)) return requests
    return /^\/registre(?:\/|$)/.test(pathname) ? register : console
  }
  return { fetch: (request, from) => faceFor(request).fetch(request, from) }
}

async function listen(
  handler: Handler,
  address: { readonly hostname: string; readonly port: number; readonly trustProxy?: boolean },
): Promise<RunningServer> {
  try {
    return await serveHandler(handler, address)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
    throw new UsageError(
      `Cannot listen on ${address.hostname}, port ${address.port} (${code}).`,
      code === 'EADDRINUSE'
        ? 'Another program does. Name another port by --port.'
        : 'Name another address by --host or --port.',
    )
  }
}

/** For whom links are printed. */
async function peopleOf(typed: Typed, { reviewers }: Guard): Promise<readonly string[]> {
  const named = typed.list('sign-in')
  if (named.length > 0) {
    for (const id of named) {
      if ((await reviewers.find(id)) === undefined)
        throw new UsageError(
          `--sign-in: there is no reviewer "${id}".`,
          'Use an id from the configuration’s reviewers.',
        )
    }
    return named
  }
  if (!('list' in reviewers) || typeof reviewers.list !== 'function') return []
  const [first]: readonly { readonly id: string }[] = await reviewers.list()
  return first === undefined ? [] : [first.id]
}

interface Link {
  readonly reviewer: string
  readonly url: string
}

function linksOf({ people, signIn, url }: Site): Promise<readonly Link[]> {
  return Promise.all(
    people.map(async (reviewer) => ({ reviewer, url: `${url}${await signIn.issueLink(reviewer)}` })),
  )
}

async function announce(invocation: Invocation, site: Site): Promise<void> {
  const console = `${site.url}/revue`
  const health = `${site.server.url}/healthz`
  const check = `${site.url}/verifier`
  const signIn = await linksOf(site)
  await invocation.answer({
    document: { console, check, health, signIn },
    text: [
      `Review console:  ${console}`,
      `Decision check:  ${check}`,
      `Health:          ${health}`,
      ...signIn.map(linkText),
      'Stop with Ctrl-C.',
    ].join('\n'),
  })
}

async function printLinks({ terminal }: Invocation, site: Site): Promise<void> {
  await terminal.warn(`${(await linksOf(site)).map(linkText).join('\n')}\n`)
}

function linkText({ reviewer, url }: Link): string {
  return `Sign in as "${reviewer}", once, within 15 minutes:\n  ${url}`
}

/** Signs sessions and forms. Derived from the signing key, so that people stay signed in over a restart. */
function consoleSecret(key: SigningKey): Uint8Array {
  const { d = '' } = exportPrivateJwk(key)
  return new Uint8Array(
    hkdfSync('sha256', Buffer.from(d, 'base64url'), '', 'garde-fou/console-secret/v1', 32),
  )
}

async function warn({ terminal }: Invocation, error: unknown, reference?: string): Promise<void> {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : 'An unknown fault.'
  await terminal.warn(printable(`${reference === undefined ? '' : `[${reference}] `}${text}\n`))
}
