import { describe, expect, test } from 'vitest'
import type { GuardEvents } from '../../src/guard/events.js'
import {
  alter,
  amended,
  by,
  hold,
  journalOf,
  motive,
  openDesk,
  SECRET,
  study,
  suggestion,
} from './desk-fixtures.js'

const caught = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'nothing was thrown',
    (error: unknown) => error,
  )

describe('the suggestion', () => {
  test('is in nothing that leaves the guard before the opinion is recorded', async () => {
    const open = await openDesk()
    const seen: unknown[] = []
    for (const name of [
      'review.opened',
      'review.claimed',
      'review.decided',
      'error',
    ] satisfies (keyof GuardEvents)[]) {
      open.core.events.on(name, (event: unknown) => seen.push(event))
    }
    const id = await hold(open)
    const claimed = await open.desk.claim(id, by('alice', 1))
    const early = await caught(open.desk.approve(id, { motive }, by('alice', 2)))
    seen.push(
      claimed,
      early,
      String(early),
      await open.desk.view(id, 'bruno'),
      await open.desk.list('alice'),
      await journalOf(open),
    )
    expect(JSON.stringify(seen)).not.toContain(SECRET)
    expect('suggestion' in claimed).toBe(false)
    const after = await open.desk.recordOpinion(id, { choice: 'favourable' }, by('alice', 2))
    expect(after.suggestion).toEqual({
      value: suggestion,
      model: 'extraction-locale-1',
      systemVersion: '1.0',
      generatedAt: expect.any(String),
    })
    expect(JSON.stringify(await open.desk.view(id, 'bruno'))).not.toContain(SECRET)
  })

  test('is shown on request in that mode, and the request is counted', async () => {
    const open = await openDesk()
    const id = await hold(open, { use: 'summary', value: `Résumé ${SECRET}` })
    const claimed = await open.desk.claim(id, by('alice', 1))
    expect('suggestion' in claimed).toBe(false)
    expect((await open.desk.reveal(id, by('alice', 2))).suggestion?.value).toBe(`Résumé ${SECRET}`)
    expect((await journalOf(open)).map(({ event }) => event)).toEqual([
      'review.opened',
      'review.claimed',
      'review.revealed',
    ])
  })

  test('is never shown to the person who asked for it, not even where it is shown at once', async () => {
    const open = await openDesk()
    const id = await hold(open, { use: 'free' })
    // Not before it is taken: only then is it known whether one's own opinion comes first.
    const { version } = await open.desk.view(id, 'alice')
    expect(JSON.stringify(await open.desk.view(id, 'alice'))).not.toContain(SECRET)
    expect((await open.desk.claim(id, by('alice', version))).suggestion?.value).toEqual(suggestion)
    expect(JSON.stringify(await open.desk.view(id, 'rene'))).not.toContain(SECRET)
    expect(JSON.stringify(await open.desk.view(id, 'ulysse'))).not.toContain(SECRET)
  })
})

describe('deciding', () => {
  test('approves with a motive, and only those who decided see it within the undo window', async () => {
    const open = await openDesk()
    const id = await hold(open)
    const { version } = await study(open, id, 'alice')
    const view = await open.desk.approve(
      id,
      { motive: `  ${motive}  `, textForPerson: 'Votre demande est acceptée.' },
      by('alice', version),
    )
    expect(view.status).toBe('decided')
    expect(view.decision).toMatchObject({
      outcome: 'approved',
      by: 'alice',
      motive,
      value: suggestion,
      effectiveAt: '2026-11-24T12:10:00.000Z',
    })
    expect('decision' in (await open.desk.view(id, 'bruno'))).toBe(false)
    open.clock.advance(600_000)
    expect((await open.desk.view(id, 'bruno')).decision).toMatchObject({ outcome: 'approved' })
  })

  test('amends with a value that fits the schema', async () => {
    const open = await openDesk()
    const id = await hold(open)
    const { version } = await study(open, id, 'alice')
    const view = await open.desk.amend(id, { motive, value: amended }, by('alice', version))
    expect(view.decision).toMatchObject({ outcome: 'amended', value: amended })
  })

  test('refuses an edit that breaks the schema, says where, quotes nothing and leaves the review as it was', async () => {
    const open = await openDesk()
    const id = await hold(open)
    const { version } = await study(open, id, 'alice')
    const wrong = [
      { ...amended, amount: -7 },
      { ...amended, proposal: 'MME-DURAND' },
      { ...amended, extra: 'MME-DURAND' },
      'MME-DURAND',
      null,
      [],
      { ...amended, letter: undefined },
    ]
    for (const value of wrong) {
      const error = await caught(open.desk.amend(id, { motive, value }, by('alice', version)))
      expect(error).toMatchObject({
        code: 'ERR_DECISION_INVALID',
        issues: [{ path: expect.stringMatching(/^value/) }],
      })
      expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain('MME-DURAND')
    }
    const now = await open.desk.view(id, 'alice')
    expect(now).toMatchObject({ version, status: 'claimed', allowed: expect.arrayContaining(['amend']) })
  })

  test('refuses values that are no JSON: cycles, functions, too large, too deep, broken text', async () => {
    const open = await openDesk()
    const id = await hold(open, { use: 'free' })
    const { version } = await open.desk.claim(id, by('alice', 1))
    const cycle: Record<string, unknown> = {}
    cycle['self'] = cycle
    let deep: unknown = 1
    for (let level = 0; level < 20_000; level += 1) deep = [deep]
    for (const value of [cycle, () => 1, { a: 1n }, 'x'.repeat(2_000_000), deep, 'a\ud800', Number.NaN]) {
      expect(await caught(open.desk.amend(id, { motive, value }, by('alice', version)))).toMatchObject({
        code: 'ERR_DECISION_INVALID',
      })
      expect(
        await caught(open.desk.reject(id, { motive, ownValue: value }, by('alice', version))),
      ).toMatchObject({ code: 'ERR_DECISION_INVALID' })
    }
  })

  test('refuses an amendment that amends nothing', async () => {
    const open = await openDesk()
    const id = await hold(open)
    const { version } = await study(open, id, 'alice')
    const same = { letter: suggestion.letter, amount: 800, proposal: 'favourable' }
    expect(await caught(open.desk.amend(id, { motive, value: same }, by('alice', version)))).toMatchObject({
      code: 'ERR_DECISION_INVALID',
    })
  })

  test.each(['approve', 'amend', 'reject', 'decideWithoutAi'] as const)(
    '"%s" needs a motive that says something',
    async (verb) => {
      const open = await openDesk()
      const id = await hold(open)
      const version =
        verb === 'decideWithoutAi'
          ? (await open.desk.claim(id, by('alice', 1))).version
          : (await study(open, id, 'alice')).version
      for (const text of ['', 'ok', '\u200b'.repeat(40), ' '.repeat(40)]) {
        const error = await caught(
          open.desk[verb](id, { motive: text, value: amended }, by('alice', version)),
        )
        expect(error).toMatchObject({ code: 'ERR_DECISION_INVALID', issues: [{ path: 'motive' }] })
      }
      expect((await open.desk[verb](id, { motive, value: amended }, by('alice', version))).status).toBe(
        'decided',
      )
    },
  )

  test('rejects with one’s own decision, which must fit the schema too', async () => {
    const open = await openDesk()
    const id = await hold(open)
    const { version } = await study(open, id, 'alice')
    expect(
      await caught(open.desk.reject(id, { motive, ownValue: { amount: 'x' } }, by('alice', version))),
    ).toMatchObject({ code: 'ERR_DECISION_INVALID' })
    expect(
      (await open.desk.reject(id, { motive, ownValue: amended }, by('alice', version))).decision,
    ).toMatchObject({ outcome: 'rejected', value: amended })
  })

  test('a suggestion of an older system version can be set aside, not retained', async () => {
    const old = await openDesk()
    const id = await hold(old)
    const { version } = await study(old, id, 'alice')
    const next = await openDesk({ path: old.path, key: old.key, version: '2.0' })
    expect(await caught(next.desk.approve(id, { motive }, by('alice', version)))).toMatchObject({
      code: 'ERR_REVIEW_STATE',
    })
    expect((await next.desk.view(id, 'alice')).allowed).not.toContain('approve')
    expect((await next.desk.reject(id, { motive }, by('alice', version))).status).toBe('decided')
  })
})

test('an answer after expiry is refused although nothing has marked the review yet', async () => {
  const open = await openDesk({ oversight: { dueInHours: 0.1, expiresInHours: 0.25 } })
  const id = await hold(open)
  const { version, expiresAt } = await study(open, id, 'alice')
  open.clock.set(new Date(expiresAt))
  for (const verb of ['approve', 'amend', 'reject', 'decideWithoutAi'] as const) {
    const late = open.desk[verb](id, { motive, value: amended }, by('alice', version))
    expect(await caught(late)).toMatchObject({ code: 'ERR_REVIEW_STATE', state: 'expired' })
  }
  expect((await open.core.store.getReview(id))?.state.status).toBe('claimed')
  expect(await open.desk.view(id, 'alice')).toMatchObject({ status: 'expired', allowed: [] })
})

describe('rights', () => {
  test('roles come from the directory; nobody can bring their own', async () => {
    const open = await openDesk()
    const id = await hold(open)
    const forged = { ...by('zoe', 1), roles: ['instructeur'], role: 'instructeur' }
    expect(await caught(open.desk.claim(id, forged))).toMatchObject({ code: 'ERR_REVIEW_NOT_FOUND' })
    expect(await caught(open.desk.claim(id, by('nobody', 1)))).toMatchObject({ reason: 'unknown-reviewer' })
    expect(await caught(open.desk.claim(id, by('', 1)))).toMatchObject({ reason: 'unknown-reviewer' })
    expect(await caught(open.desk.list('nobody'))).toMatchObject({ reason: 'unknown-reviewer' })
  })

  test('a review that is not theirs does not exist for them, in the same words', async () => {
    const open = await openDesk()
    const id = await hold(open)
    const hidden = await caught(open.desk.view(id, 'zoe'))
    const missing = await caught(open.desk.view('01931b5e-0000-7000-8000-00000000dead', 'zoe'))
    expect(String(hidden).replace(id, 'X')).toBe(
      String(missing).replace('01931b5e-0000-7000-8000-00000000dead', 'X'),
    )
    expect(await open.desk.list('zoe')).toEqual([])
    expect(await open.desk.count('zoe')).toBe(0)
    expect(await caught(open.desk.view({} as string, 'alice'))).toMatchObject({
      code: 'ERR_REVIEW_NOT_FOUND',
    })
  })

  test('the requester, and whoever has no valid training, cannot claim', async () => {
    const open = await openDesk()
    const id = await hold(open)
    expect(await caught(open.desk.claim(id, by('rene', 1)))).toMatchObject({ reason: 'requester' })
    expect(await caught(open.desk.claim(id, by('ulysse', 1)))).toMatchObject({ reason: 'training' })
    expect(await open.desk.claimNext('rene')).toBeUndefined()
    expect(await open.desk.claimNext('ulysse')).toBeUndefined()
  })

  test('the directory’s spelling of an id counts, so that another spelling is not another person', async () => {
    const open = await openDesk()
    const core = {
      ...open.core,
      reviewers: { find: (id: string) => open.core.reviewers.find(id.toLowerCase()) },
    }
    const { createReviewDesk } = await import('../../src/guard/review-desk.js')
    const desk = createReviewDesk(core)
    const id = await hold(open)
    expect(await caught(desk.claim(id, by('RENE', 1)))).toMatchObject({ reason: 'requester' })
    expect((await desk.claim(id, by('ALICE', 1))).claim).toMatchObject({ by: 'alice', mine: true })
  })

  test('supervisors see what is escalated', async () => {
    const open = await openDesk()
    const id = await hold(open)
    expect(await caught(open.desk.view(id, 'sofia'))).toMatchObject({ code: 'ERR_REVIEW_NOT_FOUND' })
    const { version } = await open.desk.claim(id, by('alice', 1))
    const item = await open.desk.escalate(id, 'Cas difficile.', by('alice', version))
    expect(item).toMatchObject({ escalated: true, status: 'pending' })
    expect((await open.desk.list('sofia')).map((line) => line.id)).toEqual([id])
    expect((await open.desk.claim(id, by('sofia', item.version))).claim).toMatchObject({ by: 'sofia' })
  })
})

describe('versions and keys', () => {
  test('two people deciding at once: one decision is taken, the other gets a conflict', async () => {
    const open = await openDesk()
    const id = await hold(open)
    const { version } = await study(open, id, 'alice')
    const second = await openDesk({ path: open.path, key: open.key })
    const results = await Promise.allSettled([
      open.desk.approve(id, { motive }, by('alice', version)),
      second.desk.reject(id, { motive }, by('alice', version)),
    ])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const lost = results.find((result) => result.status === 'rejected')
    expect(lost?.reason).toMatchObject({
      code: 'ERR_REVIEW_CONFLICT',
      expected: version,
      actual: version + 1,
    })
    expect((await journalOf(open)).filter(({ event }) => event === 'review.decided')).toHaveLength(1)
  })

  test('a command on an old version is told what is there now', async () => {
    const open = await openDesk()
    const id = await hold(open)
    await open.desk.claim(id, by('alice', 1))
    expect(await caught(open.desk.claim(id, by('bruno', 1)))).toMatchObject({
      code: 'ERR_REVIEW_CONFLICT',
      expected: 1,
      actual: 2,
    })
    for (const version of [0, -1, 99]) {
      expect(await caught(open.desk.claim(id, by('bruno', version)))).toMatchObject({
        code: 'ERR_REVIEW_CONFLICT',
      })
    }
    for (const version of [1.5, Number.NaN, '1' as unknown as number, undefined as unknown as number]) {
      expect(await caught(open.desk.claim(id, by('bruno', version)))).toMatchObject({
        code: expect.stringMatching(/DECISION_INVALID|CONFLICT/),
      })
    }
  })

  test('one decision replayed changes nothing and answers the same', async () => {
    const open = await openDesk()
    const id = await hold(open)
    const { version } = await study(open, id, 'alice')
    const command = by('alice', version)
    const first = await open.desk.approve(id, { motive }, command)
    const entries = (await journalOf(open)).length
    const [again, third] = await Promise.all([
      open.desk.approve(id, { motive }, command),
      open.desk.approve(id, { motive }, command),
    ])
    expect(again).toEqual(first)
    expect(third).toEqual(first)
    expect(await journalOf(open)).toHaveLength(entries)
    // Without the key it is another command, and finds the review decided.
    expect(await caught(open.desk.approve(id, { motive }, by('alice', version)))).toMatchObject({
      code: 'ERR_REVIEW_CONFLICT',
    })
  })

  test('the same command sent twice at the same moment is carried out once', async () => {
    const open = await openDesk()
    const id = await hold(open)
    const { version } = await study(open, id, 'alice')
    const command = by('alice', version)
    const both = await Promise.all([
      open.desk.approve(id, { motive }, command),
      open.desk.approve(id, { motive }, command),
    ])
    expect(both[0]).toEqual(both[1])
    expect((await journalOf(open)).filter(({ event }) => event === 'review.decided')).toHaveLength(1)
  })

  test('a key used for another command is refused', async () => {
    const open = await openDesk()
    const id = await hold(open)
    const other = await hold(open)
    await open.desk.claim(id, by('alice', 1, 'once'))
    expect(await caught(open.desk.renew(id, by('alice', 2, 'once')))).toMatchObject({
      code: 'ERR_IDEMPOTENCY_MISMATCH',
    })
    expect(await caught(open.desk.claim(other, by('alice', 1, 'once')))).toMatchObject({
      code: 'ERR_IDEMPOTENCY_MISMATCH',
    })
    expect(await caught(open.desk.claim(id, by('alice', 2, 'once')))).toMatchObject({
      code: 'ERR_IDEMPOTENCY_MISMATCH',
    })
  })

  test('a key belongs to who used it: a colleague’s same key is another', async () => {
    const open = await openDesk()
    const id = await hold(open)
    const other = await hold(open)
    await open.desk.claim(id, by('alice', 1, 'shared'))
    expect((await open.desk.claim(other, by('bruno', 1, 'shared'))).claim).toMatchObject({ mine: true })
  })

  test('a key must be a text of sensible length', async () => {
    const open = await openDesk()
    const id = await hold(open)
    for (const key of ['', 'k'.repeat(256), 'a\ud800']) {
      expect(await caught(open.desk.claim(id, by('alice', 1, key)))).toMatchObject({
        code: 'ERR_DECISION_INVALID',
      })
    }
  })

  test('what is kept of a command does not let anybody try out motives', async () => {
    const open = await openDesk()
    const id = await hold(open)
    const { version } = await study(open, id, 'alice')
    const command = by('alice', version)
    await open.desk.approve(id, { motive }, command)
    const other = await openDesk()
    const { commandMark } = await import('../../src/guard/desk-command.js')
    const identity = {
      name: 'approved',
      reviewId: id,
      by: 'agent:alice',
      key: command.idempotencyKey,
      version,
      content: [motive, null, null, null],
    }
    expect(commandMark(open.core, identity).fingerprint).toBe(
      (await open.core.store.getCommand(commandMark(open.core, identity).key))?.fingerprint,
    )
    expect(commandMark(other.core, identity).fingerprint).not.toBe(
      commandMark(open.core, identity).fingerprint,
    )
  })

  test('a cancelled command changes nothing', async () => {
    const open = await openDesk()
    const id = await hold(open)
    const signal = AbortSignal.abort(new Error('given up'))
    expect(await caught(open.desk.claim(id, { ...by('alice', 1), signal }))).toMatchObject({
      message: 'given up',
    })
    expect(await caught(open.desk.claimNext('alice', { signal }))).toMatchObject({ message: 'given up' })
    expect((await open.desk.view(id, 'alice')).version).toBe(1)
  })
})

describe('the queue', () => {
  test('lists what the reviewer’s roles may see, most urgent first, without a word of the suggestion', async () => {
    const open = await openDesk()
    const first = await hold(open, { subject: 'DOSSIER-1' })
    open.clock.advance(1000)
    const second = await hold(open, { subject: 'DOSSIER-2', use: 'pair' })
    const items = await open.desk.list('alice')
    expect(items.map(({ id }) => id)).toEqual([first, second])
    expect(JSON.stringify(items)).not.toContain(SECRET)
    expect(await open.desk.count('alice')).toBe(2)
    expect((await open.desk.list('alice', { search: 'dossier-2' })).map(({ id }) => id)).toEqual([second])
    const last = items[0]
    if (last === undefined) throw new Error('There was a first line.')
    expect(
      (await open.desk.list('alice', { after: { dueAt: last.dueAt, id: last.id } })).map(({ id }) => id),
    ).toEqual([second])
    for (const limit of [0, -5, 1, Number.NaN, 1e9])
      expect((await open.desk.list('alice', { limit })).length).toBeGreaterThan(0)
  })

  test('hands out the most urgent free review, each to one person', async () => {
    const open = await openDesk()
    const ids = [await hold(open), await hold(open), await hold(open)]
    const second = await openDesk({ path: open.path, key: open.key })
    const claimed = await Promise.all([
      open.desk.claimNext('alice'),
      second.desk.claimNext('bruno'),
      open.desk.claimNext('chloe'),
      second.desk.claimNext('dora'),
    ])
    expect(
      claimed
        .filter((view) => view !== undefined)
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...ids].sort())
    expect((await open.desk.list('alice', { statuses: ['claimed'] })).length).toBe(3)
    expect(await open.desk.claimNext('alice')).toBeUndefined()
  })

  test('passes over what this person has voted on', async () => {
    const open = await openDesk()
    const id = await hold(open, { use: 'pair' })
    const { version } = await study(open, id, 'alice')
    await open.desk.approve(id, { motive }, by('alice', version))
    expect(await open.desk.claimNext('alice')).toBeUndefined()
    expect((await open.desk.claimNext('bruno'))?.id).toBe(id)
  })

  test('hands out a review whose lease is over', async () => {
    const open = await openDesk()
    const id = await hold(open)
    await open.desk.claim(id, by('alice', 1))
    expect(await open.desk.claimNext('bruno')).toBeUndefined()
    open.clock.advance(30 * 60_000)
    expect((await open.desk.list('alice')).map(({ status }) => status)).toEqual(['pending'])
    expect((await open.desk.claimNext('bruno'))?.claim).toMatchObject({ by: 'bruno' })
  })

  test('an altered review is not handed out and does not keep the others back', async () => {
    const open = await openDesk()
    const bad = await hold(open)
    open.clock.advance(1000)
    const good = await hold(open)
    alter(
      open.path,
      "update reviews set body = replace(body, 'DOSSIER-412', 'DOSSIER-413') where id = ?",
      bad,
    )
    const errors: string[] = []
    open.core.events.on('error', (error) => errors.push((error as { code?: string }).code ?? error.name))
    const claimed = await open.desk.claimNext('alice')
    expect(claimed?.id).toBe(good)
    expect(errors).toEqual(['ERR_TAMPERED'])
  })
})

describe('drafts and opinions', () => {
  test('a draft is kept when the lease ends, and seen by its writer only', async () => {
    const open = await openDesk()
    const id = await hold(open)
    await open.desk.claim(id, by('alice', 1))
    await open.desk.saveDraft(id, 'alice', { motive: 'DRAFT-OF-ALICE' })
    open.clock.advance(31 * 60_000)
    await open.desk.saveDraft(id, 'alice', { motive: 'DRAFT-OF-ALICE, once more' })
    const claimed = await open.desk.claim(id, by('bruno', 2))
    expect(JSON.stringify(claimed)).not.toContain('DRAFT-OF-ALICE')
    expect((await open.desk.view(id, 'alice')).draft?.body).toEqual({ motive: 'DRAFT-OF-ALICE, once more' })
    expect(await caught(open.desk.saveDraft(id, 'zoe', 1))).toMatchObject({ code: 'ERR_REVIEW_NOT_FOUND' })
  })

  test('an opinion’s words are its writer’s alone, and the choice must be one of the four', async () => {
    const open = await openDesk()
    const id = await hold(open)
    const { version } = await open.desk.claim(id, by('alice', 1))
    expect(
      await caught(open.desk.recordOpinion(id, { choice: 'maybe' as 'undecided' }, by('alice', version))),
    ).toMatchObject({ code: 'ERR_DECISION_INVALID' })
    const view = await open.desk.recordOpinion(
      id,
      { choice: 'unfavourable', note: 'NOTE-OF-ALICE' },
      by('alice', version),
    )
    expect(view.opinion).toMatchObject({ choice: 'unfavourable', note: 'NOTE-OF-ALICE' })
    expect(JSON.stringify(await open.desk.view(id, 'bruno'))).not.toMatch(/NOTE-OF-ALICE|unfavourable/)
    expect(JSON.stringify(await journalOf(open))).not.toMatch(/NOTE-OF-ALICE|unfavourable/)
  })
})

describe('the application', () => {
  const application = { kind: 'application', id: 'portail' } as const

  test('withdraws a request while people work on it', async () => {
    const open = await openDesk()
    const id = await hold(open)
    const { version } = await study(open, id, 'alice')
    const request = { by: application, why: 'La personne a retiré sa demande.', idempotencyKey: 'w' }
    await open.desk.withdraw(id, request)
    await open.desk.withdraw(id, request)
    expect(await caught(open.desk.approve(id, { motive }, by('alice', version)))).toMatchObject({
      code: 'ERR_REVIEW_CONFLICT',
    })
    expect((await open.desk.view(id, 'alice')).status).toBe('withdrawn')
    expect(await caught(open.desk.withdraw(id, { ...request, why: 'Autre chose.' }))).toMatchObject({
      code: 'ERR_IDEMPOTENCY_MISMATCH',
    })
    expect(await caught(open.desk.withdraw(id, { ...request, idempotencyKey: 'w2' }))).toMatchObject({
      code: 'ERR_REVIEW_STATE',
    })
    expect(await caught(open.desk.withdraw('no-such', request))).toMatchObject({
      code: 'ERR_REVIEW_NOT_FOUND',
    })
    expect(await caught(open.desk.withdraw(id, { ...request, why: ' ' }))).toMatchObject({
      code: 'ERR_DECISION_INVALID',
    })
  })

  test('reopens a decision in its window when the case changes, and the reviewer reads why', async () => {
    const open = await openDesk()
    const id = await hold(open)
    const { version } = await study(open, id, 'alice')
    await open.desk.approve(id, { motive }, by('alice', version))
    await open.desk.markStale(id, { by: application, why: 'Une pièce a été ajoutée.', idempotencyKey: 's' })
    const view = await open.desk.view(id, 'alice')
    expect(view).toMatchObject({
      status: 'pending',
      stale: { why: 'Une pièce a été ajoutée.' },
      votes: { cast: 0 },
    })
    const claimed = await open.desk.claim(id, by('alice', view.version))
    expect(claimed.allowed).toEqual(expect.arrayContaining(['reject']))
    expect(claimed.allowed).not.toContain('approve')
  })
})

describe('the journal', () => {
  test('has an entry for each change, commits to every text, and names nobody', async () => {
    const open = await openDesk()
    const id = await hold(open)
    const { version } = await study(open, id, 'alice')
    const decided = await open.desk.amend(id, { motive, value: amended }, by('alice', version))
    await open.desk.undo(id, by('alice', decided.version))
    const entries = (await journalOf(open)).filter((entry) => entry.reviewId === id)
    expect(entries.map(({ event }) => event)).toEqual([
      'review.opened',
      'review.consulted',
      'review.claimed',
      'review.opinion-recorded',
      'review.revealed',
      'review.decided',
      'review.reopened',
    ])
    const review = await open.core.store.getReview(id)
    expect(entries[0]?.payloads).toEqual({
      suggestion: review?.suggestion.digest,
      case: review?.caseData.digest,
    })
    expect(entries[5]).toMatchObject({
      actor: { kind: 'agent', role: 'instructeur' },
      data: { outcome: 'amended', binding: review?.binding },
      payloads: { decision: expect.stringMatching(/^[0-9a-f]{64}$/) },
    })
    const text = JSON.stringify(entries)
    for (const word of ['alice', 'rene', 'DOSSIER-412', motive, amended.letter, 'Mme D.'])
      expect(text).not.toContain(word)
  })

  test('a listener that throws does not undo what is durable', async () => {
    const open = await openDesk()
    const id = await hold(open)
    const errors: Error[] = []
    open.core.events.on('error', (error) => errors.push(error))
    open.core.events.on('review.claimed', () => {
      throw new Error('listener')
    })
    expect((await open.desk.claim(id, by('alice', 1))).status).toBe('claimed')
    expect(errors.map(({ message }) => message)).toEqual(['listener'])
  })
})
