import { join } from 'node:path'
import { createGuard, type Guard } from 'garde-fou'
import { bordeauxMetropole } from 'garde-fou/charters/bordeaux-metropole'
import { postgresStore } from 'garde-fou/postgres'
import {
  createHandler,
  faultFields,
  type Handler,
  jsonLogger,
  labelCheckHandler,
  logRequests,
  type OneTimeSignIn,
  oneTimeSignIn,
  registerHandler,
  reportHandler,
  requestHandler,
  serve,
  verificationHandler,
} from 'garde-fou/server'
import { sqliteStore } from 'garde-fou/sqlite'
import OpenAI from 'openai'
import { startLocalModel } from '../local-model/server.ts'
import { accessibility } from './accessibility.ts'
import { fileDecision } from './answer.ts'
import { citizenApp } from './citizen-app.ts'
import { startInstruction } from './instruct.ts'
import { openKeys } from './keys.ts'
import { DEMO_PEOPLE, demoPeople } from './people.ts'
import { openRequestBook } from './request-book.ts'
import { readSettings } from './settings.ts'
import { housingSystem } from './system.ts'

const settings = readSettings(process.env)
const logger = jsonLogger((line) => process.stderr.write(line))
/** The reference is on the page that somebody sees. */
const onError = (error: unknown, { reference }: { readonly reference: string }): void =>
  logger.error({ reference, ...faultFields(error) }, 'fault')
const { signingKey, secret, masterKey, outputIndexKey } = openKeys(settings.dataDir)
const book = openRequestBook(join(settings.dataDir, 'requests.db'))
const store =
  settings.databaseUrl === undefined
    ? sqliteStore(join(settings.dataDir, 'garde-fou.db'))
    : postgresStore(settings.databaseUrl)
const system = housingSystem(settings)
const guard = await createGuard({
  charter: bordeauxMetropole,
  systems: [system],
  store,
  signingKey,
  masterKey,
  outputIndexKey,
  reviewers: demoPeople(new Date()),
  onDecision: (decision) => fileDecision(decision, { store, book }),
})
guard.events.on('error', (error) => logger.error(faultFields(error), 'fault in the background'))

const local = settings.model === undefined ? await startLocalModel() : undefined
const openai = new OpenAI({
  baseURL: local?.url ?? settings.model?.baseURL,
  apiKey: settings.model?.apiKey ?? 'local',
})
const model = settings.model?.name ?? system.record.model.name
const instruction = startInstruction({ guard, system, book, openai, model, logger })

const signIn = oneTimeSignIn({ reviewers: guard.reviewers, secret, accessibility })
// The console, behind its sign-in.
const review = signIn.around(
  createHandler(guard, {
    authenticate: signIn.authenticate,
    endedSession: signIn.endedSession,
    signInPath: signIn.paths.signIn,
    signOutPath: signIn.paths.signOut,
    secret,
    accessibility,
    onError,
  }),
)
// Open to everybody who holds a letter.
const verification = verificationHandler(guard, { homeUrl: '/', accessibility, onError })
// Open to everybody.
const register = registerHandler(guard, {
  requests: true,
  homeUrl: '/',
  verificationUrl: '/verifier',
  reportUrl: '/registre/rapport',
  accessibility,
  onError,
})
const report = reportHandler(guard, { accessibility, onError })
// Open to everybody who asks how a decision was made, or has something to say of the AI.
const requests = requestHandler(guard, { secret, accessibility, onError })
// Open to everybody who wonders where a text comes from.
const labels = labelCheckHandler(guard, { onError })
const citizens = citizenApp({ guard, system, book, onRequest: instruction.wake, logger })
const server = await serve(
  logRequests({ fetch: async (request, from) => faceFor(request).fetch(request, from) }, { logger }),
  { port: settings.port, hostname: settings.hostname },
)
await announce(guard, signIn)

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())

/** Everything but the pages of citizens, the register, the check of decisions and that of texts belongs to the console. */
function faceFor(request: Request): Handler {
  const { pathname } = new URL(request.url)
  if (/^\/(?:revue|connexion|deconnexion|healthz|readyz)(?:\/|$)/.test(pathname)) return review
  if (/^\/verifier(?:\/|$)/.test(pathname)) return verification
  if (/^\/registre\/rapport(?:\/|$)/.test(pathname)) return report
  if (/^\/registre\/[^/]+\/(?:demande|avis|style-[^/]*)$/.test(pathname)) return requests
  if (/^\/registre(?:\/|$)/.test(pathname)) return register
  if (pathname.startsWith('/api/labels/')) return labels
  return { fetch: async (one) => citizens.fetch(one) }
}

async function announce({ charter }: Guard, { issueLink }: OneTimeSignIn): Promise<void> {
  const links = await Promise.all(
    DEMO_PEOPLE.map(
      async ({ id, name, title }) => `    ${name}, ${title} : ${server.url}${await issueLink(id)}`,
    ),
  )
  console.log(`
Aide exceptionnelle au logement, sous la charte de ${charter.authority}

  Formulaire des usagers : ${server.url}/
  Console des agents :     ${server.url}/revue
  Vérifier une décision :  ${server.url}/verifier
  Registre des IA :        ${server.url}/registre
  Ouvrir une session (liens à usage unique, valables 15 minutes) :
${links.join('\n')}

  Modèle : ${model} (${system.record.model.kind.toLowerCase()})
  Annulation d’une décision possible pendant ${settings.undoSeconds} s
  Données : ${settings.dataDir}

  Ctrl-C pour arrêter.
`)
}

/** Takes no new request, lets what is under way end, then closes the databases. */
async function stop(): Promise<void> {
  try {
    await server.close({ graceMs: 2_000 })
    await instruction.stop()
    await guard.close()
    await local?.close()
    book.close()
  } catch (error) {
    logger.error(faultFields(error), 'stopping failed')
    process.exitCode = 1
  }
}
