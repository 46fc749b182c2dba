import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { generateSigningKey } from 'garde-fou'
import { sqliteStore } from 'garde-fou/sqlite'
import { describe, expect, test } from 'vitest'
import { entryOf } from '../../src/guard/record.js'
import { people, temporaryFolder } from '../support/guard.js'
import { MILD_MARK, mild, mildWith, openMildCase } from '../support/mild-system.js'
import { openConsole, type TestBrowser, textOf } from './console.js'

const RAISE = `/administration/systemes/${mild.id}/mode/relever`
const LIFT = `/administration/systemes/${mild.id}/mode/lever`
const FIELD = `motif-mode/${mild.id}`
const MOTIVE = 'Le dossier est complet et la dette récente.'
const staff = [
  ...people,
  { id: 'adele', name: 'A. Blanc', roles: ['administrator'], training: [] },
  { id: 'odile', name: 'O. Vert', roles: ['auditor'], training: [] },
]

async function open(newAgentCases = 0, lang: 'fr' | 'en' = 'fr') {
  return openConsole(
    { lang },
    {
      systems: [mild],
      reviewers: { find: async (id) => staff.find((person) => person.id === id) },
      oversight: { newAgentCases },
    },
  )
}

/** Every page that shows something of a case. */
async function everyByte(browser: TestBrowser, id: string): Promise<string> {
  const paths = ['', '/fiche', '/etat', '/sans-ia', '/explication', '/verifier', '/examiner']
  const pages = await Promise.all(
    ['/revue', '/revue/statistiques', ...paths.map((path) => `/revue/${id}${path}`)].map((path) =>
      browser.get(path),
    ),
  )
  return pages.map(({ html, headers }) => html + JSON.stringify([...headers])).join('\n')
}

describe('The console, for somebody new on a system', () => {
  test.each([
    ['fr', 'Vous débutez sur ce système : votre avis d’abord pour votre premier dossier.'],
    ['en', 'You are new on this system: your opinion first on your first case.'],
  ] as const)(
    'asks for their opinion before anything of the suggestion leaves the server (%s)',
    async (lang, why) => {
      const { guard, person } = await open(1, lang)
      const mine = await openMildCase(guard, 'shown', 'AL-1')
      const alice = person('alice')
      // Nobody is shown it before the case is theirs: only then is it known whether their opinion comes first.
      for (const who of ['bruno', 'denis', 'odile'])
        expect((await person(who).get(`/revue/${mine}`)).html).not.toContain(MILD_MARK)
      await alice.get(`/revue/${mine}/examiner`)
      expect(await everyByte(alice, mine)).not.toContain(MILD_MARK)
      const page = await alice.get(`/revue/${mine}`)
      expect(textOf(page.html)).toContain(why)
      expect(page.html).not.toContain(`/revue/${mine}/afficher"`)
      await alice.submit(`/revue/${mine}`, `/revue/${mine}/avis`, { avis: 'favourable' })
      const told = await alice.get(`/revue/${mine}`)
      expect(told.html).toContain(MILD_MARK)
      expect(textOf(told.html)).not.toContain(why)
    },
  )

  test('shows it at once, as the use says, when they are new no more', async () => {
    const { guard, person } = await open(1)
    const [first, second] = [
      await openMildCase(guard, 'shown', 'AL-1'),
      await openMildCase(guard, 'shown', 'AL-2'),
    ]
    const alice = person('alice')
    await alice.get(`/revue/${first}/examiner`)
    await alice.submit(`/revue/${first}`, `/revue/${first}/avis`, { avis: 'favourable' })
    const { version } = await guard.reviews.view(first, 'alice')
    await guard.reviews.reject(first, { motive: MOTIVE }, { by: 'alice', version, idempotencyKey: 'a' })
    await alice.get(`/revue/${second}/examiner`)
    expect((await alice.get(`/revue/${second}`)).html).toContain(MILD_MARK)
  })
})

describe('The administration of a system’s mode', () => {
  test('raises it with a reason, says so on the page, and lifts it with another', async () => {
    const { guard, person } = await open()
    const adele = person('adele')
    const before = textOf((await adele.get('/administration')).html)
    expect(before).toContain('Chaque usage garde le mode de sa fiche.')
    const empty = await adele.submit('/administration', RAISE, { [FIELD]: ' ' })
    expect(empty.status).toBe(422)
    expect(textOf(empty.html)).toContain('Indiquez le motif.')
    expect(await guard.modeRaises.of(mild.id)).toBeUndefined()
    const done = await adele.submit('/administration', RAISE, { [FIELD]: 'Audit <script>' })
    expect(done).toMatchObject({ status: 303, location: '/administration?fait=raised' })
    const page = await adele.get(done.location ?? '')
    expect(textOf(page.html)).toContain('L’avis de l’agent vient d’abord sur les dossiers réservés')
    expect(textOf(page.html)).toContain(
      'Demandé pour tous les dossiers réservés depuis le mardi 24 novembre 2026 à 10 h 00',
    )
    expect(textOf(page.html)).toMatch(/Par A\. Blanc \(Administration/)
    expect(page.html).toContain('Audit &lt;script&gt;')
    const id = await openMildCase(guard, 'asked', 'AL-1')
    const alice = person('alice')
    await alice.get(`/revue/${id}/examiner`)
    expect(textOf((await alice.get(`/revue/${id}`)).html)).toContain(
      'Le comité opérationnel IA demande l’avis des agents d’abord sur ce système',
    )
    const lifted = await adele.submit('/administration', LIFT, { [FIELD]: 'Audit terminé.' })
    expect(lifted.location).toBe('/administration?fait=lifted')
    // Not for who holds a case.
    expect((await alice.get(`/revue/${id}`)).html).not.toContain(`/revue/${id}/afficher"`)
    expect(await everyByte(alice, id)).not.toContain(MILD_MARK)
    expect(textOf((await adele.get('/administration')).html)).toMatch(
      /Levé le .* par A\. Blanc Audit terminé\. Demandé le .* par A\. Blanc Audit/,
    )
  })

  test('is read by supervisors and auditors, and changed by administrators only', async () => {
    const { guard, person } = await open()
    for (const who of ['denis', 'odile']) {
      const { html } = await person(who).get('/administration')
      expect(textOf(html)).toContain('Avis des agents d’abord')
      expect(html).not.toContain(RAISE)
    }
    expect(await guard.modeRaises.history(mild.id)).toEqual([])
  })
})

describe('A raised mode that was altered in the database', () => {
  test('is said on the page of systems, where the stop button stays, and no opinion is skipped', async () => {
    const path = join(temporaryFolder(), 'guard.db')
    const { guard, person } = await openConsole(
      {},
      {
        systems: [mild],
        store: sqliteStore(path),
        reviewers: { find: async (id) => staff.find((each) => each.id === id) },
        oversight: { newAgentCases: 0 },
      },
    )
    const adele = person('adele')
    await adele.submit('/administration', RAISE, { [FIELD]: 'Audit en cours.' })
    const database = new DatabaseSync(path)
    database.prepare("update settings set body = '{}' where kind = 'oversight'").run()
    database.close()
    const { status, html } = await adele.get('/administration')
    expect([status, textOf(html)]).toEqual([
      200,
      expect.stringContaining('La règle de ce système n’est plus telle qu’elle a été enregistrée'),
    ])
    expect(html).toContain(`/administration/systemes/${mild.id}/suspendre`)
    expect(html).not.toContain(LIFT)
    const id = await openMildCase(guard, 'shown', 'AL-1')
    await person('alice').get(`/revue/${id}/examiner`)
    expect(await everyByte(person('alice'), id)).not.toContain(MILD_MARK)
  })
})

describe('What raised a system’s mode by itself', () => {
  const reviewers = { find: async (id: string) => staff.find((person) => person.id === id) }

  test('is said on the page of systems and on the agent’s: a change of the model', async () => {
    const path = join(temporaryFolder(), 'guard.db')
    const signingKey = generateSigningKey('test.example')
    const common = { reviewers, signingKey, oversight: { newAgentCases: 0 } }
    await openConsole({}, { ...common, systems: [mild], store: sqliteStore(path) })
    const { guard, person } = await openConsole(
      {},
      { ...common, systems: [mildWith('2')], store: sqliteStore(path) },
    )
    expect(textOf((await person('denis').get('/administration')).html)).toContain(
      'Le modèle a changé : demandé pour tous les dossiers jusqu’au jeudi 24 décembre 2026 à 10 h 00.',
    )
    const id = await openMildCase(guard, 'shown', 'AL-1')
    await person('alice').get(`/revue/${id}/examiner`)
    expect(textOf((await person('alice').get(`/revue/${id}`)).html)).toContain(
      'Le modèle de ce système a changé : votre avis d’abord jusqu’au jeudi 24 décembre 2026 à 10 h 00.',
    )
    expect(await everyByte(person('alice'), id)).not.toContain(MILD_MARK)
  })

  test('is said on the page of systems and on the agent’s: an alert of its figures', async () => {
    const store = sqliteStore(join(temporaryFolder(), 'guard.db'))
    await store.migrate()
    const put = Array.from({ length: 20 }, (_, index) => ({
      reviewId: `r${index}`,
      reviewerId: `a${index % 5}`,
      systemId: mild.id,
      useId: 'shown',
      at: '2026-11-20T09:00:00.000Z',
      body: '{"outcome":"rejected","mode":"shown","caseLength":10}',
    }))
    const actor = { kind: 'guard' } as const
    const entry = entryOf({ event: 'guard.started', actor, data: {} }, new Date('2026-11-20T09:00:00.000Z'))
    await store.commit({ entries: [entry], facts: { put } })
    const { guard, person } = await openConsole(
      {},
      { reviewers, store, systems: [mild], oversight: { newAgentCases: 0 }, background: true },
    )
    await expect
      .poll(async () => textOf((await person('adele').get('/administration')).html), { timeout: 30_000 })
      .toContain('Alerte : Utilité à réexaminer. À mettre à l’ordre du jour du comité opérationnel IA.')
    const id = await openMildCase(guard, 'shown', 'AL-1')
    await person('alice').get(`/revue/${id}/examiner`)
    expect(textOf((await person('alice').get(`/revue/${id}`)).html)).toContain(
      'Les chiffres de ce système appellent un réexamen : votre avis d’abord en attendant.',
    )
    expect(await everyByte(person('alice'), id)).not.toContain(MILD_MARK)
  }, 60_000)
})
