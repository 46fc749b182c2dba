import { createGuard } from '../guard/create-guard.js'
import type { Guard } from '../guard/guard.js'
import type { Logger } from '../internal/logger.js'
import type { SigningKey } from '../internal/signing-key.js'
import { faultFields } from '../server/log/fault-fields.js'
import { jsonLogger } from '../server/log/json-logger.js'
import type { RunningServer } from '../server/serve.js'
import type { OneTimeSignIn } from '../server/sign-in.js'
import type { Command, Invocation, Typed } from './command.js'
import { EXIT } from './exit-codes.js'
import { guardOptionsOf } from './guard-options.js'
import { type LoadedConfig, loadConfig } from './load-config.js'
import { wholeNumber } from './review-command.js'
import { webFaces } from './serve/faces.js'
import { listen } from './serve/listen.js'
import { readSigningKey } from './signing-key-file.js'
import { UsageError } from './usage-error.js'

const DEFAULT_PORT = 3000
const DEFAULT_HOST = '127.0.0.1'

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
    'A link signs one person in, once, within 15 minutes: hand it to nobody else. SIGUSR2 prints new ones.\nSIGINT or SIGTERM ends it: what is under way is finished first, at once when asked twice.\nRequests and faults are logged on standard error, one line of JSON each, without personal data.',
  async run(invocation) {
    const loaded = await loadConfig(invocation)
    const signingKey = await readSigningKey(loaded)
    // Asked before anything is opened: a signal that comes early is not lost, and does not end the process.
    const stopped = invocation.terminal.stopRequested()
    const opened = Promise.withResolvers<Site>()
    const unwatch = invocation.terminal.onLinkRequest(
      () => void opened.promise.then((site) => printLinks(invocation, site)),
    )
    const logger = loggerOf(invocation, loaded)
    const guard = await createGuard(guardOptionsOf(loaded, signingKey))
    try {
      guard.events.on('error', (error) => logger.error(faultFields(error), 'fault in the background'))
      const site = await open(invocation, { loaded, signingKey, guard, logger })
      try {
        await announce(invocation, site)
        opened.resolve(site)
        await stopped
      } finally {
        unwatch()
        await Promise.all([site.server.close(), site.metrics?.close()])
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
  /** Where metrics are served, when that is elsewhere. */
  readonly metrics?: RunningServer
  /** Where people reach it. */
  readonly url: string
  readonly signIn: OneTimeSignIn
  readonly people: readonly string[]
}

interface Opening {
  readonly loaded: LoadedConfig
  readonly signingKey: SigningKey
  readonly guard: Guard
  readonly logger: Logger
}

async function open(invocation: Invocation, { loaded, signingKey, guard, logger }: Opening): Promise<Site> {
  const config = loaded.config.server ?? {}
  const { publicUrl, trustProxy } = config
  const people = await peopleOf(invocation.typed, guard)
  const { handler, signIn, metrics } = webFaces({ guard, signingKey, server: config, logger })
  const server = await listen(handler, {
    hostname: invocation.typed.text('host') ?? config.host ?? DEFAULT_HOST,
    port: wholeNumber(invocation.typed, 'port') ?? config.port ?? DEFAULT_PORT,
    ...(trustProxy === undefined ? {} : { trustProxy }),
  })
  const url = (publicUrl ?? server.url).replace(/\/$/, '')
  if (metrics === undefined) return { server, url, signIn, people }
  const { host = DEFAULT_HOST, port = 0 } = config.metrics ?? {}
  try {
    return { server, metrics: await listen(metrics, { hostname: host, port }), url, signIn, people }
  } catch (error) {
    await server.close()
    throw error
  }
}

/** The configuration's own, or lines of JSON on standard error. */
function loggerOf({ terminal }: Invocation, { config }: LoadedConfig): Logger {
  return config.server?.logger ?? jsonLogger((line) => void terminal.warn(line), terminal.clock)
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
    document: {
      console,
      check,
      health,
      signIn,
      ...(site.metrics === undefined ? {} : { metrics: `${site.metrics.url}/metrics` }),
    },
    text: [
      `Review console:  ${console}`,
      `Decision check:  ${check}`,
      `Health:          ${health}`,
      ...(site.metrics === undefined ? [] : [`Metrics:         ${site.metrics.url}/metrics`]),
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
