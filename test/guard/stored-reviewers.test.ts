import { join } from 'node:path'
import { generateSigningKey, type Reviewer, storedReviewers } from 'garde-fou'
import { sqliteStore } from 'garde-fou/sqlite'
import { fixedClock } from 'garde-fou/testing'
import { describe, expect, onTestFinished, test } from 'vitest'
import { sequenceAll } from '../../src/guard/sequencer.js'
import { parseEntry } from '../../src/journal/tree-types.js'
import { codeOf, temporaryFolder } from '../support/guard.js'

const training = [{ id: 'ia-habitat', validUntil: '2027-06-30' }]
const adele = { id: 'adele', name: 'A. Blanc', roles: ['administrator'], training: [] }
const aline = { id: 'aline', name: 'A. Noir', roles: ['administrator'], training: [] }
const alice: Reviewer = { id: 'alice', name: 'A. Martin', roles: ['instructeur'], training }

async function open() {
  const path = join(temporaryFolder(), 'guard.db')
  const signingKey = generateSigningKey('test.example')
  const clock = fixedClock('2026-11-24T09:00:00.000Z')
  const again = async () => {
    const store = sqliteStore(path)
    await store.migrate()
    onTestFinished(() => store.close())
    return { store, people: storedReviewers({ store, signingKey, first: [adele, aline], clock }) }
  }
  return { ...(await again()), again, signingKey, clock }
}

describe('A directory of people in the store', () => {
  test('knows the first ones, takes changes by an administrator, and tells every process', async () => {
    const { people, again, store, signingKey, clock } = await open()
    expect(await people.find('adele')).toEqual(adele)
    expect(await people.find('alice')).toBeUndefined()
    await people.change(alice, { by: 'adele' })
    const other = await again()
    expect(await other.people.find('alice')).toEqual(alice)
    await other.people.change({ ...alice, roles: [] }, { by: 'aline' })
    expect((await people.find('alice'))?.roles).toEqual([])
    expect((await people.list()).map(({ id }) => id)).toEqual(['adele', 'alice', 'aline'])
    expect(await people.history('alice')).toMatchObject([
      { source: 'administration', by: 'adele', person: alice },
      { source: 'administration', by: 'aline', person: { roles: [] } },
    ])
    await sequenceAll({ store, signingKey, clock })
    const entries = (await store.readJournal({ from: 0, limit: 10 })).map(({ text }) => parseEntry(text))
    expect(entries.map(({ event, actor }) => [event, actor.role])).toEqual([
      ['person.changed', 'administrator'],
      ['person.changed', 'administrator'],
    ])
    expect(JSON.stringify(entries)).not.toMatch(/alice|Martin|instructeur/)
  })

  test('lets nobody but an administrator change rights, and nobody their own', async () => {
    const { people } = await open()
    await people.change(alice, { by: 'adele' })
    for (const [by, person] of [
      ['alice', { ...alice, roles: ['administrator'] }],
      ['nobody', alice],
      ['adele', { ...adele, roles: ['administrator', 'instructeur'] }],
    ] as const)
      expect(await codeOf(people.change(person, { by }))).toBe('ERR_REVIEWER_NOT_ALLOWED')
    await people.change({ ...aline, roles: [] }, { by: 'adele' })
    expect(await codeOf(people.change(alice, { by: 'aline' }))).toBe('ERR_REVIEWER_NOT_ALLOWED')
  })

  test('refuses what is not a person', async () => {
    const { people } = await open()
    for (const wrong of [
      { ...alice, id: 'a b' },
      { ...alice, id: '' },
      { ...alice, name: '' },
      { ...alice, roles: 'administrator' },
      { ...alice, roles: Array.from({ length: 51 }, (_, index) => `r${index}`) },
      { ...alice, training: [{ id: 'ia-habitat', validUntil: 'toujours' }] },
      { ...alice, admin: true },
      null,
    ]) {
      const change: unknown = Reflect.apply(people.change, people, [wrong, { by: 'adele' }])
      expect(await codeOf(Promise.resolve(change))).not.toBe('none')
    }
    expect((await people.list()).length).toBe(2)
  })

  test('what signing in says is remembered, and written only when it is new', async () => {
    const { people, store } = await open()
    await people.remember(alice)
    await people.remember(alice)
    expect(await store.countPending()).toBe(1)
    await people.remember({ ...alice, roles: ['supervisor'] })
    expect((await people.find('alice'))?.roles).toEqual(['supervisor'])
    expect((await people.history('alice')).map(({ source }) => source)).toEqual(['sign-in', 'sign-in'])
  })

  test('believes nothing that was altered in the database', async () => {
    const { people, store } = await open()
    await people.change(alice, { by: 'adele' })
    const row = await store.getSetting('person', 'alice')
    const body = row?.body.replace('instructeur', 'administrator') ?? ''
    await store.commit({
      entries: [{ id: crypto.randomUUID(), text: '{}' }],
      setting: { kind: 'person', id: 'alice', version: 2, body },
    })
    expect(await codeOf(people.find('alice'))).toBe('ERR_TAMPERED')
    expect(await codeOf(people.list())).toBe('ERR_TAMPERED')
    expect(await people.find('adele')).toEqual(adele)
  })

  test('says what it misses', () => {
    const bare: unknown = {}
    expect(() => Reflect.apply(storedReviewers, undefined, [bare])).toThrowError(/store.*\n.*signingKey/s)
  })
})
