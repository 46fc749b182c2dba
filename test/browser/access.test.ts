import { generateSigningKey, storedReviewers } from 'garde-fou'
import { oidcSignIn } from 'garde-fou/oidc'
import { createHandler, type Handler, serve } from 'garde-fou/server'
import { sqliteStore } from 'garde-fou/sqlite'
import * as client from 'openid-client'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openGuard, temporaryFolder } from '../support/guard.js'
import { housing } from '../support/housing.js'
import { type IdentityProvider, startProvider } from '../support/identity-provider.js'
import { launchChromium } from './support/chromium.js'
import { isClean } from './support/clean-page.js'

const REASON = 'Le modèle confond des dossiers depuis ce matin.'
/** A console behind a real provider, with one case, on real time. */
async function openCity() {
  const site: { handler?: Handler } = {}
  const server = await serve(
    {
      fetch: async (request, from) => site.handler?.fetch(request, from) ?? new Response('', { status: 503 }),
    },
    { port: 0 },
  )
  onTestFinished(() => server.close())
  const provider = await startProvider({
    redirectUris: [`${server.url}/connexion/retour`],
    afterSignOut: [`${server.url}/connexion?fin`],
  })
  const groups = ['instructeur']
  provider.accounts.set('alice', { name: 'A. Martin', groups })
  provider.accounts.set('bruno', { name: 'B. Petit', groups })
  provider.accounts.set('denis', { name: 'D. Faure', groups: ['supervisor'] })
  provider.accounts.set('adele', { name: 'A. Blanc', groups: ['administrator'] })
  const store = sqliteStore(`${temporaryFolder()}/guard.db`)
  const signingKey = generateSigningKey('test.example')
  const reviewers = storedReviewers({ store, signingKey })
  const { guard } = await openGuard({ store, signingKey, reviewers, clock: { now: () => new Date() } })
  const training = [{ id: 'ia-habitat', validUntil: `${new Date().getFullYear() + 1}-06-30` }]
  const secret = new Uint8Array(32).fill(7)
  // Sessions alone are ahead of time: leases and the provider are not.
  const time = { ahead: 0 }
  const clock = { now: () => new Date(Date.now() + time.ahead) }
  const signIn = oidcSignIn({
    client,
    issuer: provider.issuer,
    clientId: provider.clientId,
    clientSecret: provider.clientSecret,
    publicUrl: server.url,
    reviewers,
    store: guard.store,
    secret,
    clock,
    person: ({ sub, name, groups: held }) => ({
      id: sub,
      name: String(name),
      roles: Array.isArray(held) ? held.map(String) : [],
      training,
    }),
  })
  site.handler = signIn.around(
    createHandler(guard, {
      authenticate: signIn.authenticate,
      endedSession: signIn.endedSession,
      signInPath: signIn.signInPath,
      signOutPath: signIn.paths.signOut,
      secret,
    }),
  )
  const { id } = await guard.propose(housing.uses.draft, { input: 'Demande', subject: 'AL-412' }, () => ({
    proposal: 'favourable',
    amount: 450,
    letter: 'MARQUE-SUGGESTION Nous vous accordons 450 €.',
  }))
  return { url: server.url, provider, guard, id, time }
}

describe('People who come through the city’s provider', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser?.close())

  /** Somebody at a browser of their own, signed in. axe is a script of ours: it needs the policy to be passed over. */
  async function arrive(
    city: { url: string; provider: IdentityProvider },
    who: string,
    path = '/revue',
    bypassCSP = true,
  ): Promise<{ page: Page; context: BrowserContext }> {
    const context = await browser.newContext({ bypassCSP })
    onTestFinished(() => context.close())
    city.provider.current = who
    const page = await context.newPage()
    await page.goto(`${city.url}${path}`)
    return { page, context }
  }

  test('sign in, are led back to their page, and sign out at both places', async () => {
    const city = await openCity()
    const { page, context } = await arrive(city, 'alice', `/revue/${city.id}`)
    await page.getByRole('heading', { level: 1, name: /AL-412/ }).waitFor()
    await expect.poll(() => new URL(page.url()).pathname).toBe(`/revue/${city.id}`)
    const session = (await context.cookies()).find(({ name }) => name === 'garde-fou-session')
    expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
    await page.getByRole('button', { name: 'Se déconnecter' }).click()
    // The provider asks whether to end the session there, too.
    await page.getByRole('button', { name: 'Yes' }).click()
    await page.getByText('Vous êtes déconnecté.').waitFor()
    await isClean(page, 'signed-out')
    await page.goto(`${city.url}/revue`)
    await page.getByRole('heading', { level: 1, name: 'Suggestions à examiner' }).waitFor()
  })

  test('lose nothing of what they typed when their session ends: it comes back after signing in again', async () => {
    const city = await openCity()
    const { page } = await arrive(city, 'alice', '/revue', false)
    await page.getByRole('link', { name: 'Examiner le dossier AL-412' }).click()
    await page.getByRole('radio', { name: 'Défavorable' }).check()
    const note = 'Dépense sans justificatif, voir pièce 3.'
    await page.getByRole('textbox').first().fill(note)
    city.time.ahead = 61 * 60_000
    const late = page.waitForRequest((request) => request.url().startsWith(city.provider.issuer))
    await page.getByRole('button', { name: /afficher la suggestion/ }).click()
    await late
    city.time.ahead = 0
    await page.getByRole('heading', { level: 1, name: 'Votre saisie a été conservée' }).waitFor()
    await expect.poll(() => page.getByRole('textbox', { name: /^Note/ }).inputValue()).toBe(note)
    expect(await page.content()).not.toContain('MARQUE-SUGGESTION')
    await page.getByRole('button', { name: 'Envoyer de nouveau' }).click()
    await page.getByRole('region', { name: 'Suggestion de l’IA' }).waitFor()
    const { opinion } = await city.guard.reviews.view(city.id, 'alice')
    expect(opinion).toMatchObject({ choice: 'unfavourable', note })
  })

  test('find a page that says so when the provider is down', async () => {
    const city = await openCity()
    await city.provider.stop()
    const { page } = await arrive(city, 'alice')
    await page.getByRole('alert').filter({ hasText: 'Le service d’identité ne répond pas' }).waitFor()
    await isClean(page, 'provider-down')
  })

  test('press the stop button, and every agent goes on without the AI', async () => {
    const city = await openCity()
    const agent = await arrive(city, 'alice')
    await agent.page.getByRole('link', { name: 'Examiner le dossier AL-412' }).click()
    await agent.page.getByRole('heading', { level: 1, name: /AL-412/ }).waitFor()
    const supervisor = await arrive(city, 'denis', '/administration')
    const { page } = supervisor
    await page.getByRole('heading', { level: 1, name: 'Systèmes' }).waitFor()
    await isClean(page, 'systems')
    await page.getByRole('button', { name: /^Suspendre les suggestions/ }).click()
    await page.getByRole('alert').waitFor()
    await isClean(page, 'systems-error')
    await page.getByRole('link', { name: 'Indiquez le motif.' }).click()
    await page.keyboard.type(REASON)
    await page.getByRole('button', { name: /^Suspendre les suggestions/ }).click()
    await page.getByRole('status').filter({ hasText: 'Les suggestions sont suspendues.' }).waitFor()
    await page.getByText('Historique des suspensions').click()
    await isClean(page, 'systems-suspended')
    await expect(
      city.guard.run(housing.uses.summary, { input: 'Demande' }, () => 'Un résumé.'),
    ).rejects.toMatchObject({ code: 'ERR_SYSTEM_SUSPENDED' })
    await agent.page.goto(`${city.url}/revue/${city.id}`)
    expect(await agent.page.content()).not.toContain('MARQUE-SUGGESTION')
    await agent.page.getByText(/sont suspendues depuis le .* Traitez ce dossier sans l’IA/).waitFor()
    expect(await agent.page.getByRole('button', { name: /afficher la suggestion/ }).count()).toBe(0)
    await isClean(agent.page, 'case-suspended')
    await agent.page.getByLabel('Motif de la décision').fill('Décidé sur pièces, sans la suggestion.')
    await agent.page
      .getByRole('textbox', { name: 'Texte pour la personne' })
      .fill('Votre demande est acceptée.')
    await agent.page.getByRole('button', { name: 'Vérifier avant d’enregistrer' }).click()
    await agent.page.getByRole('button', { name: 'Enregistrer la décision' }).click()
    await agent.page.getByRole('status').filter({ hasText: 'Envoi prévu à' }).waitFor()
    expect((await city.guard.reviews.view(city.id, 'alice')).decision?.outcome).toBe('without-ai')
  })

  test('resume with another reason, and suggestions are offered again', async () => {
    const city = await openCity()
    const { page } = await arrive(city, 'denis')
    await page.getByRole('link', { name: 'Administration' }).click()
    for (const verb of ['Suspendre', 'Reprendre']) {
      await page.getByLabel('Motif').fill(REASON)
      await page.getByRole('button', { name: new RegExp(`^${verb} les suggestions`) }).click()
      await page.getByRole('status').filter({ hasText: 'suggestions' }).waitFor()
    }
    expect(await city.guard.suspensions.of('aide-logement')).toBeUndefined()
    await page.goto(`${city.url}/revue`)
    expect(await page.getByText(/sont suspendues/).count()).toBe(0)
  })

  test('have their rights set by an administrator', async () => {
    const city = await openCity()
    await arrive(city, 'alice')
    const { page } = await arrive(city, 'adele', '/administration/personnes')
    await page.getByRole('heading', { level: 1, name: 'Personnes et habilitations' }).waitFor()
    await page.getByRole('heading', { name: 'Trop peu de personnes habilitées' }).waitFor()
    await isClean(page, 'people')
    await page.getByRole('link', { name: 'Modifier les droits de A. Martin' }).click()
    await isClean(page, 'person')
    await page.getByLabel('Audit : lecture seule').check()
    await page.getByRole('button', { name: 'Enregistrer les droits' }).click()
    await page.getByRole('status').filter({ hasText: 'Les droits de A. Martin sont enregistrés.' }).waitFor()
    await page.getByRole('link', { name: 'Ajouter une personne' }).click()
    await page.getByRole('button', { name: 'Enregistrer les droits' }).click()
    await page.getByRole('alert').waitFor()
    await isClean(page, 'person-errors')
    expect((await city.guard.reviewers.find('alice'))?.roles).toEqual(['instructeur', 'auditor'])
  })
})
