import { setImmediate as nextTurn } from 'node:timers/promises'
import { defineCheck, type Store, type StoreWrite } from 'garde-fou'
import { sqliteStore } from 'garde-fou/sqlite'
import { describe, expect, it } from 'vitest'
import { journalEvents, openGuard, temporaryFolder } from '../support/guard.js'
import { type Draft, housing } from '../support/housing.js'

const draft: Draft = { proposal: 'favourable', amount: 1, letter: 'Oui.' }

/** A real store that tells what it is about to commit. */
function observed(before: (event: string) => void): Store {
  const store = sqliteStore(`${temporaryFolder()}/guard.db`)
  const commit = async (write: StoreWrite): ReturnType<Store['commit']> => {
    for (const { text } of write.entries) before((JSON.parse(text) as { event: string }).event)
    return store.commit(write)
  }
  return new Proxy(store, {
    get: (target, name, receiver) => (name === 'commit' ? commit : Reflect.get(target, name, receiver)),
  })
}

describe('a call that is cancelled', () => {
  it('while its acceptance is written never reaches the model', async () => {
    const controller = new AbortController()
    const store = observed((event) => {
      if (event === 'call.accepted') controller.abort(new Error('left'))
    })
    const opened = await openGuard({ store })
    let asked = 0
    const running = opened.guard.run(housing.uses.summary, { input: 'a', signal: controller.signal }, () => {
      asked++
      // As fetch does under an aborted signal: nobody may be left to handle this.
      return Promise.reject(controller.signal.reason)
    })
    await expect(running).rejects.toThrow('left')
    expect(asked).toBe(0)
    await nextTurn()
    expect(await journalEvents(opened)).toEqual(['guard.started', 'call.accepted', 'call.failed'])
  })

  it('by the model’s own doing leaves no rejection behind that nobody handles', async () => {
    const opened = await openGuard()
    const controller = new AbortController()
    const running = opened.guard.run(housing.uses.summary, { input: 'a', signal: controller.signal }, () => {
      controller.abort(new Error('left'))
      throw new Error('late')
    })
    await expect(running).rejects.toThrow('left')
    await nextTurn()
  })

  it.each(['input', 'output'] as const)('during its %s checks is journalled as failed', async (stage) => {
    const controller = new AbortController()
    const check = defineCheck({
      id: 'ville.lent',
      stages: [stage],
      check: () => {
        controller.abort(new Error('left'))
        return new Promise(() => undefined)
      },
    })
    const opened = await openGuard({ checks: [check] })
    await expect(
      opened.guard.run(housing.uses.draft, { input: 'a', signal: controller.signal }, () => draft),
    ).rejects.toThrow('left')
    expect((await journalEvents(opened)).at(-1)).toBe('call.failed')
    expect(await opened.guard.reviews.count('alice')).toBe(0)
  })
})

describe('a call whose end cannot be written', () => {
  it.each([
    ['released', housing.uses.summary, 'call.released'],
    ['held', housing.uses.draft, 'review.opened'],
  ] as const)('is not %s, and the journal says that it failed', async (_how, use, last) => {
    const store = observed((event) => {
      if (event === last) throw new Error('disk on fire')
    })
    const opened = await openGuard({ store })
    const answer = use.id === 'draft' ? draft : 'Résumé.'
    await expect(opened.guard.run(use as never, { input: 'a' }, () => answer)).rejects.toThrow('disk on fire')
    expect(await journalEvents(opened)).toEqual(['guard.started', 'call.accepted', 'call.failed'])
  })
})

describe('ten thousand calls under one signal', () => {
  it('leave no listener on it', async () => {
    const { guard } = await openGuard({ checks: [] })
    const { signal } = new AbortController()
    let listeners = 0
    const counted = new Proxy(signal, {
      get(target, name) {
        if (name === 'addEventListener' || name === 'removeEventListener')
          return (...args: Parameters<AbortSignal['addEventListener']>) => {
            listeners += name === 'addEventListener' ? 1 : -1
            target[name](...args)
          }
        const value: unknown = Reflect.get(target, name)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
    const batch = (): Promise<unknown> =>
      Promise.all(
        Array.from({ length: 500 }, () =>
          guard.run(housing.uses.summary, { input: 'a', signal: counted }, async () => 'b'),
        ),
      )
    for (let done = 0; done < 10_000; done += 500) await batch()
    expect(listeners).toBe(0)
  })
})
