import assert from 'node:assert/strict'
import type { Store } from '../../store/store.js'
import { key, SUBJECT, text } from './keys.js'
import { type StoreUnderTest, sceneRunner } from './runner.js'
import { inserting, moment, moving, sampleEntry, sampleReview } from './samples.js'

/** Stores a review of the case with two texts, a draft, a command and the case's key. */
async function held(store: Store, name: string): Promise<string> {
  const review = { ...sampleReview({ subject: SUBJECT }), id: name }
  const command = { key: `k-${name}`, fingerprint: 'f', reviewId: name, version: 1 }
  const payloads = [text(`${name}-case`, name), text(`${name}-decision`, name, 'decision')]
  const keys = (await store.getKey('key')) === undefined ? { made: [key('key', 'owner')] } : { held: ['key'] }
  await store.commit({ ...inserting(review), command, payloads, keys })
  await store.putDraft({ reviewId: name, reviewerId: 'alice', body: '1', at: moment(0) }, { held: ['key'] })
  return name
}

/** What is left when a case is erased: nothing. */
export function erasureConformance(under: StoreUnderTest): void {
  const it = sceneRunner(under)

  it('lists everything of a case, and nothing of another', async ({ store, other }) => {
    await held(store, 'r2')
    await held(store, 'r1')
    await store.commit(inserting({ ...sampleReview({ subject: 'DOSSIER-4' }), id: 'r3' }))
    const pseudonyms = { systemId: 's', subject: SUBJECT, version: 1, body: '1', at: moment(0) }
    await store.commit({ entries: [sampleEntry()], pseudonyms })
    assert.deepEqual(await other.listReviewsOf(SUBJECT), ['r1', 'r2'])
    const old = { systemId: 's', before: moment(1), after: '', limit: 5 }
    assert.deepEqual(await other.listOldPlaceholders(old), [SUBJECT])
    for (const none of [{ systemId: 't' }, { before: moment(0) }, { after: SUBJECT }, { limit: 0 }])
      assert.deepEqual(await other.listOldPlaceholders({ ...old, ...none }), [])
    assert.deepEqual(await other.listReviewsOf('DOSSIER-4'), [])
    assert.deepEqual(await other.listPayloads('r1'), [
      text('r1-case', 'r1'),
      text('r1-decision', 'r1', 'decision'),
    ])
    assert.deepEqual(await other.listDrafts('r1'), [
      { reviewId: 'r1', reviewerId: 'alice', body: '1', at: moment(0) },
    ])
    assert.deepEqual(
      (await other.listPlaceholders(SUBJECT)).map((row) => ({ ...row })),
      [pseudonyms],
    )
  })

  it('changes the facts of a review in the same change as its texts, or neither', async ({
    store,
    other,
  }) => {
    await held(store, 'r1')
    const fact = {
      reviewId: 'r1',
      reviewerId: 'alice',
      systemId: 's',
      useId: 'u',
      at: moment(1),
      body: '{"a":1}',
    }
    await store.commit({ entries: [sampleEntry()], facts: { put: [fact] } })
    const put = [{ ...fact, body: '{}' }]
    const facts = (): ReturnType<Store['listFacts']> =>
      other.listFacts({ from: moment(0), to: moment(2), limit: 2 })
    const { review: late } = moving({ ...sampleReview(), id: 'r1', version: 7 }, { status: 'pending' })
    assert.ok(late !== undefined)
    const moved = { write: { entries: [sampleEntry()] as const, review: late, facts: { put } } }
    assert.equal(await store.erase({ ...moved, texts: { reviewId: 'r1' } }), 'review-moved')
    assert.deepEqual(await facts(), [fact])
    await store.erase({ write: { entries: [sampleEntry()], facts: { put } }, texts: { reviewId: 'r1' } })
    assert.deepEqual(await facts(), put)
  })

  it('erases the texts of a review and keeps what was not asked for, with the key until nothing is left', async ({
    store,
    other,
  }) => {
    for (const name of ['r1', 'r2']) await held(store, name)
    const pseudonyms = { systemId: 's', subject: SUBJECT, version: 1, body: '1', at: moment(0) }
    await store.commit({ entries: [sampleEntry()], pseudonyms })
    const keys = { owner: 'owner', subject: SUBJECT }
    const write = { entries: [sampleEntry()] as const }
    await store.erase({ write, texts: { reviewId: 'r1', but: 'decision' }, keys })
    assert.deepEqual(await other.listPayloads('r1'), [text('r1-decision', 'r1', 'decision')])
    assert.deepEqual(await other.listDrafts('r1'), [])
    assert.equal(await other.getCommand('k-r1'), undefined)
    assert.equal((await other.listPayloads('r2')).length, 2)
    const next = () => ({ write: { entries: [sampleEntry()] as const }, keys })
    await other.erase({ ...next(), texts: { reviewId: 'r1' } })
    await other.erase({ ...next(), texts: { reviewId: 'r2' } })
    assert.equal((await store.getKey('key'))?.id, 'key')
    await store.erase({ ...next(), placeholders: [{ systemId: 's', subject: SUBJECT }] })
    assert.equal(await other.getKey('key'), undefined)
    assert.deepEqual(await other.listReviewsOf(SUBJECT), [])
    assert.deepEqual(await other.listPlaceholders(SUBJECT), [])
  })

  it('erases nothing when the review has moved meanwhile', async ({ store, other }) => {
    await held(store, 'r1')
    const review = await store.getReview('r1')
    assert.ok(review !== undefined)
    const stale = { next: { ...review, version: 3 }, expectedVersion: 2, nextAt: null }
    const before = await store.countPending()
    const texts = { reviewId: 'r1' }
    assert.equal(
      await store.erase({ write: { entries: [sampleEntry()], review: stale }, texts }),
      'review-moved',
    )
    assert.equal((await other.listPayloads('r1')).length, 2)
    assert.equal(await other.countPending(), before)
  })

  it('erases texts together with the next version of a setting, and nothing when that one has moved', async ({
    store,
    other,
  }) => {
    const setting = (version: number) => ({ kind: 'request', id: 'q1', version, body: `"${version}"` })
    const { subject: _case, ...note } = text('q1-text', 'q1', 'request')
    const keys = { owner: 'owner', reviewId: 'q1' }
    const texts = { reviewId: 'q1' }
    await store.commit({
      entries: [sampleEntry()],
      payloads: [note],
      keys: { made: [key('key', 'owner')] },
      setting: setting(1),
    })
    const before = await store.countPending()
    const late = { write: { entries: [sampleEntry()] as const, setting: setting(3) }, texts, keys }
    assert.equal(await other.erase(late), 'setting-moved')
    assert.deepEqual(await store.listPayloads('q1'), [note])
    assert.equal(await store.countPending(), before)
    const next = { write: { entries: [sampleEntry()] as const, setting: setting(2) }, texts, keys }
    assert.equal(await other.erase(next), 'committed')
    assert.deepEqual(await store.listPayloads('q1'), [])
    assert.equal(await store.getKey('key'), undefined)
    assert.equal((await store.getSetting('request', 'q1'))?.version, 2)
    assert.equal(await store.countPending(), before + 1)
  })

  it('leaves no text without its key, and brings no erased one back, however erasing and writing meet', async ({
    store,
    other,
  }) => {
    for (let round = 0; round < 20; round += 1) {
      const name = `r${round}`
      await held(store, name)
      const again = { ...sampleReview({ subject: SUBJECT }), id: `${name}-again` }
      const late = { ...inserting(again), payloads: [text(`${name}-new`, again.id)] }
      const own = { ...sampleReview({ subject: SUBJECT }), id: `${name}-own` }
      const made = { made: [key(`key-${name}`, 'owner')] }
      const [written] = await Promise.all([
        other.commit({ ...late, keys: { held: ['key'] } }),
        store.erase({
          write: { entries: [sampleEntry()] },
          texts: { reviewId: name },
          keys: { owner: 'owner', subject: SUBJECT },
        }),
        other.commit({ ...inserting(own), payloads: [text(`${name}-own`, own.id)], keys: made }),
      ])
      const key1 = await store.getKey('key')
      if (written === 'key-gone') assert.equal(key1, undefined)
      else assert.equal(written === 'committed' && key1?.id, 'key')
      assert.equal((await store.getKey(`key-${name}`))?.id, `key-${name}`)
      for (const reviewId of [again.id, own.id])
        await store.erase({
          write: { entries: [sampleEntry()] },
          texts: { reviewId },
          keys: { owner: 'owner', subject: SUBJECT },
        })
      assert.deepEqual(await other.listKeys('owner'), [])
    }
  })
}
