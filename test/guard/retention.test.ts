import { DatabaseSync } from 'node:sqlite'
import { defineSystem, type GuardOptions, generateSigningKey } from 'garde-fou'
import { verifyJournal } from 'garde-fou/journal'
import { postgresStore } from 'garde-fou/postgres'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { journalEntries, openGuard, people, type TestGuard } from '../support/guard.js'
import { draftSchema, housingRecord } from '../support/housing.js'
import { databaseOfFile, freshSchema } from '../support/postgres.js'

const database = databaseOfFile()
const DAY = 24 * 60 * 60_000

function systemWith(retention: object | undefined) {
  return defineSystem({
    ...housingRecord,
    valueReviewOn: '2099-01-01',
    audit: { ...housingRecord.audit, lastOn: '2026-06-01', everyMonths: 1200 },
    uses: {
      draft: {
        impact: 'significant',
        audience: 'citizens',
        action: 'prépare un projet',
        purpose: 'Préparer un projet de décision que l’agent examine.',
        output: draftSchema,
        oversight: { role: 'instructeur', secondOpinionPercent: 0 },
        personalData: { allow: [], otherwise: 'pseudonymise' },
        ...(retention === undefined ? {} : { retention: retention as never }),
      },
    },
  })
}

const KEPT = { textsForMonths: 6, decisionsForMonths: 60 }
const trained = people.map((person) => ({
  ...person,
  training: [{ id: 'ia-habitat', validUntil: '2099-01-01' }],
}))
const reviewers = { find: async (id: string) => trained.find((person) => person.id === id) }

async function openCity(retention: object | undefined, more: Partial<GuardOptions> = {}) {
  const system = systemWith(retention)
  const opened = await openGuard({ systems: [system], reviewers, ...more })
  return { ...opened, system }
}

type City = TestGuard & { readonly system: ReturnType<typeof systemWith> }

async function decided({ guard, clock, system }: City, subject: string): Promise<string> {
  const { id } = await guard.propose(
    system.uses.draft,
    { input: 'MARQUE-DEMANDE, 06 39 98 14 02', subject },
    () => ({ proposal: 'favourable', amount: 450, letter: 'MARQUE-LETTRE' }),
  )
  const as = (version: number, step: string) => ({ by: 'alice', version, idempotencyKey: `${id}-${step}` })
  let view = await guard.reviews.claim(id, as(1, 'claim'))
  view = await guard.reviews.recordOpinion(id, { choice: 'favourable' }, as(view.version, 'opinion'))
  await guard.reviews.approve(id, { motive: 'MARQUE-MOTIF, sur pièces et lecture.' }, as(view.version, 'ok'))
  clock.advance(11 * 60_000)
  await guard.decision(id)
  return id
}

const run = ({ guard }: City, apply = true) => guard.subjects.applyRetention({ apply })
const kinds = async ({ guard }: City, id: string) =>
  (await guard.store.listPayloads(id)).map(({ kind }) => kind)

describe.each(['SQLite', 'PostgreSQL'])('What was kept long enough, on %s', (kind) => {
  const store = async (): Promise<Partial<GuardOptions>> =>
    kind === 'SQLite'
      ? {}
      : {
          store: postgresStore({ connectionString: await database(), schema: freshSchema() }),
          masterKey: 'une-cle-de-test-de-trente-deux-caracteres',
        }

  test('loses its texts, then its decision once the archives agree; the journal says so and verifies', async () => {
    const signingKey = generateSigningKey('test.example')
    const retention = { ...KEPT, finalFate: 'destroy', visa: 'AD33-2026-12' }
    const city = await openCity(retention, { ...(await store()), signingKey })
    const id = await decided(city, 'D-1')
    expect(await run(city)).toMatchObject({ texts: 0, decisions: 0, placeholders: 0 })
    city.clock.advance(185 * DAY)
    const young = await decided(city, 'D-2')
    expect(await run(city, false)).toMatchObject({ texts: 1, placeholders: 1 })
    expect(await kinds(city, id)).toContain('suggestion')
    expect(await run(city)).toMatchObject({ texts: 1, decisions: 0, placeholders: 1 })
    expect(await kinds(city, id)).toEqual(['decision'])
    expect((await kinds(city, young)).length).toBeGreaterThan(2)
    expect((await city.guard.subjects.export({ subject: 'D-1' })).reviews).toMatchObject([
      { id, decision: { outcome: 'approved' }, texts: [{ kind: 'decision' }] },
    ])
    expect(await run(city)).toMatchObject({ texts: 0, decisions: 0 })

    city.clock.advance(5 * 366 * DAY)
    expect(await run(city)).toMatchObject({ texts: 1, decisions: 1 })
    expect(await kinds(city, id)).toEqual([])
    expect(await city.guard.store.getReview(id)).not.toHaveProperty('subject')
    const entries = (await journalEntries(city)).filter(({ event }) => event === 'review.erased')
    expect(entries.every(({ data }) => data['cause'] === 'retention')).toBe(true)
    expect(entries.map(({ data }) => data['what']).sort()).toEqual(['all', 'texts', 'texts'])
    expect(await verifyJournal(city.guard.store, { keys: [signingKey] })).toMatchObject({ ok: true })
  })

  test('stays while a legal hold is on it, and can be erased when it is lifted', async () => {
    const city = await openCity(KEPT, await store())
    const id = await decided(city, 'D-1')
    const { subjects } = city.guard
    await subjects.hold('D-1', 'Recours devant le tribunal administratif.')
    await subjects.hold('D-1', 'Une seconde fois.')
    expect(await subjects.holds()).toEqual([
      { subject: 'D-1', since: expect.any(String), reason: 'Recours devant le tribunal administratif.' },
    ])
    city.clock.advance(400 * DAY)
    expect(await run(city)).toMatchObject({ texts: 0, placeholders: 0, held: 2 })
    await expect(subjects.erase({ subject: 'D-1' })).rejects.toMatchObject({
      code: 'ERR_ERASURE_REFUSED',
      reason: 'legal-hold',
    })
    expect(await kinds(city, id)).toContain('case')
    await subjects.release('D-1', 'Jugement définitif.')
    expect(await subjects.holds()).toEqual([])
    expect(await run(city)).toMatchObject({ texts: 1, held: 0 })
    await subjects.erase({ subject: 'D-1' })
    const rows = await city.guard.store.listSettings('legal-hold')
    expect(JSON.stringify(rows)).not.toContain('D-1')
    const events = (await journalEntries(city)).map(({ event }) => event)
    expect(events.filter((event) => event.startsWith('hold.'))).toEqual(['hold.set', 'hold.lifted'])
  })

  test('that is being erased when a legal hold is set keeps what is left of it', async () => {
    const city = await openCity(KEPT, await store())
    const ids = [await decided(city, 'D-1'), await decided(city, 'D-1')]
    const { store: kept, subjects } = city.guard
    const erase = kept.erase
    vi.spyOn(kept, 'erase').mockImplementationOnce(async (erasure) => {
      const done = await erase(erasure)
      await subjects.hold('D-1', 'Recours devant le tribunal administratif.')
      return done
    })
    await expect(subjects.erase({ subject: 'D-1' })).rejects.toMatchObject({ reason: 'legal-hold' })
    const left = await Promise.all(ids.map(async (id) => (await kinds(city, id)).length > 0))
    expect(left.sort()).toEqual([false, true])
    await subjects.release('D-1', 'Jugement définitif.')
    await subjects.erase({ subject: 'D-1' })
    for (const id of ids) expect(await kinds(city, id)).toEqual([])
  })
})

test('a decision is never erased without the visa of the archives, nor one that is theirs', async () => {
  for (const [retention, counted] of [
    [
      { ...KEPT, finalFate: 'destroy' },
      { needVisa: 1, toArchives: 0 },
    ],
    [KEPT, { needVisa: 0, toArchives: 1 }],
    [
      { ...KEPT, finalFate: 'sample', visa: 'AD33' },
      { needVisa: 0, toArchives: 1 },
    ],
  ] as const) {
    const city = await openCity(retention)
    const id = await decided(city, 'D-1')
    city.clock.advance(6 * 366 * DAY)
    await run(city)
    expect(await run(city)).toMatchObject({ texts: 0, decisions: 0, ...counted })
    expect(await kinds(city, id)).toEqual(['decision'])
  }
})

test('what nobody decided on goes whole with its texts: no trace of a decision keeps the case’s number', async () => {
  const city = await openCity(KEPT)
  const { id } = await city.guard.propose(
    city.system.uses.draft,
    { input: 'Demande', subject: 'D-1' },
    () => ({
      proposal: 'favourable',
      amount: 450,
      letter: 'Oui.',
    }),
  )
  const by = { kind: 'application', id: 'app' } as const
  await city.guard.reviews.withdraw(id, { by, why: 'Doublon.', idempotencyKey: 'w' })
  city.clock.advance(200 * DAY)
  expect(await run(city)).toMatchObject({ texts: 1 })
  expect(await kinds(city, id)).toEqual([])
  expect(await city.guard.store.getReview(id)).not.toHaveProperty('subject')
})

test('without a retention nothing is ever erased, and what is open neither', async () => {
  const city = await openCity(undefined)
  const id = await decided(city, 'D-1')
  city.clock.advance(50 * 366 * DAY)
  expect(await run(city)).toMatchObject({ texts: 0, decisions: 0, placeholders: 0 })
  expect(await kinds(city, id)).toContain('case')
})

test('a hold that somebody altered in the database erases nothing, and a review that was altered is named', async () => {
  const city = await openCity(KEPT)
  const id = await decided(city, 'D-1')
  await city.guard.subjects.hold('D-1', 'Recours.')
  city.clock.advance(400 * DAY)
  const db = new DatabaseSync(city.path)
  onTestFinished(() => db.close())
  const body = db.prepare("select body from settings where kind = 'legal-hold'").get()?.['body']
  for (const forged of [`{"hold":null,"seal":"x"}`, '{}', 'null', '', `${String(body).slice(0, -4)}AAAA`]) {
    db.prepare("update settings set body = ? where kind = 'legal-hold'").run(forged)
    await expect(run(city)).rejects.toMatchObject({ code: 'ERR_TAMPERED' })
  }
  db.prepare("update settings set body = ? where kind = 'legal-hold'").run(String(body))
  await city.guard.subjects.release('D-1', 'Fin.')
  db.prepare("update reviews set body = replace(body, 'significant', 'information')").run()
  expect(await run(city)).toMatchObject({ texts: 0, altered: [id] })
  expect(await kinds(city, id)).toContain('case')
})
