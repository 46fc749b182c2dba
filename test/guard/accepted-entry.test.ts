import { join } from 'node:path'
import { sqliteStore } from 'garde-fou/sqlite'
import { describe, expect, test } from 'vitest'
import type { CommitResult, Store } from '../../src/store/store.js'
import { journalEvents, openGuard, type TestGuard, temporaryFolder } from '../support/guard.js'
import { housing } from '../support/housing.js'

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
