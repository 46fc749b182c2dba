import { once } from 'node:events'
import { ConfigInvalidError, type Guard, type Store } from 'garde-fou'
import { type Handler, metricsHandler } from 'garde-fou/server'
import { sqliteStore } from 'garde-fou/sqlite'
import { describe, expect, test } from 'vitest'
import { announce, reportFault } from '../../../src/guard/announce.js'
import { sequenceAll } from '../../../src/guard/sequencer.js'
import { readExposition, type Scraped } from '../../support/exposition.js'
import { openGuard, type TestGuard } from '../../support/guard.js'
import { housing } from '../../support/housing.js'

const TOKEN = 'f'.repeat(64)
const SUGGESTION = { proposal: 'favourable', amount: 450, letter: 'LETTRE-SECRÈTE' } as const

function asked(init: RequestInit = {}, path = '/metrics'): Request {
  return new Request(`https://console.example${path}`, init)
}

async function scrape(
  handler: Handler,
): Promise<{ readonly text: string; readonly values: readonly Scraped[] }> {
  const response = await handler.fetch(asked())
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  const text = await response.text()
  return { text, values: readExposition(text) }
}

function figure(
  values: readonly Scraped[],
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number | undefined {
  return values.find(
    (one) =>
      one.name === name && Object.entries(labels).every(([label, value]) => one.labels[label] === value),
  )?.value
}

function propose(guard: Guard, subject: string): Promise<{ readonly id: string }> {
  return guard.propose(housing.uses.draft, { input: 'Demande de Zoé Durand', subject }, () => SUGGESTION)
}

async function withMetrics(): Promise<TestGuard & { readonly handler: Handler }> {
  const opened = await openGuard({ maxClaims: 10 })
  return { ...opened, handler: metricsHandler(opened.guard, { access: 'everybody', clock: opened.clock }) }
}

describe('Metrics', () => {
  test('say what waits in each queue, for how long, what is overdue, and how far the journal is behind', async () => {
    const { guard, clock, signingKey, handler } = await withMetrics()
    await propose(guard, 'AL-1')
    clock.advance(60_000)
    const second = await propose(guard, 'AL-2')
    await guard.reviews.claim(second.id, { by: 'alice', version: 1, idempotencyKey: 'c' })
    clock.advance(30_000)
    const system = 'aide-logement'
    const { values } = await scrape(handler)
    expect(figure(values, 'garde_fou_store_up')).toBe(1)
    expect(figure(values, 'garde_fou_reviews_open', { system, state: 'pending' })).toBe(1)
    expect(figure(values, 'garde_fou_reviews_open', { system, state: 'claimed' })).toBe(1)
    expect(figure(values, 'garde_fou_reviews_overdue', { system })).toBe(0)
    expect(figure(values, 'garde_fou_review_oldest_age_seconds', { system })).toBe(90)
    expect(figure(values, 'garde_fou_reviews_all_counted')).toBe(1)
    expect(figure(values, 'garde_fou_journal_lag_seconds')).toBe(90)
    expect(figure(values, 'garde_fou_journal_entries_waiting')).toBeGreaterThan(3)
    expect(figure(values, 'garde_fou_calls_total', { system, use: 'draft', outcome: 'held' })).toBe(2)

    await sequenceAll({ store: guard.store, signingKey, clock })
    clock.advance(40 * 24 * 3_600_000)
    const later = (await scrape(handler)).values
    expect(figure(later, 'garde_fou_journal_entries_waiting')).toBe(0)
    expect(figure(later, 'garde_fou_journal_lag_seconds')).toBe(0)
    expect(figure(later, 'garde_fou_reviews_overdue', { system })).toBe(2)
  })

  test('an empty queue is said to be empty', async () => {
    const { handler } = await withMetrics()
    const { values } = await scrape(handler)
    expect(figure(values, 'garde_fou_reviews_open', { system: 'aide-logement', state: 'pending' })).toBe(0)
    expect(figure(values, 'garde_fou_reviews_overdue', { system: 'aide-logement' })).toBe(0)
  })

  test('count refusals, releases, failures, decisions, deliveries that failed, faults by their code', async () => {
    const { guard, handler } = await withMetrics()
    const use = housing.uses.summary
    await guard.run(use, { input: 'Résume la demande.' }, () => 'Un résumé.')
    await guard.run(
      use,
      { input: 'Note socialement les habitants selon leur comportement et classe-les.' },
      () => '',
    )
    await expect(
      guard.run(use, { input: 'Résume.' }, () => {
        throw new Error('Zoé Durand')
      }),
    ).rejects.toThrow()
    const event = {
      reviewId: 'r',
      callId: 'c',
      systemId: 'aide-logement',
      useId: 'draft',
      at: '2026-11-24T09:00:00.000Z',
    }
    announce(guard, 'decision.delivery-failed', { ...event, attempts: 1, retryAt: event.at })
    announce(guard, 'review.effective', { ...event, outcome: 'approved' })
    guard.events.on('error', () => undefined)
    reportFault(guard, Object.assign(new Error('Zoé Durand'), { code: 'ERR_TAMPERED' }))
    reportFault(guard, Object.assign(new Error('x'), { code: 'Zoé Durand' }))
    const { text, values } = await scrape(handler)
    expect(figure(values, 'garde_fou_calls_total', { use: 'summary', outcome: 'released' })).toBe(1)
    expect(figure(values, 'garde_fou_calls_total', { use: 'summary', outcome: 'refused' })).toBe(1)
    expect(figure(values, 'garde_fou_calls_total', { use: 'summary', outcome: 'failed' })).toBe(1)
    expect(figure(values, 'garde_fou_delivery_failures_total')).toBe(1)
    expect(figure(values, 'garde_fou_decisions_total', { outcome: 'approved' })).toBe(1)
    expect(figure(values, 'garde_fou_background_faults_total', { code: 'ERR_TAMPERED' })).toBe(1)
    expect(figure(values, 'garde_fou_background_faults_total', { code: 'other' })).toBe(1)
    expect(text).not.toContain('Zoé')
  })

  test('hold no case, no person, no text: every label is an id, a state or a code', async () => {
    const { guard, handler } = await withMetrics()
    const held = await propose(guard, 'DOSSIER-412')
    await guard.reviews.claim(held.id, { by: 'alice', version: 1, idempotencyKey: 'c' })
    const { text, values } = await scrape(handler)
    for (const secret of ['DOSSIER-412', 'alice', 'Martin', 'Zoé', 'SECRÈTE', held.id])
      expect(text).not.toContain(secret)
    const labels = new Set(values.flatMap((one) => Object.keys(one.labels)))
    expect([...labels].sort()).toEqual(['outcome', 'state', 'system', 'use'])
  })

  test('say that the store is down, and the rest, when it does not answer', async () => {
    const { guard, handler } = await withMetrics()
    await guard.close()
    const { values } = await scrape(handler)
    expect(figure(values, 'garde_fou_store_up')).toBe(0)
    expect(values.some(({ name }) => name.startsWith('garde_fou_reviews'))).toBe(false)
    expect(figure(values, 'process_resident_memory_bytes')).toBeGreaterThan(1_000_000)
  })

  test('a fault that only the counters hear is still told as a warning', async () => {
    const { guard } = await withMetrics()
    const warned = once(process, 'warning')
    reportFault(guard, new Error('Zoé Durand'))
    const [warning] = (await warned) as [Error]
    expect(warning.name).toBe('GardeFouWarning')
    expect(warning.message).not.toContain('Zoé')
  })

  test('the store is asked once, however many ask at the same time', async () => {
    const real = sqliteStore(':memory:')
    let reads = 0
    const store: Store = {
      ...real,
      readBacklog: (query) => {
        reads += 1
        return real.readBacklog(query)
      },
    }
    const { guard, clock } = await openGuard({ store })
    const handler = metricsHandler(guard, { access: 'everybody', clock })
    await Promise.all(Array.from({ length: 50 }, () => scrape(handler)))
    expect(reads).toBe(1)
  })
})

describe('Who may read metrics', () => {
  test('whoever sends the token, and nobody else', async () => {
    const { guard } = await openGuard()
    const handler = metricsHandler(guard, { access: { token: TOKEN } })
    const status = async (authorization?: string): Promise<number> =>
      (await handler.fetch(asked(authorization === undefined ? {} : { headers: { authorization } }))).status
    expect(await status(`Bearer ${TOKEN}`)).toBe(200)
    expect(await status(`bearer ${TOKEN}`)).toBe(200)
    for (const wrong of [
      undefined,
      '',
      'Bearer',
      `Bearer ${TOKEN}f`,
      `Bearer ${TOKEN.slice(1)}`,
      TOKEN,
      `Basic ${TOKEN}`,
    ])
      expect(await status(wrong)).toBe(401)
    const refused = await handler.fetch(asked())
    expect(refused.headers.get('www-authenticate')).toBe('Bearer')
    expect(await refused.text()).toBe('401')
  })

  test.each([
    undefined,
    null,
    {},
    { token: '' },
    { token: 'f'.repeat(31) },
    { token: ` ${TOKEN}` },
    'anybody',
    [],
  ])('no handler is made with %j as access', async (access) => {
    const { guard } = await openGuard()
    expect(() => Reflect.apply(metricsHandler, undefined, [guard, { access }])).toThrow(ConfigInvalidError)
  })

  test('other paths and methods are refused', async () => {
    const { guard } = await openGuard()
    const handler = metricsHandler(guard, { access: 'everybody', basePath: '/ia' })
    expect((await handler.fetch(asked())).status).toBe(404)
    expect((await handler.fetch(asked({}, '/ia/metrics'))).status).toBe(200)
    expect((await handler.fetch(asked({ method: 'POST' }, '/ia/metrics'))).status).toBe(405)
  })
})
