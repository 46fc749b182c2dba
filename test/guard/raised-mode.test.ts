import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createModeRaises } from '../../src/guard/mode-raises.js'
import type { JournalEntry } from '../../src/journal/entry.js'
import type { RaiseCause } from '../../src/review/raised-mode.js'
import type { ReviewView } from '../../src/review/view.js'
import {
  alter,
  by,
  type Desk,
  hold,
  journalOf,
  motive,
  openDesk,
  SECRET,
  temporaryFolder,
} from './desk-fixtures.js'

const SYSTEM = 'aide-logement'
const REASON = 'Trop de suggestions retenues telles quelles.'
const order = { by: 'ada', reason: REASON }

async function take({ desk }: Pick<Desk, 'desk'>, id: string, who: string): Promise<ReviewView> {
  const { version } = await desk.view(id, who)
  return desk.claim(id, by(who, version))
}

async function seen({ desk }: Pick<Desk, 'desk'>, id: string, who: string): Promise<string> {
  return JSON.stringify(await desk.view(id, who))
}

/** Takes a case, gives an opinion where it comes first, asks for the suggestion where it does not, and sets it aside. */
async function decide(open: Pick<Desk, 'desk'>, id: string, who: string): Promise<ReviewView> {
  let view = await take(open, id, who)
  if (view.oversight.mode === 'decide-first')
    view = await open.desk.recordOpinion(id, { choice: 'unfavourable' }, by(who, view.version))
  else if (view.suggestion === undefined) view = await open.desk.reveal(id, by(who, view.version))
  return open.desk.reject(id, { motive }, by(who, view.version))
}

const claims = async (open: Desk): Promise<readonly JournalEntry[]> =>
  (await journalOf(open)).filter(({ event }) => event === 'review.claimed')

const raisedIn = (entries: readonly JournalEntry[]): readonly unknown[] =>
  entries.map(({ data }) => data['raised'])

describe('A second opinion', () => {
  const rules = { newAgentCases: 0, modelChangeDays: 30 }

  test.each(['free', 'asked'])(
    'comes before its giver sees the suggestion, also where the use shows it (use "%s")',
    async (use) => {
      const open = await openDesk({ rules })
      const id = await hold(open, { use, subject: '1' })
      let first = await take(open, id, 'alice')
      if (first.suggestion === undefined) first = await open.desk.reveal(id, by('alice', first.version))
      first = await open.desk.askSecondOpinion(id, by('alice', first.version))
      // Whoever has seen it has no opinion left to give before.
      expect(first.suggestion).toBeDefined()
      expect(first).not.toHaveProperty('raised')
      await open.desk.approve(id, { motive }, by('alice', first.version))
      const second = await take(open, id, 'bruno')
      expect(second).toMatchObject({
        raised: [{ why: 'second-opinion' }],
        oversight: { mode: 'decide-first' },
      })
      expect(await seen(open, id, 'bruno')).not.toContain(SECRET)
      await expect(open.desk.reveal(id, by('bruno', second.version))).rejects.toMatchObject({
        code: 'ERR_REVIEW_STATE',
      })
      const told = await open.desk.recordOpinion(id, { choice: 'favourable' }, by('bruno', second.version))
      expect(told.suggestion).toBeDefined()
      const done = await open.desk.approve(id, { motive }, by('bruno', told.version))
      expect(done.decision?.outcome).toBe('approved')
    },
  )
})

describe('Somebody new on a system', () => {
  const rules = { newAgentCases: 2, modelChangeDays: 30 }
  const causes: readonly RaiseCause[] = [{ why: 'new-agent', cases: 2 }]

  test.each(['free', 'asked'])('gives their opinion first on their first cases (use "%s")', async (use) => {
    const open = await openDesk({ rules })
    for (const subject of ['1', '2']) {
      const id = await hold(open, { use, subject })
      const view = await take(open, id, 'alice')
      expect(view).toMatchObject({ raised: causes, oversight: { mode: 'decide-first' } })
      expect(view.allowed).not.toContain('reveal')
      expect(await seen(open, id, 'alice')).not.toContain(SECRET)
      await expect(open.desk.reveal(id, by('alice', view.version))).rejects.toMatchObject({
        code: 'ERR_REVIEW_STATE',
      })
      await expect(open.desk.approve(id, { motive }, by('alice', view.version))).rejects.toMatchObject({
        code: 'ERR_REVIEW_STATE',
      })
      const told = await open.desk.recordOpinion(id, { choice: 'favourable' }, by('alice', view.version))
      expect(told.suggestion).toBeDefined()
      await open.desk.approve(id, { motive }, by('alice', told.version))
    }
    const third = await take(open, await hold(open, { use, subject: '3' }), 'alice')
    expect(third.raised).toBeUndefined()
    expect(third.oversight.mode).toBe(use === 'free' ? 'shown' : 'on-request')
    expect(raisedIn(await claims(open))).toEqual([causes, causes, undefined])
    const facts = await open.desk.ownDecisions('alice', { from: '2026', to: '2027' })
    expect(facts.map(({ fact }) => fact.mode)).toEqual(['decide-first', 'decide-first'])
    // Each on their own: a colleague begins at the beginning.
    expect((await take(open, await hold(open, { use, subject: '4' }), 'bruno')).raised).toEqual(causes)
  })

  test('is as new again when a decision is taken back', async () => {
    const open = await openDesk({ rules: { ...rules, newAgentCases: 1 } })
    const id = await hold(open, { use: 'asked' })
    const { version } = await decide(open, id, 'alice')
    await open.desk.undo(id, by('alice', version))
    expect((await take(open, await hold(open, { use: 'asked' }), 'alice')).raised).toHaveLength(1)
  })

  test('is handed the next case in the same mode, after others that need no raising', async () => {
    const open = await openDesk({ rules })
    await hold(open, { subject: '1' })
    const second = await hold(open, { use: 'free', subject: '2' })
    const first = await open.desk.claimNext('alice')
    expect(first).toMatchObject({ subject: '1', oversight: { mode: 'decide-first' } })
    expect(first?.raised).toBeUndefined()
    const next = await open.desk.claimNext('alice')
    expect(next).toMatchObject({ id: second, raised: causes })
    expect(JSON.stringify(next)).not.toContain(SECRET)
  })

  test('stays so on a case they are given by a supervisor, or asked for a second opinion on', async () => {
    const open = await openDesk({ rules })
    const id = await hold(open, { use: 'free' })
    await take(open, id, 'alice')
    const { version } = await open.desk.view(id, 'dora')
    const taken = await open.desk.takeOver(id, 'Absence.', by('dora', version))
    expect(taken).toMatchObject({ raised: causes })
    expect(JSON.stringify(taken)).not.toContain(SECRET)
    const asked = await open.desk.askSecondOpinion(id, by('dora', taken.version))
    await open.desk.giveBack(id, by('dora', asked.version))
    expect(await take(open, id, 'bruno')).toMatchObject({ raised: [{ why: 'second-opinion' }, ...causes] })
    expect(await seen(open, id, 'bruno')).not.toContain(SECRET)
  })

  test('sees in the queue what holds for them, colleagues the use’s own mode', async () => {
    const open = await openDesk({ rules })
    const id = await hold(open, { use: 'asked' })
    const modes = async (who: string) => (await open.desk.list(who)).map(({ mode }) => mode)
    expect(await modes('alice')).toEqual(['on-request'])
    await take(open, id, 'alice')
    expect(await modes('alice')).toEqual(['decide-first'])
    expect(await modes('bruno')).toEqual(['on-request'])
  })
})

describe('A system’s mode raised by hand', () => {
  test('holds for who takes a case from then on, until it is lifted, each with a reason', async () => {
    const open = await openDesk()
    const modes = createModeRaises(open.core)
    await modes.raise(SYSTEM, order)
    expect(await modes.of(SYSTEM)).toMatchObject({ cause: 'by-hand', by: 'ada', reason: REASON })
    expect((await take(open, await hold(open, { use: 'free', subject: '1' }), 'alice')).raised).toEqual([
      { why: 'by-hand' },
    ])
    await modes.raise(SYSTEM, { by: 'ada', reason: 'Encore.' })
    await modes.lift(SYSTEM, { by: 'ada', reason: 'Corrigé.' })
    await modes.lift(SYSTEM, { by: 'ada', reason: 'Encore.' })
    expect(await modes.of(SYSTEM)).toBeUndefined()
    expect(
      (await take(open, await hold(open, { use: 'free', subject: '2' }), 'alice')).raised,
    ).toBeUndefined()
    expect((await modes.history(SYSTEM)).map(({ action }) => action)).toEqual(['raised', 'lifted'])
    const entries = (await journalOf(open)).filter(({ event }) => event.startsWith('system.'))
    expect(entries.map(({ event, actor, data }) => [event, actor.role, data])).toEqual([
      ['system.mode-raised', 'administrator', { cause: 'by-hand' }],
      ['system.mode-lifted', 'administrator', { cause: 'by-hand' }],
    ])
    expect(JSON.stringify(entries)).not.toContain('ada')
    expect(JSON.stringify(entries)).not.toContain(REASON)
  })

  test('does not change under the hands of who holds a case, nor show by its lifting what it hid', async () => {
    const open = await openDesk()
    const modes = createModeRaises(open.core)
    const [held, later] = [
      await hold(open, { use: 'asked', subject: '1' }),
      await hold(open, { use: 'free' }),
    ]
    const { version } = await take(open, held, 'alice')
    await modes.raise(SYSTEM, order)
    expect((await open.desk.reveal(held, by('alice', version))).suggestion).toBeDefined()
    const view = await take(open, later, 'bruno')
    await modes.lift(SYSTEM, order)
    expect(await seen(open, later, 'bruno')).not.toContain(SECRET)
    // Nor by giving it back and taking it again.
    await open.desk.giveBack(later, by('bruno', view.version))
    const again = await take(open, later, 'bruno')
    expect(again.raised).toEqual([{ why: 'by-hand' }])
    expect(await seen(open, later, 'bruno')).not.toContain(SECRET)
    const told = await open.desk.recordOpinion(later, { choice: 'favourable' }, by('bruno', again.version))
    expect(told.suggestion).toBeDefined()
  })

  test('leaves who has seen the suggestion of a case as they were: no opinion of theirs can come first', async () => {
    const open = await openDesk()
    const id = await hold(open, { use: 'free' })
    const { version } = await take(open, id, 'alice')
    await open.desk.giveBack(id, by('alice', version))
    await createModeRaises(open.core).raise(SYSTEM, order)
    const again = await take(open, id, 'alice')
    expect(again).toMatchObject({ oversight: { mode: 'shown' } })
    await open.desk.approve(id, { motive }, by('alice', again.version))
  })

  test('is raised and lifted by an administrator only, and with a reason', async () => {
    const open = await openDesk()
    const modes = createModeRaises(open.core)
    for (const who of ['alice', 'dora', 'sofia'])
      await expect(modes.raise(SYSTEM, { by: who, reason: REASON })).rejects.toMatchObject({
        code: 'ERR_REVIEWER_NOT_ALLOWED',
      })
    for (const [system, reason] of [
      [SYSTEM, ' '],
      ['inconnu', REASON],
      ['__proto__', REASON],
    ] as const)
      await expect(modes.raise(system, { by: 'ada', reason })).rejects.toMatchObject({
        code: 'ERR_INPUT_INVALID',
      })
    await modes.raise(SYSTEM, order)
    await expect(modes.lift(SYSTEM, { by: 'alice', reason: REASON })).rejects.toMatchObject({
      code: 'ERR_REVIEWER_NOT_ALLOWED',
    })
    expect(await modes.of(SYSTEM)).toBeDefined()
  })

  test('holds after a restart and in every process, one of which raises at the same moment', async () => {
    const path = join(temporaryFolder(), 'desk.db')
    const one = await openDesk({ path })
    const other = await openDesk({ path, key: one.key })
    const raises = [one, other, one, other].map(({ core }) => createModeRaises(core).raise(SYSTEM, order))
    await Promise.all(raises)
    const late = await openDesk({ path, key: one.key })
    expect(await createModeRaises(late.core).history(SYSTEM)).toHaveLength(1)
    const id = await hold(late, { use: 'free' })
    expect((await take(other, id, 'alice')).raised).toEqual([{ why: 'by-hand' }])
    // What was fixed when it was taken holds wherever it is read.
    expect(await seen(late, id, 'alice')).not.toContain(SECRET)
  })

  test('that was altered, or put back to before it was raised, raises the mode all the same', async () => {
    const path = join(temporaryFolder(), 'desk.db')
    const open = await openDesk({ path })
    const faults: unknown[] = []
    open.core.events.on('error', (error) => faults.push(error))
    const modes = createModeRaises(open.core)
    await modes.raise(SYSTEM, order)
    // From here on its entry has its place, and can be asked for.
    await journalOf(open)
    alter(path, "delete from settings where kind = 'oversight'")
    expect((await take(open, await hold(open, { use: 'free', subject: '1' }), 'alice')).raised).toEqual([
      { why: 'unreadable' },
    ])
    alter(
      path,
      "insert into settings values ('oversight', ?, 1, ?)",
      SYSTEM,
      '{"record":{"changes":[]},"seal":""}',
    )
    await hold(open, { use: 'free', subject: '2' })
    expect((await open.desk.claimNext('bruno'))?.raised).toEqual([{ why: 'unreadable' }])
    expect(faults).toHaveLength(2)
    await expect(modes.of(SYSTEM)).rejects.toMatchObject({ code: 'ERR_TAMPERED' })
  })
})
