import { join } from 'node:path'
import type { StreamCodec } from 'garde-fou'
import { sqliteStore } from 'garde-fou/sqlite'
import { describe, expect, test } from 'vitest'
import type { CommitResult, Store } from '../../src/store/store.js'
import { journalEvents, openGuard, type TestGuard, temporaryFolder } from '../support/guard.js'
import { housing } from '../support/housing.js'
import { maskingNames } from './pseudonym-system.js'

/** A guard whose store writes nothing, and says so, whenever a call is to be written down before the model is asked. */
async function refusing(answer: () => CommitResult | undefined): Promise<TestGuard> {
  const store = sqliteStore(join(temporaryFolder(), 'guard.db'))
  const commit: Store['commit'] = async (write) => {
    const accepts = write.entries.some(({ text }) => text.includes('call.accepted'))
    return (accepts ? answer() : undefined) ?? store.commit(write)
  }
  return openGuard({ store: { ...store, commit } })
}

const RESULTS = ['pseudonyms-moved', 'review-moved', 'setting-moved', 'duplicate-command'] as const

describe.each(RESULTS)('A call whose entry was not written (%s)', (result) => {
  test('is written down anew before the model is asked', async () => {
    let refusals = 2
    const opened = await refusing(() => (refusals-- > 0 ? result : undefined))
    const outcome = await opened.guard.run(housing.uses.summary, { input: 'Bonjour' }, () => 'Résumé')
    expect(outcome.status).toBe('released')
    expect(await journalEvents(opened)).toEqual(['guard.started', 'call.accepted', 'call.released'])
  })

  test('fails, and the model is not asked, when it never is', async () => {
    const opened = await refusing(() => result)
    let asked = 0
    const call = opened.guard.run(housing.uses.summary, { input: 'Bonjour' }, () => `${asked++}`)
    await expect(call).rejects.toMatchObject({ code: 'ERR_STORE_BUSY' })
    expect(asked).toBe(0)
    expect(await journalEvents(opened)).toEqual(['guard.started', 'call.failed'])
  })
})

const words: StreamCodec<string, string> = {
  readInput: (request) => [{ path: 'input', kind: 'text', role: 'user', text: request }],
  rewriteInput: (request, changes) => changes.get('input')?.to ?? request,
  readDelta: (chunk) => [{ path: 'output', kind: 'text', text: chunk }],
  rewriteChunk: (chunk, rewrite) => rewrite({ path: 'output', text: chunk, extent: 'part' }),
  readValue: (chunks) => chunks.join(''),
}

/** What each entry of a guard's calls has to survive, by its event. */
async function watched(
  options: Parameters<typeof openGuard>[0] = {},
): Promise<{ readonly opened: TestGuard; readonly survives: Map<string, string> }> {
  const store = sqliteStore(join(temporaryFolder(), 'guard.db'))
  const survives = new Map<string, string>()
  const commit: Store['commit'] = (write) => {
    for (const { text } of write.entries) survives.set(JSON.parse(text).event, write.durability ?? 'power')
    return store.commit(write)
  }
  return { opened: await openGuard({ ...options, store: { ...store, commit } }), survives }
}

describe('The entry that a call was accepted', () => {
  test('waits for no disk, what the call leads to does', async () => {
    const { opened, survives } = await watched()
    await opened.guard.run(housing.uses.summary, { input: 'Bonjour' }, () => 'Résumé')
    const failing = opened.guard.run(housing.uses.summary, { input: 'Bonjour' }, () => {
      throw new Error('the model is away')
    })
    await expect(failing).rejects.toThrow('the model is away')
    expect(Object.fromEntries(survives)).toEqual({
      'guard.started': 'power',
      'call.accepted': 'process',
      'call.released': 'power',
      'call.failed': 'power',
    })
  })
  test('waits for the disk where text leaves before the call has ended', async () => {
    const { opened, survives } = await watched()
    const outcome = await opened.guard.invokeStream({
      use: housing.uses.summary,
      request: 'Bonjour',
      codec: words,
      open: async () =>
        (async function* () {
          yield 'Résumé.'
        })(),
    })
    if (outcome.status !== 'streaming') throw new Error(outcome.status)
    for await (const _ of outcome.chunks);
    expect(survives.get('call.accepted')).toBe('power')
  })

  test('waits for the disk when the model is about to see new placeholders, and only then', async () => {
    const { system, detector } = maskingNames(['Jeanne Morel'])
    const { opened, survives } = await watched({ systems: [system], detectors: [detector] })
    const call = { input: 'Bonjour, je suis Jeanne Morel.', subject: 'DOSSIER-1' }
    await opened.guard.run(system.uses.masked, call, () => 'Résumé')
    expect(survives.get('call.accepted')).toBe('power')
    await opened.guard.run(system.uses.masked, call, () => 'Résumé')
    expect(survives.get('call.accepted')).toBe('process')
  })
})
