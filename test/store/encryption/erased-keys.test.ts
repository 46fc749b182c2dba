import { join } from 'node:path'
import { postgresStore } from 'garde-fou/postgres'
import { sqliteStore } from 'garde-fou/sqlite'
import { describe, expect, onTestFinished, test } from 'vitest'
import { ownerOf } from '../../../src/store/encryption/data-keys.js'
import { encryptedStore } from '../../../src/store/encryption/encrypted-store.js'
import { fixedMasterKeys } from '../../../src/store/encryption/master-keys.js'
import type { PayloadRow, Store } from '../../../src/store/store.js'
import {
  inserting,
  moment,
  moving,
  sampleEntry,
  sampleReview,
} from '../../../src/testing/store-conformance/samples.js'
import { temporaryFolder } from '../../support/guard.js'
import { databaseOfFile, freshSchema } from '../../support/postgres.js'

const SUBJECT = 'DOSSIER-412'
const OWNER = ownerOf({ subject: SUBJECT, reviewId: '' })
const database = databaseOfFile()
const masters = fixedMasterKeys(['une-cle-de-test-de-trente-deux-caracteres'], 'masterKey')

function textOf(reviewId: string, id: string): PayloadRow {
  return { id, kind: 'case', reviewId, subject: SUBJECT, salt: 's', body: `"${id}"`, createdAt: moment(0) }
}

/** Two processes of one application, and the key that one of them made while the other has it in its memory. */
async function twoProcesses(open: () => Store): Promise<{ one: Store; two: Store; erased: string }> {
  const [one, two] = [open(), open()]
  onTestFinished(async () => {
    await one.close()
    await two.close()
  })
  await one.migrate()
  await two.migrate()
  const review = { ...sampleReview({ subject: SUBJECT }), id: 'first' }
  await one.commit({ ...inserting(review), payloads: [textOf('first', 'old')] })
  // Reads, and so has the key; writes with it, and so knows that it is the case's.
  await two.getPayload('old')
  await two.putDraft({ reviewId: 'first', reviewerId: 'bob', body: '1', at: moment(1) })
  const keys = await one.listKeys(OWNER)
  expect(keys).toHaveLength(1)
  await one.erase({
    write: { entries: [sampleEntry()] },
    texts: { reviewId: 'first' },
    keys: { owner: OWNER, subject: SUBJECT },
  })
  expect(await two.listKeys(OWNER)).toEqual([])
  return { one, two, erased: keys[0]?.id ?? '' }
}

const stores: readonly (readonly [string, () => Promise<() => Store>])[] = [
  [
    'SQLite',
    async () => {
      const path = join(temporaryFolder(), 'store.db')
      return () => encryptedStore(sqliteStore(path), masters)
    },
  ],
  [
    'PostgreSQL',
    async () => {
      const options = { connectionString: await database(), schema: freshSchema(), maxConnections: 3 }
      return () => encryptedStore(postgresStore(options), masters)
    },
  ],
]

describe.each(stores)('On %s, a key that one process has erased while another has it in memory', (_, at) => {
  test('is not brought back by a new review of the same case', async () => {
    const { one, two, erased } = await twoProcesses(await at())
    const review = { ...sampleReview({ subject: SUBJECT }), id: 'next' }
    expect(await two.commit({ ...inserting(review), payloads: [textOf('next', 'new')] })).toBe('committed')
    expect(await one.getKey(erased)).toBeUndefined()
    expect((await one.getPayload('new'))?.body).toBe('"new"')
    expect(await two.listKeys(OWNER)).toHaveLength(1)
  })

  test('is not brought back by many new reviews at the same moment', async () => {
    const { one, two, erased } = await twoProcesses(await at())
    const names = Array.from({ length: 8 }, (_, index) => `r${index}`)
    const results = await Promise.all(
      names.map((id) =>
        two.commit({
          ...inserting({ ...sampleReview({ subject: SUBJECT }), id }),
          payloads: [textOf(id, `${id}-text`)],
        }),
      ),
    )
    expect(new Set(results)).toEqual(new Set(['committed']))
    expect(await one.getKey(erased)).toBeUndefined()
    for (const id of names) expect((await one.getPayload(`${id}-text`))?.body).toBe(`"${id}-text"`)
  })

  test('is not brought back by a change of a review, placeholders or a draft', async () => {
    const { one, two, erased } = await twoProcesses(await at())
    const review = await two.getReview('first')
    if (review === undefined) throw new Error('no review')
    const body = { systemId: 's', subject: SUBJECT, version: 1, body: '"who"', at: moment(2) }
    await two.putDraft({ reviewId: 'first', reviewerId: 'bob', body: '"draft"', at: moment(2) })
    expect(await one.getKey(erased)).toBeUndefined()
    expect(await two.commit({ entries: [sampleEntry()], pseudonyms: body })).toBe('committed')
    const moved = { ...moving(review, { status: 'pending' }), payloads: [textOf('first', 'new')] }
    expect(await two.commit(moved)).toBe('committed')
    expect(await one.getKey(erased)).toBeUndefined()
    expect((await one.getPayload('new'))?.body).toBe('"new"')
    expect((await one.getDraft('first', 'bob'))?.body).toBe('"draft"')
    expect((await one.getPseudonyms('s', SUBJECT))?.body).toBe('"who"')
  })

  test('is not brought back by a write of the same process that had brought it and is late', async () => {
    const { one, two, erased } = await twoProcesses(await at())
    const late = Array.from({ length: 4 }, (_, index) => {
      const id = `late-${index}`
      const review = { ...sampleReview({ subject: 'DOSSIER-7' }), id }
      return two.commit({
        ...inserting(review),
        payloads: [{ ...textOf(id, `${id}-text`), subject: 'DOSSIER-7' }],
      })
    })
    await Promise.all(late)
    const owner = ownerOf({ subject: 'DOSSIER-7', reviewId: '' })
    const [first, ...others] = await one.listKeys(owner)
    // No two writes bring one key: erased between them, the later one would bring it back.
    expect(first).toBeDefined()
    expect(others).toHaveLength(3)
    expect(await one.getKey(erased)).toBeUndefined()
  })
})
