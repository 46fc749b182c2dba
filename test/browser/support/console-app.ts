import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createGuard,
  defineSystem,
  type Guard,
  generateSigningKey,
  type JsonValue,
  type Reviewer,
} from 'garde-fou'
import { bordeauxMetropole } from 'garde-fou/charters/bordeaux-metropole'
import { createHandler, type HandlerOptions, type RunningServer, serve } from 'garde-fou/server'
import { sqliteStore } from 'garde-fou/sqlite'
import { type FixedClock, fixedClock } from 'garde-fou/testing'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { z } from 'zod'
import { housingRecord } from '../../support/housing.js'

const trained = [{ id: 'ia-habitat', validUntil: '2027-06-30' }]

/** Two agents, a colleague who supervises too, and a supervisor. */
export const PEOPLE: readonly Reviewer[] = [
  { id: 'camille', name: 'C. Martin', roles: ['instructeur'], training: trained },
  { id: 'alex', name: 'A. Durand', roles: ['instructeur'], training: trained },
  { id: 'dora', name: 'D. Faure', roles: ['instructeur', 'supervisor'], training: trained },
  { id: 'sofia', name: 'S. Roy', roles: ['supervisor'], training: trained },
]

/** What only the suggestion holds. */
export const MARK = 'MARQUE-DE-LA-SUGGESTION'

/** A cargo bike grant, as `ux.md` draws it. */
export const bikes = defineSystem({
  ...housingRecord,
  id: 'aide-velo',
  name: 'Vérifier les demandes d’aide vélo',
  uses: {
    draft: {
      impact: 'significant',
      action: 'vérifie les pièces',
      purpose: 'Préparer un projet de décision que l’agent examine.',
      audience: 'citizens',
      output: z.strictObject({
        proposal: z.enum(['favourable', 'unfavourable', 'incomplete']).meta({ title: 'Proposition' }),
        amount: z.number().min(0).max(1000).meta({ title: 'Montant (€)' }),
        reasons: z
          .array(
            z.strictObject({
              fact: z.string().min(1).meta({ title: 'Motif' }),
              source: z.string().nullable().meta({ title: 'Source' }),
            }),
          )
          .meta({ title: 'Pourquoi ?' }),
        letter: z.string().min(1).meta({ title: 'Texte pour la personne' }),
      }),
      oversight: { role: 'instructeur', secondOpinionPercent: 0, undoMinutes: 10, dueInHours: 48 },
    },
  },
})

const SUGGESTION = {
  proposal: 'unfavourable',
  amount: 0,
  reasons: [
    { fact: 'Revenu au-dessus du plafond de 16 000 €.', source: 'Revenu fiscal' },
    { fact: 'Facture non acquittée.', source: null },
  ],
  letter: `Madame, Monsieur, votre demande ne peut pas aboutir. ${MARK}\nVotre revenu dépasse le plafond.`,
}

const CASE = [
  { label: 'Commune', value: 'Mérignac' },
  { label: 'Revenu fiscal', value: '18 240 €' },
  { label: 'Devis', value: '3 190 € TTC' },
  { label: 'Historique', value: '1 demande, 2023, acceptée' },
]

/** A console in this process, with a clock that stands still, served over HTTP. */
export interface ConsoleApp {
  readonly guard: Guard
  readonly clock: FixedClock
  readonly url: string
  /** Opens a review; what is given takes the place of the grant that is drawn. */
  propose(
    subject: string,
    other?: { readonly letter?: string; readonly caseData?: JsonValue },
  ): Promise<string>
  /** A browser context of one person. */
  as(browser: Browser, who: string, options?: Parameters<Browser['newContext']>[0]): Promise<Page>
  close(): Promise<void>
}

/** Starts a console. Who calls is said by a header that the browser context adds. Time: 10:00 in Paris, 24 November 2026. */
export async function openApp(
  options: Partial<HandlerOptions> = {},
  people: readonly Reviewer[] = PEOPLE,
): Promise<ConsoleApp> {
  const folder = mkdtempSync(join(tmpdir(), 'garde-fou-app-'))
  const clock = fixedClock('2026-11-24T09:00:00.000Z')
  const guard = await createGuard({
    charter: bordeauxMetropole,
    systems: [bikes],
    store: sqliteStore(join(folder, 'guard.db')),
    signingKey: generateSigningKey('test.example'),
    reviewers: { find: async (id) => people.find((person) => person.id === id) },
    clock,
    background: false,
  })
  const handler = createHandler(guard, {
    authenticate: async (request) => request.headers.get('x-test-person') ?? undefined,
    clock,
    commandLimits: { person: { times: 100_000, seconds: 60 }, address: { times: 100_000, seconds: 60 } },
    ...options,
  })
  const server: RunningServer = await serve(handler, { port: 0 })
  const contexts: BrowserContext[] = []
  return {
    guard,
    clock,
    url: server.url,
    async propose(subject, { letter = SUGGESTION.letter, caseData = CASE } = {}) {
      const request = { input: 'Demande', subject, caseData }
      return (await guard.propose(bikes.uses.draft, request, () => ({ ...SUGGESTION, letter }))).id
    },
    async as(browser, who, contextOptions = {}) {
      const context = await browser.newContext({
        extraHTTPHeaders: { 'x-test-person': who },
        locale: 'fr-FR',
        ...contextOptions,
      })
      contexts.push(context)
      const page = await context.newPage()
      page.setDefaultTimeout(20_000)
      return page
    },
    async close() {
      await Promise.all(contexts.map((context) => context.close()))
      await server.close({ graceMs: 500 })
      await guard.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
