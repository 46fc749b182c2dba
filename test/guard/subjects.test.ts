import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { defineSystem, type Guard, type GuardOptions, generateSigningKey } from 'garde-fou'
import { verifyJournal } from 'garde-fou/journal'
import { postgresStore } from 'garde-fou/postgres'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { keptFormsAbout } from '../../src/guard/kept-forms.js'
import { journalEntries, openGuard, people, type TestGuard, temporaryFolder } from '../support/guard.js'
import { draftSchema, housingRecord } from '../support/housing.js'
import { connected, databaseOfFile, freshSchema } from '../support/postgres.js'

const database = databaseOfFile()
const masterKey = 'une-cle-de-test-de-trente-deux-caracteres'
const SUBJECT = 'DOSSIER-MARQUE-412'
const MINUTE = 60_000

/** Whatever is typed, proposed or found about the person; no byte of it may stay. */
const MARKS = [
  SUBJECT,
  SUBJECT.toLowerCase(),
  'MARQUE-DEMANDE',
  'MARQUE-LETTRE',
  'MARQUE-AVIS',
  'MARQUE-BROUILLON',
  'MARQUE-MOTIF',
  'MARQUE-CITOYEN',
  '06 39 98 14 02',
]

const system = defineSystem({
  ...housingRecord,
  uses: {
    draft: {
      impact: 'significant',
      audience: 'citizens',
      action: 'prépare un projet',
      purpose: 'Préparer un projet de décision que l’agent examine.',
      output: draftSchema,
      oversight: { role: 'instructeur', secondOpinionPercent: 0, undoMinutes: 10 },
      personalData: { allow: [], otherwise: 'pseudonymise' },
    },
  },
})

const stores = {
  SQLite: async () => ({ options: {}, path: join(temporaryFolder(), 'guard.db'), postgres: undefined }),
  async PostgreSQL() {
    const postgres = { connectionString: await database(), schema: freshSchema() }
    return { options: { store: postgresStore(postgres) }, path: undefined, postgres }
  },
}

interface City extends TestGuard {
  readonly postgres: { readonly connectionString: string; readonly schema: string } | undefined
}

async function openCity(kind: keyof typeof stores, more: Partial<GuardOptions> = {}): Promise<City> {
  const { options, path, postgres } = await stores[kind]()
  const signingKey = generateSigningKey('test.example')
  const given = { systems: [system], masterKey, signingKey, ...options, ...more }
  return { ...(await openGuard(given, path)), postgres }
}

async function hold(guard: Guard, subject = SUBJECT): Promise<string> {
  const { id } = await guard.propose(
    system.uses.draft,
    {
      input: { demande: `MARQUE-DEMANDE, joindre au 06 39 98 14 02` },
      subject,
      actor: { kind: 'citizen', id: subject === SUBJECT ? 'MARQUE-CITOYEN' : 'autre' },
    },
    () => ({ proposal: 'favourable', amount: 450, letter: 'MARQUE-LETTRE' }),
  )
  return id
}

/** Decided with everything that can be written about a case, and in effect. */
async function decided({ guard, clock }: City, subject = SUBJECT): Promise<string> {
  const id = await hold(guard, subject)
  const { reviews } = guard
  const as = (version: number, step: string) => ({ by: 'alice', version, idempotencyKey: `${id}-${step}` })
  let view = await reviews.claim(id, as(1, 'claim'))
  const opinion = { choice: 'favourable', note: 'MARQUE-AVIS' } as const
  view = await reviews.recordOpinion(id, opinion, as(view.version, 'opinion'))
  await reviews.saveDraft(id, 'alice', { motive: 'MARQUE-BROUILLON' })
  await reviews.approve(id, { motive: 'MARQUE-MOTIF, sur pièces et après lecture.' }, as(view.version, 'ok'))
  clock.advance(11 * MINUTE)
  expect(await guard.decision(id)).toMatchObject({ outcome: 'approved' })
  return id
}

/** Every byte of the database: of its files, or of each row of each table. */
async function bytesOf({ path, postgres }: City): Promise<string> {
  if (postgres === undefined) {
    const folder = join(path, '..')
    return readdirSync(folder)
      .map((name) => readFileSync(join(folder, name)).toString('latin1'))
      .join('\n')
  }
  const client = await connected(postgres.connectionString)
  const tables = await client.query(
    'select table_name as name from information_schema.tables where table_schema = $1',
    [postgres.schema],
  )
  const rows: string[] = []
  for (const { name } of tables.rows) {
    const found = await client.query(`select t::text as row from ${postgres.schema}.${name} as t`)
    rows.push(...found.rows.map(({ row }) => String(row)))
  }
  return rows.join('\n')
}

/** Overwrites a draft in the database with something that no key opens. */
async function damage({ path, postgres }: City, reviewId: string): Promise<void> {
  if (postgres === undefined) {
    const db = new DatabaseSync(path)
    db.prepare("update drafts set body = 'v1.x.y' where review_id = ?").run(reviewId)
    db.close()
    return
  }
  const client = await connected(postgres.connectionString)
  await client.query(`update ${postgres.schema}.drafts set body = 'v1.x.y' where review_id = $1`, [reviewId])
}

const latin1 = (text: string): string => Buffer.from(text).toString('latin1')

describe.each(['SQLite', 'PostgreSQL'] as const)('The rights of a person on %s', (kind) => {
  test('everything kept of a case is given out, without the names of agents, and journalled', async () => {
    const city = await openCity(kind)
    const id = await decided(city)
    await decided(city, 'AUTRE-DOSSIER')
    const exported = await city.guard.subjects.export({ subject: SUBJECT })
    expect(exported).toMatchObject({
      format: 'garde-fou/subject-export/v1',
      subject: SUBJECT,
      reviews: [{ id, systemId: 'aide-logement', status: 'effective', decision: { outcome: 'approved' } }],
    })
    const text = JSON.stringify(exported)
    for (const mark of MARKS.filter((each) => !/CITOYEN|dossier/.test(each))) expect(text).toContain(mark)
    for (const { id: name } of people) expect(text).not.toContain(`"${name}"`)
    expect(text).not.toContain('AUTRE-DOSSIER')
    const last = (await journalEntries(city)).at(-1)
    expect(last).toMatchObject({ event: 'subject.exported', data: { reviews: [id] } })
    expect(JSON.stringify(last)).not.toContain(SUBJECT)
    expect((await city.guard.subjects.export({ subject: 'NULLE-PART' })).reviews).toEqual([])
  })

  test('after an erasure no byte of it is left, and the journal verifies with what was proved before', async () => {
    const city = await openCity(kind)
    const { guard, signingKey } = city
    const erased = [await decided(city), await decided(city)]
    const kept = await decided(city, 'AUTRE-DOSSIER')
    await guard.store.putDraft({
      reviewId: keptFormsAbout(erased[0] ?? ''),
      reviewerId: 'bruno',
      body: JSON.stringify({ action: `/revue/${erased[0]}/examiner`, fields: [['note', 'MARQUE-AVIS']] }),
      at: '2026-11-24T09:00:00.000Z',
    })
    await journalEntries(city)
    const checkpoint = await guard.store.latestCheckpoint()
    expect(await bytesOf(city)).toContain(SUBJECT)

    const done = await guard.subjects.erase({ subject: SUBJECT })
    expect(done).toEqual({
      reviewIds: erased.sort(),
      placeholders: ['aide-logement'],
      requestIds: [],
      unreadableRequests: [],
      compacted: true,
    })
    const bytes = await bytesOf(city)
    for (const mark of MARKS) expect(bytes.includes(latin1(mark)), mark).toBe(false)

    const entries = await journalEntries(city)
    expect(entries.slice(-3).map(({ event }) => event)).toEqual([
      'review.erased',
      'review.erased',
      'subject.erased',
    ])
    const options = { keys: [signingKey], externalCheckpoint: checkpoint?.note ?? '' }
    expect(await verifyJournal(guard.store, options)).toMatchObject({ ok: true })
    // What is about somebody else is as it was, and a new suggestion on the case begins anew.
    expect(await guard.decision(kept)).toMatchObject({
      outcome: 'approved',
      value: { letter: 'MARQUE-LETTRE' },
    })
    expect((await guard.subjects.export({ subject: SUBJECT })).reviews).toEqual([])
    const again = await decided(city)
    expect((await guard.subjects.export({ subject: SUBJECT })).reviews.map(({ id }) => id)).toEqual([again])
  })

  test('an erased review tells that it is, to everybody who asks, and its decision can still be checked', async () => {
    const city = await openCity(kind)
    const { guard } = city
    const id = await decided(city)
    const decision = await guard.decision(id)
    const reference = 'reference' in decision ? (decision.reference ?? '') : ''
    await journalEntries(city)
    await guard.subjects.erase({ subject: SUBJECT })
    await expect(guard.decision(id)).rejects.toMatchObject({ code: 'ERR_REVIEW_ERASED' })
    for (const who of ['alice', 'bruno'])
      await expect(guard.reviews.view(id, who)).rejects.toMatchObject({ code: 'ERR_REVIEW_ERASED' })
    expect(await guard.checkDecision(reference)).toMatchObject({
      status: 'verified',
      decision: { outcome: 'approved', role: 'instructeur', system: { id: 'aide-logement' } },
    })
    const stored = await guard.store.getReview(id)
    expect(stored).toMatchObject({ requester: { kind: 'citizen', id: 'erased' }, erased: { what: 'all' } })
    expect(stored).not.toHaveProperty('subject')
  })

  test('an open review makes it be refused, or is withdrawn when that is asked for', async () => {
    const { guard } = await openCity(kind)
    const id = await hold(guard)
    const before = await guard.subjects.export({ subject: SUBJECT })
    await expect(guard.subjects.erase({ subject: SUBJECT })).rejects.toMatchObject({
      code: 'ERR_ERASURE_REFUSED',
      reason: 'open-reviews',
      reviewIds: [id],
    })
    expect((await guard.subjects.export({ subject: SUBJECT })).reviews).toEqual(before.reviews)
    await guard.subjects.erase({ subject: SUBJECT }, { withdraw: true })
    expect(await guard.decision(id)).toMatchObject({ outcome: 'withdrawn' })
    expect(await guard.store.listPayloads(id)).toEqual([])
  })

  test('a draft that is saved after an erasure is refused, and nothing of it is kept', async () => {
    const city = await openCity(kind)
    const { guard } = city
    const id = await decided(city)
    const late = { motive: 'MARQUE-BROUILLON' }
    await expect(guard.reviews.saveDraft(id, 'alice', late)).rejects.toMatchObject({
      code: 'ERR_REVIEW_STATE',
    })
    await guard.subjects.erase({ subject: SUBJECT })
    await expect(guard.reviews.saveDraft(id, 'alice', late)).rejects.toMatchObject({
      code: 'ERR_REVIEW_ERASED',
    })
    expect(await guard.store.listDrafts(id)).toEqual([])
  })

  test('a draft that an erasure overtakes goes too, with its key', async () => {
    const city = await openCity(kind)
    const { guard } = city
    const id = await hold(guard)
    const put = guard.store.putDraft
    vi.spyOn(guard.store, 'putDraft').mockImplementationOnce(async (draft, keys) => {
      await guard.subjects.erase({ subject: SUBJECT }, { withdraw: true })
      return put(draft, keys)
    })
    const late = guard.reviews.saveDraft(id, 'alice', { motive: 'MARQUE-BROUILLON' })
    await expect(late).rejects.toMatchObject({ code: 'ERR_REVIEW_ERASED' })
    expect(await guard.store.listDrafts(id)).toEqual([])
  })

  test('a look at a review after its erasure, or that one overtakes, brings neither its case nor a name back', async () => {
    const city = await openCity(kind)
    const { guard } = city
    const id = await decided(city)
    const commit = guard.store.commit
    vi.spyOn(guard.store, 'commit').mockImplementationOnce(async (write) => {
      await guard.subjects.erase({ subject: SUBJECT })
      return commit(write)
    })
    await expect(guard.reviews.view(id, 'bruno')).rejects.toMatchObject({ code: 'ERR_REVIEW_ERASED' })
    for (const work of [() => guard.reviews.view(id, 'bruno'), () => guard.reviews.explain(id, 'bruno')])
      await expect(work()).rejects.toMatchObject({ code: 'ERR_REVIEW_ERASED' })
    expect(await guard.store.listPayloads(id)).toEqual([])
    expect(await guard.store.listReviewsOf(SUBJECT)).toEqual([])
    const bytes = await bytesOf(city)
    for (const mark of MARKS) expect(bytes.includes(latin1(mark)), mark).toBe(false)
  })

  test('a form that was kept for somebody and cannot be opened any more stops nobody’s erasure', async () => {
    const city = await openCity(kind)
    const { guard } = city
    const ids = [await decided(city), await decided(city, 'AUTRE-DOSSIER')]
    for (const id of ids) {
      const row = { reviewId: keptFormsAbout(id), reviewerId: 'bruno', at: '2026-11-24T09:00:00.000Z' }
      await guard.store.putDraft({ ...row, body: 'MARQUE-AVIS' })
      await damage(city, row.reviewId)
      await expect(guard.store.listDrafts(row.reviewId)).rejects.toMatchObject({ code: 'ERR_TAMPERED' })
    }
    await guard.subjects.erase({ subject: SUBJECT })
    expect(await guard.store.listDrafts(keptFormsAbout(ids[0] ?? ''))).toEqual([])
  })

  test('one system’s part of a case goes without the other’s', async () => {
    const other = defineSystem({ ...system.record, id: 'voirie', uses: { draft: { ...housingDraft() } } })
    const city = await openCity(kind, { systems: [system, other] })
    await decided(city)
    const { id } = await city.guard.propose(other.uses.draft, { input: 'Trou', subject: SUBJECT }, () => ({
      proposal: 'favourable',
      amount: 1,
      letter: 'Réparé.',
    }))
    await city.guard.subjects.erase({ subject: SUBJECT, systemId: 'aide-logement' })
    const left = await city.guard.subjects.export({ subject: SUBJECT })
    expect(left.reviews.map(({ systemId }) => systemId)).toEqual(['voirie'])
    expect(JSON.stringify(await city.guard.reviews.view(id, 'alice'))).toContain('Trou')
  })

  test('a review that was altered is named, not signed anew', async () => {
    const city = await openCity(kind)
    const id = await decided(city)
    const review = await city.guard.store.getReview(id)
    if (review === undefined) throw new Error('no review')
    const forged = { ...review, version: review.version + 1, requester: { kind: 'agent', id: 'x' } as const }
    await city.guard.store.commit({
      entries: [{ id: crypto.randomUUID(), text: '{}' }],
      review: { next: forged, expectedVersion: review.version, nextAt: null },
    })
    await expect(city.guard.subjects.erase({ subject: SUBJECT })).rejects.toMatchObject({
      code: 'ERR_TAMPERED',
    })
  })
})

function housingDraft() {
  return {
    impact: 'significant',
    audience: 'agents',
    action: 'prépare un projet',
    purpose: 'Préparer un projet.',
    output: draftSchema,
    oversight: { role: 'instructeur', secondOpinionPercent: 0 },
  } as const
}

test('a backup made since holds nothing of it, among many other cases and after pages have split', async () => {
  const city = await openCity('SQLite')
  const { guard, path } = city
  for (let index = 0; index < 60; index += 1) {
    if (index % 10 === 3) await decided(city)
    else await hold(guard, `AUTRE-${index}`)
  }
  await guard.subjects.erase({ subject: SUBJECT })
  const db = new DatabaseSync(path)
  onTestFinished(() => db.close())
  const folder = temporaryFolder()
  await backup(db, join(folder, 'backup.db'))
  for (const file of [join(folder, 'backup.db'), path, `${path}-wal`]) {
    const bytes = readFileSync(file).toString('latin1')
    for (const mark of [SUBJECT, SUBJECT.toLowerCase(), 'MARQUE-MOTIF'])
      expect(bytes.includes(mark), `${mark} in ${file}`).toBe(false)
  }
})
