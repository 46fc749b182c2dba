import { createHash } from 'node:crypto'
import { type LocalReviewer, localReviewers } from 'garde-fou'
import { describe, expect, test } from 'vitest'

const digest = (key: string): string => createHash('sha256').update(key).digest('hex')
const person = (id: string, key: string): LocalReviewer => ({
  id,
  name: id,
  roles: ['instructeur'],
  training: [{ id: 'ia', validUntil: '2027-01-31' }],
  accessKeySha256: digest(key),
})

describe('reviewers listed in the configuration', () => {
  const directory = localReviewers([
    person('alice', 'key-a'),
    person('bruno', 'key-b'),
    { id: 'chloe', name: 'C.', roles: ['x'], training: [] },
  ])

  test('are found by id, and known by their key alone', async () => {
    expect(await directory.find('bruno')).toMatchObject({ id: 'bruno', roles: ['instructeur'] })
    expect(await directory.find('nobody')).toBeUndefined()
    expect(await directory.authenticate('key-b')).toMatchObject({ id: 'bruno' })
    expect(await directory.authenticate(' key-b\n')).toMatchObject({ id: 'bruno' })
  })

  test.each(['', 'key-', 'key-bb', 'bruno', digest('key-b'), '__proto__'])(
    '"%s" is nobody’s key',
    async (key) => {
      expect(await directory.authenticate(key)).toBeUndefined()
    },
  )

  test('their key digests are handed to nobody', async () => {
    const told = JSON.stringify([
      await directory.find('alice'),
      await directory.list(),
      await directory.authenticate('key-a'),
    ])
    expect(told).not.toContain(digest('key-a'))
    expect(told).not.toContain('accessKeySha256')
  })

  test('every fault of the list is told at once, with its place', () => {
    const wrong = [
      { ...person('alice', 'key'), roles: [] },
      person('alice', 'key'),
      { ...person('two words', 'k3'), training: [{ id: 'ia', validUntil: '31/01/2027' }] },
      { ...person('dan', 'k4'), accessKeySha256: 'key in clear' },
    ]
    expect(() => localReviewers(wrong)).toThrow(
      expect.objectContaining({
        code: 'ERR_CONFIG_INVALID',
        faults: expect.arrayContaining(
          [
            'reviewers[0].roles',
            'reviewers[2].id',
            'reviewers[2].training[0].validUntil',
            'reviewers[3].accessKeySha256',
          ].map((path) => expect.objectContaining({ path })),
        ),
      }),
    )
    expect(() => localReviewers([person('alice', 'key'), person('alice', 'key')])).toThrow(
      expect.objectContaining({
        faults: [
          expect.objectContaining({ path: 'reviewers[1].id' }),
          expect.objectContaining({ path: 'reviewers[1].accessKeySha256' }),
        ],
      }),
    )
  })
})
