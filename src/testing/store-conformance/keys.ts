import assert from 'node:assert/strict'
import type { KeyRow, PayloadRow } from '../../store/store.js'
import { type StoreUnderTest, sceneRunner } from './runner.js'
import { inserting, moment, moving, sampleEntry, sampleReview } from './samples.js'

/** The case of these tests. */
export const SUBJECT = 'DOSSIER-412'

/** A key of somebody's texts. */
export function key(id: string, owner: string, master = 'm1'): KeyRow {
  return { id, owner, master, wrapped: `wrapped ${id}`, createdAt: moment(0) }
}

/** A text of the case. */
export function text(id: string, reviewId: string, kind: PayloadRow['kind'] = 'case'): PayloadRow {
  return { id, kind, reviewId, subject: SUBJECT, salt: 's', body: `"${id}"`, createdAt: moment(0) }
}

/** The keys of cases: each is brought by one write, and relied on while it is there. */
export function keyConformance(under: StoreUnderTest): void {
  const it = sceneRunner(under)

  it('adds the keys that were made for a write, and none of a write that did not happen', async ({
    store,
    other,
  }) => {
    const made = [key('a', 'one'), key('b', 'two')]
    await store.commit({ entries: [sampleEntry()], keys: { made } })
    await other.commit({ entries: [sampleEntry()], keys: { made: [key('c', 'one')], held: ['a', 'a', 'b'] } })
    assert.deepEqual((await other.listKeys('one')).map(({ id }) => id).sort(), ['a', 'c'])
    const late = {
      ...moving({ ...sampleReview(), version: 7 }, { status: 'pending' }),
      keys: { made: [key('d', 'one')], held: ['a'] },
    }
    assert.equal(await store.commit(late), 'review-moved')
    assert.equal(await store.getKey('d'), undefined)
  })

  it('refuses a write that brings a key which another one has brought', async ({ store, other }) => {
    await store.commit({ entries: [sampleEntry()], keys: { made: [key('a', 'one')] } })
    const before = await store.countPending()
    const again = {
      entries: [sampleEntry()],
      keys: { made: [{ ...key('a', 'one'), wrapped: 'other' }] },
    } as const
    await assert.rejects(other.commit(again), { code: 'ERR_STORE_FAILED' })
    const draft = { reviewId: 'r', reviewerId: 'alice', body: '1', at: moment(0) }
    await assert.rejects(other.putDraft(draft, again.keys), { code: 'ERR_STORE_FAILED' })
    assert.equal((await other.getKey('a'))?.wrapped, 'wrapped a')
    assert.deepEqual(await store.listDrafts('r'), [])
    assert.equal(await store.countPending(), before)
  })

  it('does nothing for a write that relies on a key which is gone, and leaves its review where it was', async ({
    store,
    other,
  }) => {
    const review = { ...sampleReview(), id: 'r1' }
    await store.commit({ ...inserting(review), keys: { made: [key('a', 'one'), key('b', 'one')] } })
    await store.commit({ entries: [sampleEntry()], keys: { made: [key('c', 'two')] } })
    await other.erase({ write: { entries: [sampleEntry()] }, keys: { owner: 'two', subject: SUBJECT } })
    const before = await store.countPending()
    const keys = { made: [key('d', 'one')], held: ['a', 'c'] }
    const writes = [
      { entries: [sampleEntry()] as const },
      inserting({ ...sampleReview(), id: 'r2' }),
      moving(review, { status: 'expired', at: moment(1) }),
      { entries: [sampleEntry()] as const, setting: { kind: 'k', id: 'i', version: 1, body: '1' } },
    ]
    const payloads = [text('t', 'r1')]
    for (const write of writes) assert.equal(await store.commit({ ...write, payloads, keys }), 'key-gone')
    const draft = { reviewId: 'r1', reviewerId: 'alice', body: '1', at: moment(0) }
    assert.equal(await store.putDraft(draft, keys), 'key-gone')
    assert.equal(await other.countPending(), before)
    assert.equal((await other.getReview('r1'))?.version, 1)
    assert.equal(await other.getReview('r2'), undefined)
    assert.equal(await other.getSetting('k', 'i'), undefined)
    assert.equal(await other.getKey('d'), undefined)
    assert.equal(await other.getPayload('t'), undefined)
    assert.deepEqual(await other.listDrafts('r1'), [])
    for (const write of writes)
      assert.equal(await store.commit({ ...write, keys: { held: ['a', 'b'] } }), 'committed')
    assert.equal(await store.putDraft(draft, { held: ['a'] }), 'committed')
  })

  it('keeps the keys of reviews that are added at the same moment, beside one that they share', async ({
    store,
    other,
  }) => {
    await store.commit({ entries: [sampleEntry()], keys: { made: [key('shared', 'owner')] } })
    const names = Array.from({ length: 12 }, (_, index) => `r${index}`)
    await Promise.all(
      names.map((name, index) =>
        (index % 2 === 0 ? store : other).commit({
          ...inserting({ ...sampleReview({ subject: SUBJECT }), id: name }),
          payloads: [text(`${name}-case`, name)],
          keys: { made: [key(`own-${name}`, 'owner')], ...(index % 3 === 0 ? { held: ['shared'] } : {}) },
        }),
      ),
    )
    const found = (await other.listKeys('owner')).map(({ id }) => id)
    assert.deepEqual(found.sort(), [...names.map((name) => `own-${name}`), 'shared'].sort())
  })

  it('wraps keys anew, one master key after the other, but none that is wrapped otherwise by now', async ({
    store,
    other,
  }) => {
    const keys = ['a', 'b', 'c'].map((id) => key(id, 'one'))
    await store.commit({ entries: [sampleEntry()], keys: { made: [...keys, key('z', 'one', 'm0')] } })
    assert.deepEqual(await other.listMasters(), ['m0', 'm1'])
    const page = await other.listKeysUnder({ master: 'm1', after: 'a', limit: 5 })
    assert.deepEqual(
      page.map(({ id }) => id),
      ['b', 'c'],
    )
    const anew = (rows: readonly KeyRow[]) =>
      rows.map((row) => ({ ...row, master: 'm2', wrapped: `anew ${row.id}` }))
    await other.rewrapKeys('m1', anew([...page, key('z', 'one'), key('gone', 'one')]))
    assert.deepEqual(await store.listMasters(), ['m0', 'm1', 'm2'])
    assert.equal((await store.getKey('b'))?.wrapped, 'anew b')
    assert.equal((await store.getKey('z'))?.wrapped, 'wrapped z')
    assert.equal(await store.getKey('gone'), undefined)
  })
}
