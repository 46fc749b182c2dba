import type { BrowserContext, Page } from 'playwright-core'
import type { Application } from './application.js'

/** A complete request, as a person fills it in. */
export const REQUEST: Readonly<Record<string, string>> = {
  Prénom: 'Mariam',
  Nom: 'Lafon',
  'Date de naissance': '1984-03-17',
  'Adresse électronique': 'mariam.lafon@exemple.fr',
  Téléphone: '05 36 49 00 34',
  'Adresse du logement': '12 rue des Faures',
  'Code postal': '33800',
  Commune: 'Bordeaux',
  'Personnes au foyer': '3',
  'Dont enfants': '2',
  'Ressources mensuelles du foyer (€)': '1 240,50',
  'Loyer mensuel (€)': '640',
  'Dette de loyer (€)': '1 280',
  'Montant demandé (€)': '900',
  'Exposez votre situation':
    'Mon contrat de travail s’est arrêté en septembre et le versement de mes allocations a pris deux mois de retard. ' +
    'J’ai deux loyers impayés. Le bailleur accepte d’attendre si une aide de 900 € est versée avant la fin de l’année. ' +
    'J’ai retrouvé un emploi à mi-temps depuis le 2 novembre 2026 et je peux payer le loyer courant.',
}

/** Fills in and sends the form; returns the address of the request's page. */
export async function ask(
  page: Page,
  application: Application,
  changes: Readonly<Record<string, string>> = {},
  pieces: 'all' | 'none' = 'all',
): Promise<string> {
  await page.goto(`${application.url}/`)
  for (const [label, value] of Object.entries({ ...REQUEST, ...changes }))
    await page.getByLabel(label, { exact: true }).fill(value)
  if (pieces === 'all') for (const box of await page.getByRole('checkbox').all()) await box.check()
  await page.getByRole('button', { name: 'Envoyer ma demande' }).click()
  await page.waitForURL(/\/demande\/[\w-]{32}$/)
  return page.url()
}

/** Signs somebody in by their one-time link. */
export async function signIn(context: BrowserContext, application: Application, name: string): Promise<Page> {
  const link = application.links.get(name)
  if (link === undefined) throw new Error(`There is no sign-in link for ${name}.`)
  const page = await context.newPage()
  await page.goto(link)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.getByRole('heading', { level: 1, name: 'Suggestions à examiner' }).waitFor()
  return page
}

/** Reloads a page until it shows something: what a person without scripts does. */
export async function reloadUntil(page: Page, isThere: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000
  while (!(await isThere())) {
    if (Date.now() > deadline) throw new Error(`It never came:\n${await page.locator('main').innerText()}`)
    await page.waitForTimeout(150)
    await page.reload()
  }
}
