import {
  type GuardOptions,
  isGuardError,
  type Notification,
  type NotificationChannel,
  type Reviewer,
} from 'garde-fou'
import { describe, expect, test } from 'vitest'
import type { GuardCore } from '../../src/guard/core.js'
import { notifyDue } from '../../src/guard/notify.js'
import { runTimers } from '../../src/guard/timekeeper.js'
import { watchDeadlines } from '../../src/guard/watch-deadlines.js'
import { watchPeople } from '../../src/guard/watch-people.js'
import { journalEntries, openGuard, people } from '../support/guard.js'
import { housing } from '../support/housing.js'

const HOUR = 3_600_000

/** A channel that remembers, and fails as often as it is told to. */
function memory(id = 'memoire'): NotificationChannel & { sent: Notification[]; failures: number } {
  const channel = {
    id,
    sent: [] as Notification[],
    failures: 0,
    async send(notification: Notification) {
      if (channel.failures > 0) {
        channel.failures -= 1
        throw new Error('MARQUE-PANNE')
      }
      channel.sent.push(notification)
    },
  }
  return channel
}

async function open(channels: readonly NotificationChannel[], more: Partial<GuardOptions> = {}) {
  const notifications = { channels, consoleUrl: 'https://ia.example/revue/' }
  const opened = await openGuard({ notifications, ...more })
  const { guard, clock, signingKey } = opened
  const core: GuardCore = {
    charter: guard.charter,
    systems: new Map(guard.systems.map((system) => [system.id, system])),
    store: guard.store,
    signingKey,
    reviewers: guard.reviewers,
    clock,
    events: guard.events,
    notifications,
  }
  const { id } = await guard.propose(
    housing.uses.draft,
    { input: 'Demande', subject: 'AL-412', caseData: { Nom: 'Mariam Lafon' } },
    () => ({ proposal: 'unfavourable', amount: 0, letter: 'MARQUE Refusé.' }),
  )
  return { ...opened, core, id }
}

describe('A deadline that comes near', () => {
  test('is told once to the role that decides, by whichever process looks first', async () => {
    const channel = memory()
    const { core, clock, id } = await open([channel])
    expect(await watchDeadlines(core)).toBe(0)
    clock.advance(4 * 24 * HOUR + HOUR)
    const counts = await Promise.all([watchDeadlines(core), watchDeadlines(core), watchDeadlines(core)])
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1)
    await Promise.all([notifyDue(core), notifyDue(core)])
    await watchDeadlines(core, new Set())
    await notifyDue(core)
    expect(channel.sent).toEqual([
      {
        id: expect.any(String),
        kind: 'due-soon',
        systemId: 'aide-logement',
        systemName: 'Préparer l’instruction des aides exceptionnelles au logement',
        role: 'instructeur',
        reviewId: id,
        dueAt: '2026-11-29T09:00:00.000Z',
        url: `https://ia.example/revue/${id}`,
      },
    ])
  })

  test('says nothing of the person, the case or the suggestion', async () => {
    const channel = memory()
    const opened = await open([channel])
    opened.clock.advance(4 * 24 * HOUR + HOUR)
    await watchDeadlines(opened.core)
    await notifyDue(opened.core)
    const entries = await journalEntries(opened)
    expect(entries.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['review.due-soon', 'notification.sent']),
    )
    expect(JSON.stringify([channel.sent, entries])).not.toMatch(/AL-412|Lafon|MARQUE|unfavourable|Refus/)
  })

  test('is told to the agent who holds the case, at the address of the directory, without a word of the case', async () => {
    const channel = memory()
    const reviewers = {
      find: async (id: string) => {
        const person = people.find((candidate) => candidate.id === id)
        return person === undefined ? undefined : { ...person, email: `${id}@ville.example` }
      },
    }
    const { core, clock, guard, id } = await open([channel], { reviewers })
    clock.advance(4 * 24 * HOUR + HOUR)
    const { version } = await guard.reviews.view(id, 'alice')
    await guard.reviews.claim(id, { by: 'alice', version, idempotencyKey: 'c' })
    await watchDeadlines(core)
    await watchDeadlines(core, new Set())
    await notifyDue(core)
    const kinds = channel.sent.map(({ kind, holder }) => [kind, holder])
    expect(kinds.toSorted()).toEqual([
      ['due-soon', undefined],
      ['due-soon-holder', { id: 'alice', email: 'alice@ville.example' }],
    ])
    expect(JSON.stringify(channel.sent)).not.toMatch(/AL-412|Lafon|MARQUE|unfavourable/)
    const entries = await journalEntries({ guard, clock, signingKey: core.signingKey })
    expect(JSON.stringify(entries)).not.toContain('@ville.example')
  })

  test('is told to whoever gave an opinion and let the lease end; an address that is none is left out', async () => {
    const channel = memory()
    const reviewers = {
      find: async (id: string) => {
        const person = people.find((candidate) => candidate.id === id)
        return person === undefined ? undefined : { ...person, email: 'a@ville.example, b@mal.example' }
      },
    }
    const { core, clock, guard, id } = await open([channel], { reviewers })
    const { version } = await guard.reviews.view(id, 'alice')
    const claimed = await guard.reviews.claim(id, { by: 'alice', version, idempotencyKey: 'c' })
    await guard.reviews.recordOpinion(
      id,
      { choice: 'favourable' },
      { by: 'alice', version: claimed.version, idempotencyKey: 'o' },
    )
    clock.advance(4 * 24 * HOUR + HOUR)
    await watchDeadlines(core)
    await notifyDue(core)
    expect(channel.sent.find(({ kind }) => kind === 'due-soon-holder')?.holder).toEqual({ id: 'alice' })
  })

  test('is told to no agent when nobody has begun, nor journalled as sent when a channel had nobody to tell', async () => {
    const nobody: NotificationChannel = { id: 'vide', send: async () => 'nobody' }
    const opened = await open([nobody])
    opened.clock.advance(4 * 24 * HOUR + HOUR)
    await watchDeadlines(opened.core)
    expect(await notifyDue(opened.core)).toBe(1)
    expect(await notifyDue(opened.core)).toBe(0)
    const events = (await journalEntries(opened)).map(({ event }) => event)
    expect(events).toContain('review.due-soon')
    expect(events).not.toContain('notification.sent')
  })

  test('is told of nobody’s case any more once it is decided, and a deadline that passed goes to supervisors', async () => {
    const channel = memory()
    const { core, clock, guard, id } = await open([channel])
    clock.advance(4 * 24 * HOUR + HOUR)
    await watchDeadlines(core)
    await guard.reviews.withdraw(id, {
      by: { kind: 'application', id: 'app' },
      why: 'Retirée.',
      idempotencyKey: 'w',
    })
    await notifyDue(core)
    expect(channel.sent).toEqual([])
    const other = await open([channel])
    other.clock.advance(5 * 24 * HOUR + HOUR)
    expect(await watchDeadlines(other.core)).toBe(0)
    await runTimers(other.core)
    await runTimers(other.core)
    await notifyDue(other.core)
    await notifyDue(other.core)
    expect(channel.sent.map(({ kind, role, reviewId }) => [kind, role, reviewId])).toEqual([
      ['escalated', 'supervisor', other.id],
    ])
  })
})

describe('A case that a supervisor takes over', () => {
  test('is told to whoever held it, and to nobody else, without the reason or a word of the case', async () => {
    const channel = memory()
    const dora: Reviewer = {
      id: 'dora',
      name: 'D. Roux',
      roles: ['instructeur', 'supervisor'],
      training: people.find(({ id }) => id === 'alice')?.training ?? [],
    }
    const reviewers = {
      find: async (id: string) => {
        const person = [...people, dora].find((candidate) => candidate.id === id)
        return person === undefined ? undefined : { ...person, email: `${id}@ville.example` }
      },
    }
    const opened = await open([channel], { reviewers })
    const { core, guard, id } = opened
    const { version } = await guard.reviews.view(id, 'alice')
    const claimed = await guard.reviews.claim(id, { by: 'alice', version, idempotencyKey: 'c' })
    const taking = { by: 'dora', version: claimed.version, idempotencyKey: 't' }
    await guard.reviews.takeOver(id, 'MARQUE : absente.', taking)
    await notifyDue(core)
    expect(channel.sent).toEqual([
      {
        id: expect.any(String),
        kind: 'taken-over',
        systemId: 'aide-logement',
        systemName: 'Préparer l’instruction des aides exceptionnelles au logement',
        role: 'instructeur',
        reviewId: id,
        holder: { id: 'alice', email: 'alice@ville.example' },
        url: `https://ia.example/revue/${id}`,
      },
    ])
    expect(JSON.stringify([channel.sent, await journalEntries(opened)])).not.toMatch(/MARQUE|AL-412|Lafon/)
  })
})

describe('Telling', () => {
  test('is tried again until it works, by each channel on its own, under the same id', async () => {
    const [steady, shaky] = [memory('un'), memory('deux')]
    shaky.failures = 2
    const opened = await open([steady, shaky])
    const { core, clock } = opened
    clock.advance(5 * 24 * HOUR + HOUR)
    await runTimers(core)
    await notifyDue(core)
    expect([steady.sent.length, shaky.sent.length]).toEqual([1, 0])
    clock.advance(5_000)
    await notifyDue(core)
    clock.advance(10_000)
    await notifyDue(core)
    clock.advance(HOUR)
    await notifyDue(core)
    expect([steady.sent.length, shaky.sent.length]).toEqual([1, 1])
    const entries = (await journalEntries(opened)).filter(({ event }) => event.startsWith('notification.'))
    expect(entries.map(({ event, data }) => [event, data['channel'], data['attempt']])).toEqual([
      ['notification.sent', 'un', 1],
      ['notification.failed', 'deux', 1],
      ['notification.failed', 'deux', 2],
      ['notification.sent', 'deux', 3],
    ])
    expect(JSON.stringify(entries)).not.toContain('MARQUE')
  })

  test('survives a crash in between: what was handed out comes again', async () => {
    const channel = memory()
    const { core, clock } = await open([channel])
    clock.advance(5 * 24 * HOUR + HOUR)
    await runTimers(core)
    // Handed out to a process that ended before it was done.
    await core.store.takeOutbox({
      now: clock.now().toISOString(),
      hideUntil: new Date(clock.now().getTime() + 60_000).toISOString(),
      limit: 10,
      topic: 'notification/memoire/escalated',
    })
    await notifyDue(core)
    expect(channel.sent).toEqual([])
    clock.advance(61_000)
    await notifyDue(core)
    expect(channel.sent).toHaveLength(1)
  })

  test('survives a restart: the next guard on the store tells at once', async () => {
    const silent = memory()
    const first = await open([silent])
    first.clock.advance(5 * 24 * HOUR + HOUR)
    await runTimers(first.core)
    await first.guard.close()
    const arrived = Promise.withResolvers<Notification>()
    const channel = { id: silent.id, send: async (told: Notification) => arrived.resolve(told) }
    await openGuard(
      {
        notifications: { channels: [channel] },
        signingKey: first.signingKey,
        clock: first.clock,
        background: true,
      },
      first.path,
    )
    expect(await arrived.promise).toMatchObject({ kind: 'escalated', reviewId: first.id })
    expect(silent.sent).toEqual([])
  })

  test('leaves nothing behind where nobody is to be told', async () => {
    const { guard, clock, signingKey } = await openGuard()
    await guard.propose(housing.uses.draft, { input: 'Demande' }, () => ({
      proposal: 'favourable',
      amount: 1,
      letter: 'x',
    }))
    clock.advance(6 * 24 * HOUR)
    const core: GuardCore = {
      charter: guard.charter,
      systems: new Map(guard.systems.map((system) => [system.id, system])),
      store: guard.store,
      signingKey,
      reviewers: guard.reviewers,
      clock,
      events: guard.events,
    }
    await runTimers(core)
    const now = clock.now().toISOString()
    expect(await guard.store.takeOutbox({ now, hideUntil: now, limit: 10 })).toEqual([])
  })

  test('refuses channels that cannot work, with every fault', async () => {
    const wrong: unknown = {
      channels: [{ id: 'A B', send: () => undefined }, { id: 'x' }, memory(), memory()],
      dueSoonHours: 0,
      consoleUrl: 'revue',
    }
    const opening = openGuard({ notifications: wrong as GuardOptions['notifications'] & object })
    const faults = await opening.then(
      () => [],
      (error: unknown) =>
        isGuardError(error) && error.code === 'ERR_CONFIG_INVALID'
          ? error.faults.map(({ path }) => path)
          : [],
    )
    expect(faults).toEqual([
      'notifications.channels[0]',
      'notifications.channels[1]',
      'notifications.channels[3].id',
      'notifications.dueSoonHours',
      'notifications.consoleUrl',
    ])
  })
})

describe('Too few authorised people', () => {
  test('are told of once each time it begins, not while it lasts', async () => {
    const channel = memory()
    let all: readonly Reviewer[] = people
    const reviewers = { find: async (id: string) => all.find((one) => one.id === id), list: async () => all }
    const opened = await open([channel], { reviewers })
    const { core } = opened
    expect(await watchPeople(core)).toBe(0)
    all = people.filter(({ id }) => id !== 'bruno')
    expect(await Promise.all([watchPeople(core), watchPeople(core)]).then((counts) => counts.sort())).toEqual(
      [0, 1],
    )
    expect(await watchPeople(core)).toBe(0)
    all = people
    await watchPeople(core)
    all = people.filter(({ id }) => id !== 'alice')
    expect(await watchPeople(core)).toBe(1)
    await notifyDue(core)
    expect(channel.sent.map(({ id: _, ...sent }) => sent)).toEqual(
      Array.from({ length: 2 }, () => ({
        kind: 'too-few-people',
        systemId: 'aide-logement',
        systemName: 'Préparer l’instruction des aides exceptionnelles au logement',
        role: 'supervisor',
        missingRole: 'instructeur',
        url: 'https://ia.example/revue',
      })),
    )
    // When those who would take over are missing, administrators are told.
    all = people.filter(({ id }) => id === 'alice' || id === 'bruno')
    await watchPeople(core)
    await notifyDue(core)
    expect(channel.sent.at(-1)).toMatchObject({ role: 'administrator', missingRole: 'supervisor' })
    const events = (await journalEntries(opened)).map(({ event }) => event)
    expect(events.filter((event) => event.startsWith('people.'))).toEqual([
      'people.missing',
      'people.sufficient',
      'people.missing',
      'people.missing',
      'people.sufficient',
    ])
  })
})
