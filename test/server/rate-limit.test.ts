import { fixedClock } from 'garde-fou/testing'
import { describe, expect, test } from 'vitest'
import { rateLimit } from '../../src/server/rate-limit.js'
import { formFields, openConsole } from './console.js'

describe('A rate limit', () => {
  test('lets so many through in a window, then says how long to wait, key by key', () => {
    const clock = fixedClock('2026-11-24T09:00:00Z')
    const limit = rateLimit({ times: 2, seconds: 60 }, clock)
    expect([limit.take('a'), limit.take('a'), limit.take('b')]).toEqual([undefined, undefined, undefined])
    clock.advance(20_000)
    expect(limit.take('a')).toBe(40)
    clock.advance(40_000)
    expect(limit.take('a')).toBeUndefined()
    expect(limit.take(undefined)).toBeUndefined()
  })

  test('keeps a bounded memory, however many keys there are', () => {
    const limit = rateLimit({ times: 1, seconds: 60 }, fixedClock('2026-11-24T09:00:00Z'))
    limit.take('first')
    expect(limit.take('first')).toBe(60)
    for (let index = 0; index < 10_000; index += 1) limit.take(`k${index}`)
    // Forgotten: the oldest of more than ten thousand.
    expect(limit.take('first')).toBeUndefined()
  })
})

describe('Commands', () => {
  test('that come too fast from one person are put off with their text, and others go on', async () => {
    const { person, propose } = await openConsole({ commandLimits: { person: { times: 2, seconds: 60 } } })
    const id = await propose()
    const alice = person('alice')
    await alice.get(`/revue/${id}/examiner`)
    const path = `/revue/${id}/brouillon`
    const send = async () =>
      alice.post(path, {
        ...formFields((await alice.get(`/revue/${id}`)).html, `/revue/${id}/avis`),
        note: 'MON-TEXTE',
      })
    expect((await send()).status).toBe(200)
    expect((await send()).status).toBe(200)
    const late = await send()
    expect(late.status).toBe(429)
    expect(late.headers.get('retry-after')).toBe('60')
    expect(formFields(late.html, path)).toMatchObject({ note: 'MON-TEXTE' })
    expect((await person('bruno').submit('/revue', '/revue/suivant')).status).toBe(303)
  })

  test('that come too fast from one address are put off before anything is read', async () => {
    const { handler } = await openConsole({ commandLimits: { address: { times: 1, seconds: 60 } } })
    const post = (address?: string) =>
      handler.fetch(
        new Request('https://console.example/revue/suivant', {
          method: 'POST',
          body: new URLSearchParams({ x: 'y' }),
          headers: { 'x-test-person': 'alice' },
        }),
        address === undefined ? {} : { address },
      )
    expect((await post('192.0.2.1')).status).toBe(403)
    expect((await post('192.0.2.1')).status).toBe(429)
    expect((await post('192.0.2.2')).status).toBe(403)
    expect((await post()).status).toBe(403)
    // Whoever has one IPv6 address has a whole network of them.
    expect((await post('2001:db8:1:2::1')).status).toBe(403)
    expect((await post('2001:db8:1:2::2')).status).toBe(429)
  })
})
