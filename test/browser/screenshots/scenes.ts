import type { Browser, Page } from 'playwright-core'
import type { City } from './city.ts'

/** What a scene is played with. */
export interface Stage {
  readonly page: Page
  readonly city: City
  readonly browser: Browser
}

/** One state of the console. */
export interface Scene {
  readonly name: string
  /** The documentation shows it. */
  readonly isShown?: boolean
  readonly isForced?: boolean
  readonly isSeeded?: boolean
  readonly who?: string
  go(stage: Stage): Promise<void>
}

const CASE = 'BM-2026-00412'
const MOTIVE =
  'Le revenu de l’année 2025 est sous le plafond après la correction de l’avis d’impôt reçue le 12 novembre.'

const at = ({ page, city }: Stage, path: string) => page.goto(`${city.url}${path}`)
const caseId = ({ city }: Stage): string => city.ids.get(CASE) ?? ''
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

async function take(stage: Stage): Promise<void> {
  await at(stage, `/revue?recherche=${CASE}`)
  await stage.page.getByRole('link', { name: `Examiner le dossier ${CASE}` }).click()
  await stage.page.getByRole('heading', { name: 'Votre avis d’abord' }).waitFor()
}

async function compare(stage: Stage): Promise<void> {
  await take(stage)
  const criteria = stage.page.getByRole('region', { name: 'Critères à vérifier' })
  for (const [criterion, answer] of [
    [/Réside/, 'Rempli'],
    [/Revenu fiscal/, 'Non rempli'],
    [/Vélo neuf/, 'Impossible à vérifier'],
  ] as const)
    await criteria
      .getByRole('radiogroup', { name: criterion })
      .getByRole('radio', { name: answer, exact: true })
      .check()
  await stage.page.getByRole('radio', { name: 'Favorable', exact: true }).check()
  await button(stage.page, 'Enregistrer mon avis et afficher la suggestion').click()
  await stage.page.getByRole('region', { name: 'Suggestion de l’IA' }).waitFor()
}

async function edit(stage: Stage): Promise<void> {
  const { page } = stage
  await compare(stage)
  await page.getByRole('radio', { name: 'Retenir avec des modifications' }).check()
  const group = page.getByRole('group', { name: 'Vos modifications' })
  const text = group.getByRole('textbox', { name: 'Texte pour la personne' })
  const before = await text.inputValue()
  await text.fill(
    before.replace(
      'Je ne peux donc pas donner',
      'Vous pouvez demander une révision. Je ne peux pas encore donner',
    ),
  )
  await page.getByRole('textbox', { name: 'Motif de la décision' }).fill(MOTIVE)
  await page
    .getByRole('region', { name: 'Différences avec la suggestion' })
    .getByRole('insertion')
    .first()
    .waitFor()
}

async function discard(stage: Stage): Promise<void> {
  const { page } = stage
  await compare(stage)
  await page.getByRole('radio', { name: 'Écarter la suggestion' }).check()
  await page.getByRole('textbox', { name: 'Motif de la décision' }).fill(MOTIVE)
}

async function check(stage: Stage): Promise<void> {
  await edit(stage)
  await stage.page
    .getByRole('textbox', { name: 'Pourquoi changez-vous d’avis ?' })
    .fill('Le plafond est dépassé.')
    .catch(() => undefined)
  await button(stage.page, 'Vérifier avant d’enregistrer').click()
  await stage.page.getByRole('heading', { name: 'Vérifiez votre décision' }).waitFor()
}

async function stale(stage: Stage): Promise<void> {
  await stage.city.guard.reviews.markStale(caseId(stage), {
    by: { kind: 'application', id: 'portail' },
    why: 'Une pièce a été ajoutée le 26 novembre.',
    idempotencyKey: 'piece',
  })
}

/** Every state that is looked at before a release. */
export const SCENES: readonly Scene[] = [
  {
    name: 'queue',
    isShown: true,
    isForced: true,
    go: async (stage) => {
      await take(stage)
      await at(stage, '/revue')
    },
  },
  {
    name: 'queue-search',
    go: async (stage) => void (await at(stage, '/revue?recherche=Lafon&attribution=moi')),
  },
  { name: 'queue-empty', isSeeded: false, go: async (stage) => void (await at(stage, '/revue')) },
  { name: 'queue-not-entitled', who: 'nobody', go: async (stage) => void (await at(stage, '/revue')) },
  { name: 'opinion', isShown: true, go: take },
  { name: 'review', isShown: true, isForced: true, go: compare },
  { name: 'review-edit', isForced: true, go: edit },
  { name: 'review-discard', go: discard },
  {
    name: 'review-errors',
    isForced: true,
    go: async (stage) => {
      await compare(stage)
      await stage.page.getByRole('radio', { name: 'Retenir la suggestion' }).check()
      await button(stage.page, 'Vérifier avant d’enregistrer').click()
      await stage.page.getByRole('alert').waitFor()
    },
  },
  { name: 'check', isShown: true, go: check },
  {
    name: 'undo',
    go: async (stage) => {
      await check(stage)
      await button(stage.page, 'Enregistrer la décision').click()
      await button(stage.page, 'Annuler l’enregistrement').waitFor()
    },
  },
  {
    name: 'stale',
    go: async (stage) => {
      await compare(stage)
      await stale(stage)
      await at(stage, `/revue/${caseId(stage)}`)
    },
  },
  {
    name: 'conflict',
    go: async (stage) => {
      await discard(stage)
      await stale(stage)
      await button(stage.page, 'Vérifier avant d’enregistrer').click()
      await stage.page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'offline',
    go: async (stage) => {
      await discard(stage)
      await stage.page.context().setOffline(true)
      await button(stage.page, 'Vérifier avant d’enregistrer').click()
      await stage.page.getByRole('alert').waitFor()
    },
  },
  {
    name: 'others',
    who: 'dora',
    go: async (stage) => {
      const other = await stage.browser.newContext({ extraHTTPHeaders: { 'x-test-person': 'camille' } })
      await compare({ ...stage, page: await other.newPage() })
      await at(stage, `/revue/${caseId(stage)}`)
    },
  },
  { name: 'expired', who: 'basile', go: async (stage) => void (await at(stage, `/revue/${caseId(stage)}`)) },
  {
    name: 'without-ai',
    go: async (stage) => {
      await take(stage)
      await at(stage, `/revue/${caseId(stage)}/sans-ia`)
    },
  },
  {
    name: 'print',
    go: async (stage) => {
      await compare(stage)
      await at(stage, `/revue/${caseId(stage)}/fiche`)
    },
  },
  { name: 'unknown', go: async (stage) => void (await at(stage, '/revue/inconnu')) },
  { name: 'help', go: async (stage) => void (await at(stage, '/revue/aide')) },
  { name: 'preferences', go: async (stage) => void (await at(stage, '/revue/preferences')) },
  {
    name: 'statistics',
    go: async (stage) => {
      await check(stage)
      await button(stage.page, 'Enregistrer la décision').click()
      await button(stage.page, 'Annuler l’enregistrement').waitFor()
      await at(stage, '/revue/statistiques')
    },
  },
  {
    name: 'statistics-team',
    who: 'dora',
    go: async (stage) => void (await at(stage, '/revue/statistiques/equipe')),
  },
  { name: 'systems', who: 'ines', go: async (stage) => void (await at(stage, '/administration')) },
  { name: 'signed-out', who: '', go: async (stage) => void (await at(stage, '/revue')) },
]
