import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { newReference } from '../../src/review/reference.js'
import { clientOf } from '../../src/server/client-of.js'
import { openCity } from './verification-fixtures.js'

/** Alters the file as somebody could who owns it, and not the key. */
function alter(path: string, sql: string): void {
  const database = new DatabaseSync(path)
  try {
    database.exec(sql)
    if (database.prepare('select changes() as n').get()?.['n'] === 0)
      throw new Error('The test altered nothing.')
  } finally {
    database.close()
  }
}

function inReview(path: string, json: string): string {
  return `update reviews set body = json_set(body, '${path}', json('${json}'))`
}

/** What is kept encrypted is spoilt without being read. */
function spoil(kind: string): string {
  return `update payloads set body = substr(body, 1, length(body) - 6) || 'AbCdEf' where kind = '${kind}'`
}

describe('A decision that was altered in the database', () => {
  test.each([
    ['its suggestion', spoil('suggestion')],
    ['its content', spoil('decision')],
    [
      'its content, by another text of the case',
      "update payloads set body = (select body from payloads where kind = 'case') where kind = 'decision'",
    ],
    ['its outcome', inReview('$.state.decision.outcome', '"rejected"')],
    ['the reviewer’s role', inReview('$.state.decision.role', '"directeur"')],
    ['the date of the decision', inReview('$.state.decision.at', '"2026-11-20T09:00:00.000Z"')],
    ['the date of its effect', inReview('$.state.at', '"2026-11-20T09:00:00.000Z"')],
    [
      'the journal',
      "drop trigger journal_is_written_once; update journal set text = replace(text, 'instructeur', 'directeur')",
    ],
  ])('is shown as not verifiable: %s', async (_what, sql) => {
    const city = await openCity()
    const { reference } = await city.decide()
    await city.sign()
    expect((await city.check(reference)).response.status).toBe(200)
    alter(city.path, sql)
    const { response, body } = await city.check(reference)
    expect(response.status).toBe(409)
    expect(body).toContain('Décision non vérifiable')
    expect(body).not.toContain('Décision vérifiée')
    const proof = await city.get(`/verifier/preuve.json?reference=${reference}`)
    expect(JSON.parse(proof.body)).toEqual({ status: 'not-verifiable' })
    // Whoever runs the service is told each time.
    expect(city.errors).toHaveLength(2)
  })
})

describe('Who tries references', () => {
  const limits = { client: { times: 3, seconds: 60 }, all: { times: 5, seconds: 60 } }

  test('is stopped after a few, with one answer whatever the reference, and others go on', async () => {
    const city = await openCity({ limits })
    const { reference } = await city.decide()
    await city.sign()
    for (let i = 0; i < 3; i++)
      expect((await city.check(newReference(), '192.0.2.1')).response.status).toBe(404)
    const [known, unknown, proof] = [
      await city.check(reference, '192.0.2.1'),
      await city.check(newReference(), '192.0.2.1'),
      await city.get(`/verifier/preuve.json?reference=${reference}`, '192.0.2.1'),
    ]
    expect([known.response.status, unknown.response.status, proof.response.status]).toEqual([429, 429, 429])
    const withoutReference = (text: string): string => text.replace(/reference=[^"&]*/g, '')
    expect(withoutReference(known.body)).toBe(withoutReference(unknown.body))
    expect(known.response.headers.get('retry-after')).toBe('60')
    expect(known.body).toContain('Réessayez dans 1 minute.')
    expect((await city.check(reference, '192.0.2.2')).response.status).toBe(200)
    city.clock.advance(60_000)
    expect((await city.check(reference, '192.0.2.1')).response.status).toBe(200)
  })

  test('from many addresses is stopped by the limit of all', async () => {
    const city = await openCity({ limits })
    const statuses: number[] = []
    for (let i = 0; i < 7; i++)
      statuses.push((await city.check(newReference(), `198.51.100.${i}`)).response.status)
    expect(statuses).toEqual([404, 404, 404, 404, 404, 429, 429])
    // The page itself, on which nothing is looked up, stays.
    expect((await city.get('/verifier', '198.51.100.9')).response.status).toBe(200)
  })

  test('has one count for a whole IPv6 network', () => {
    const one = clientOf('2001:db8:1:2:3:4:5:6')
    expect(clientOf('2001:db8:1:2::1')).toBe(one)
    expect(clientOf('2001:0db8:0001:0002:ffff::%eth0')).toBe(one)
    expect(clientOf('2001:db8:1:3::1')).not.toBe(one)
    expect(clientOf('::1')).toBe('0:0:0:0::/64')
    expect(clientOf('::ffff:192.0.2.1')).toBe('192.0.2.1')
    expect(clientOf('192.0.2.1')).toBe('192.0.2.1')
    expect(clientOf(undefined)).toBeUndefined()
  })
})
