import type { Page } from 'playwright-core'

/** A motive that is long enough. */
export const MOTIVE = 'Dette récente, reprise d’emploi attestée, bailleur prêt à attendre.'

/** Answers every criterion of the grid. */
export async function answerCriteria(page: Page, answer = 'Rempli'): Promise<void> {
  const radios = page
    .getByRole('region', { name: 'Critères à vérifier' })
    .getByRole('radio', { name: answer, exact: true })
  for (const radio of await radios.all()) await radio.check()
}

/** From the queue to the suggestion: reserves a case and records an opinion. */
export async function examine(page: Page, reference: string, opinion = 'Favorable'): Promise<void> {
  await page.getByRole('link', { name: `Examiner le dossier ${reference}` }).click()
  await page.getByRole('radio', { name: opinion, exact: true }).check()
  await answerCriteria(page)
  await page.getByRole('button', { name: 'Enregistrer mon avis et afficher la suggestion' }).click()
  await page.getByRole('region', { name: 'Suggestion de l’IA' }).waitFor()
}

/** From the filled-in decision to its recording. */
export async function record(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Vérifier avant d’enregistrer' }).click()
  await page.getByRole('heading', { name: 'Vérifiez votre décision' }).waitFor()
  await page.getByRole('button', { name: 'Enregistrer la décision' }).click()
  await page.getByRole('status').filter({ hasText: 'Envoi prévu à' }).waitFor()
}
