import assert from 'node:assert/strict'
import type { PseudonymsRow } from '../../store/store.js'
import { type StoreUnderTest, sceneRunner } from './runner.js'
import { inserting, moment, moving, sampleEntry, sampleReview } from './samples.js'

const CASE = { systemId: 'aide-logement', subject: 'DOSSIER-412' }

/** The sealed placeholders of cases: one version after the other, whoever writes. */
export function pseudonymConformance(under: StoreUnderTest): void {
  const it = sceneRunner(under)

  it('keeps the placeholders of a case, and those of another case or system apart', async ({
    store,
    other,
  }) => {
    const rows = [CASE, { ...CASE, subject: 'DOSSIER-413' }, { ...CASE, systemId: 'voirie' }].map(
      (place, index): PseudonymsRow => ({ ...place, version: 1, body: `é${index}`, at: moment(index) }),
    )
    for (const pseudonyms of rows)
      assert.equal(await store.commit({ entries: [sampleEntry()], pseudonyms }), 'committed')
    for (const row of rows)
      assert.deepEqual({ ...(await other.getPseudonyms(row.systemId, row.subject)) }, row)
    assert.equal(await other.getPseudonyms('voirie', 'DOSSIER-413'), undefined)
    const next = { ...rows[0], ...CASE, version: 2, body: 'next', at: moment(9) }
    assert.equal(await other.commit({ entries: [sampleEntry()], pseudonyms: next }), 'committed')
    assert.deepEqual({ ...(await store.getPseudonyms(CASE.systemId, CASE.subject)) }, next)
  })

  it('lets one of two first versions through, and one of two next ones; the other leaves no trace', async ({
    store,
    other,
  }) => {
    for (const version of [1, 2]) {
      const before = await store.countPending()
      const write = (body: string) => ({
        entries: [sampleEntry()] as const,
        pseudonyms: { ...CASE, version, body, at: moment(0) },
      })
      const results = await Promise.all([store.commit(write('one')), other.commit(write('two'))])
      assert.deepEqual([...results].sort(), ['committed', 'pseudonyms-moved'])
      const stored = await store.getPseudonyms(CASE.systemId, CASE.subject)
      assert.equal(stored?.body, results[0] === 'committed' ? 'one' : 'two')
      assert.equal(await store.countPending(), before + 1)
    }
  })

  it('writes nothing at all when the placeholders or the review have moved', async ({ store }) => {
    const review = sampleReview()
    await store.commit(inserting(review))
    const pseudonyms = (version: number) => ({ ...CASE, version, body: '1', at: moment(0) })
    const next = moving(review, { status: 'expired', at: moment(0) })
    for (const version of [0, 2, 3])
      assert.equal(await store.commit({ ...next, pseudonyms: pseudonyms(version) }), 'pseudonyms-moved')
    assert.deepEqual(await store.getReview(review.id), review)
    const late = { ...next, review: { ...next.review, next: { ...review, version: 8 }, expectedVersion: 7 } }
    assert.equal(await store.commit({ ...late, pseudonyms: pseudonyms(1) }), 'review-moved')
    assert.equal(await store.getPseudonyms(CASE.systemId, CASE.subject), undefined)
    assert.equal(await store.countPending(), 1)
  })
}
