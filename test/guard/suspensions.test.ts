import type { Guard, GuardOptions, ReviewView, StreamCodec } from 'garde-fou'
import { sqliteStore } from 'garde-fou/sqlite'
import { describe, expect, test, vi } from 'vitest'
import { codeOf, journalEntries, openGuard, people } from '../support/guard.js'
import { housing } from '../support/housing.js'

const admin = { id: 'adele', name: 'A. Blanc', roles: ['administrator'], training: [] }
const reviewers = { find: async (id: string) => [...people, admin].find((person) => person.id === id) }
const SYSTEM = 'aide-logement'
const REASON = 'Le modèle confond des dossiers depuis ce matin.'
const DRAFT = { proposal: 'favourable', amount: 450, letter: 'MARQUE Nous vous accordons 450 €.' }
const MOTIVE = 'Décidé sur pièces, sans la suggestion.'

const open = (more: Partial<GuardOptions> = {}, path?: string) => openGuard({ reviewers, ...more }, path)
const propose = (guard: Guard) =>
  guard.propose(housing.uses.draft, { input: 'Demande', subject: 'AL-1' }, () => DRAFT)
const command = (view: ReviewView, by = 'alice') => ({
  by,
  version: view.version,
  idempotencyKey: `${by}-${view.version}`,
})

describe('The stop button of a system', () => {
  test('stops new calls with a typed error before the model is asked, and says so in the journal', async () => {
    const opened = await open()
    const { guard } = opened
    await guard.suspensions.suspend(SYSTEM, { by: 'adele', reason: REASON })
    const model = vi.fn(() => 'Un résumé.')
    await expect(guard.run(housing.uses.summary, { input: 'Demande' }, model)).rejects.toMatchObject({
      code: 'ERR_SYSTEM_SUSPENDED',
      systemId: SYSTEM,
      since: '2026-11-24T09:00:00.000Z',
    })
    expect(await codeOf(propose(guard))).toBe('ERR_SYSTEM_SUSPENDED')
    expect(model).not.toHaveBeenCalled()
    const entries = await journalEntries(opened)
    expect(entries.map(({ event }) => event)).toEqual([
      'guard.started',
      'system.suspended',
      'call.failed',
      'call.failed',
    ])
    expect(entries[1]).toMatchObject({
      systemId: SYSTEM,
      actor: { kind: 'agent', role: 'administrator' },
      payloads: { reason: expect.stringMatching(/^[0-9a-f]{64}$/) },
    })
    expect(entries[2]).toMatchObject({ data: { error: 'ERR_SYSTEM_SUSPENDED' } })
    expect(JSON.stringify(entries)).not.toMatch(/adele|Blanc|confond/)
  })

  test('drops an answer that comes after it', async () => {
    const { guard } = await open()
    const late = guard.run(housing.uses.summary, { input: 'Demande' }, async () => {
      await guard.suspensions.suspend(SYSTEM, { by: 'denis', reason: REASON })
      return 'Un résumé.'
    })
    expect(await codeOf(late)).toBe('ERR_SYSTEM_SUSPENDED')
  })

  test('lets no further window of a stream out', async () => {
    const opened = await open()
    const { guard } = opened
    const codec: StreamCodec<string, string> = {
      readInput: (request) => [{ path: 'input', kind: 'text', role: 'user', text: request }],
      rewriteInput: (request, changes) => changes.get('input')?.to ?? request,
      readDelta: (chunk) => [{ path: 'output', kind: 'text', text: chunk }],
      rewriteChunk: (chunk, rewrite) => rewrite({ path: 'output', text: chunk, extent: 'part' }),
      readValue: (chunks) => chunks.join(''),
    }
    const outcome = await guard.invokeStream({
      use: housing.uses.summary,
      request: 'Bonjour',
      codec,
      open: async () =>
        (async function* () {
          for (let index = 0; index < 500; index++) yield `Phrase numéro ${index} du résumé. `
        })(),
    })
    if (outcome.status !== 'streaming') throw new Error(outcome.status)
    const read: string[] = []
    const reading = (async () => {
      for await (const chunk of outcome.chunks) {
        if (read.length === 0) await guard.suspensions.suspend(SYSTEM, { by: 'denis', reason: REASON })
        read.push(chunk)
      }
    })()
    expect(await codeOf(reading)).toBe('ERR_SYSTEM_SUSPENDED')
    // What was in the window that had left already; a window is a few hundred characters.
    expect(read.length).toBeGreaterThan(0)
    expect(read.length).toBeLessThan(250)
  })

  test('is obeyed by another guard on the same store at its next call, and so is resuming', async () => {
    const opened = await open()
    const other = await open({ store: sqliteStore(opened.path), signingKey: opened.signingKey })
    const run = () => codeOf(other.guard.run(housing.uses.summary, { input: 'Demande' }, () => 'Un résumé.'))
    expect(await run()).toBe('none')
    await opened.guard.suspensions.suspend(SYSTEM, { by: 'adele', reason: REASON })
    expect(await run()).toBe('ERR_SYSTEM_SUSPENDED')
    expect(await other.guard.suspensions.list()).toMatchObject([
      { systemId: SYSTEM, by: 'adele', role: 'administrator', reason: REASON },
    ])
    await other.guard.suspensions.resume(SYSTEM, { by: 'denis', reason: 'Corrigé et essayé.' })
    expect(await run()).toBe('none')
    expect(await opened.guard.suspensions.of(SYSTEM)).toBeUndefined()
    expect(
      (await opened.guard.suspensions.history(SYSTEM)).map(({ action, role }) => [action, role]),
    ).toEqual([
      ['suspended', 'administrator'],
      ['resumed', 'supervisor'],
    ])
  })

  test('is for administrators and the system’s supervisors only, with a reason', async () => {
    const { guard } = await open()
    const press = (by: string, reason: string, system = SYSTEM) =>
      codeOf(guard.suspensions.suspend(system, { by, reason }))
    expect(await press('alice', REASON)).toBe('ERR_REVIEWER_NOT_ALLOWED')
    expect(await press('nobody', REASON)).toBe('ERR_REVIEWER_NOT_ALLOWED')
    expect(await press('adele', ' \u200b ')).toBe('ERR_INPUT_INVALID')
    expect(await press('adele', 'x'.repeat(20_001))).toBe('ERR_INPUT_INVALID')
    expect(await press('adele', REASON, 'autre')).toBe('ERR_INPUT_INVALID')
    expect(await guard.suspensions.list()).toEqual([])
    await guard.suspensions.suspend(SYSTEM, { by: 'adele', reason: REASON })
    expect(await codeOf(guard.suspensions.resume(SYSTEM, { by: 'bruno', reason: REASON }))).toBe(
      'ERR_REVIEWER_NOT_ALLOWED',
    )
    expect(await codeOf(guard.suspensions.resume(SYSTEM, { by: 'denis', reason: '' }))).toBe(
      'ERR_INPUT_INVALID',
    )
    expect(await guard.suspensions.of(SYSTEM)).toBeDefined()
  })

  test('pressed by many at once is pressed once', async () => {
    const opened = await open()
    await Promise.all(
      ['adele', 'denis', 'adele', 'denis'].map((by) =>
        opened.guard.suspensions.suspend(SYSTEM, { by, reason: REASON }),
      ),
    )
    expect(await opened.guard.suspensions.history(SYSTEM)).toHaveLength(1)
    expect((await journalEntries(opened)).filter(({ event }) => event === 'system.suspended')).toHaveLength(1)
  })

  test('stops everything when somebody altered it in the database', async () => {
    const { guard } = await open()
    await guard.suspensions.suspend(SYSTEM, { by: 'adele', reason: REASON })
    const row = await guard.store.getSetting('suspension', SYSTEM)
    for (const body of [
      '{"presses":[],"seal":"x"}',
      'null',
      '{',
      row?.body.replace('suspended', 'resumed'),
    ]) {
      const before = await guard.store.getSetting('suspension', SYSTEM)
      await guard.store.commit({
        entries: [{ id: crypto.randomUUID(), text: '{}' }],
        setting: { kind: 'suspension', id: SYSTEM, version: (before?.version ?? 0) + 1, body: body ?? '' },
      })
      expect(await codeOf(guard.run(housing.uses.summary, { input: 'Demande' }, () => 'x'))).toBe(
        'ERR_TAMPERED',
      )
    }
  })
})

describe('A case that is held when its system is suspended', () => {
  test('shows its suggestion to nobody and is decided without the AI', async () => {
    const { guard } = await open()
    const { id } = await propose(guard)
    const { reviews } = guard
    let view = await reviews.view(id, 'alice')
    view = await reviews.claim(id, command(view))
    await guard.suspensions.suspend(SYSTEM, { by: 'denis', reason: REASON })
    view = await reviews.view(id, 'alice')
    expect(view.suspendedSince).toBe('2026-11-24T09:00:00.000Z')
    expect(view.allowed).toContain('without-ai')
    expect(view.allowed).not.toEqual(expect.arrayContaining(['record-opinion']))
    expect(await codeOf(reviews.recordOpinion(id, { choice: 'favourable' }, command(view)))).toBe(
      'ERR_REVIEW_STATE',
    )
    expect(await codeOf(reviews.reveal(id, command(view)))).toBe('ERR_REVIEW_STATE')
    view = await reviews.decideWithoutAi(id, { motive: MOTIVE }, command(view))
    expect(view.status).toBe('decided')
    expect(JSON.stringify(view)).not.toContain('MARQUE')
  })

  test('takes the suggestion back from who has seen it: it can be set aside, not retained', async () => {
    const { guard } = await open()
    const { id } = await propose(guard)
    const { reviews } = guard
    let view = await reviews.claim(id, command(await reviews.view(id, 'alice')))
    view = await reviews.recordOpinion(id, { choice: 'favourable' }, command(view))
    expect(JSON.stringify(view)).toContain('MARQUE')
    await guard.suspensions.suspend(SYSTEM, { by: 'denis', reason: REASON })
    view = await reviews.view(id, 'alice')
    expect(JSON.stringify(view)).not.toContain('MARQUE')
    expect(view.allowed).toContain('reject')
    expect(view.allowed.filter((action) => action === 'approve' || action === 'amend')).toEqual([])
    expect(await codeOf(reviews.approve(id, { motive: MOTIVE }, command(view)))).toBe('ERR_REVIEW_STATE')
    await guard.suspensions.resume(SYSTEM, { by: 'denis', reason: 'Corrigé.' })
    expect((await reviews.view(id, 'alice')).allowed).toContain('approve')
  })
})
