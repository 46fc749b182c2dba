import type { Store } from '../../store/store.js'

/** The two functions a test runner must have (vitest, jest, node:test…). */
export interface ConformanceRunner {
  describe(name: string, body: () => void): void
  it(name: string, body: () => Promise<void>): void
}

/** What is tested. */
export interface StoreUnderTest {
  readonly name: string
  readonly runner: ConformanceRunner
  /** Opens an empty database of its own for each test; `again` opens a second store on the same database. */
  readonly open: () => Promise<{
    readonly store: Store
    readonly again: () => Promise<Store>
    readonly end: () => Promise<void>
  }>
}

/** What each test works with. */
export interface Scene {
  readonly store: Store
  /** Another store on the same database, as another process would have. */
  readonly other: Store
  /** One more, migrated; closed at the end of the test. */
  readonly more: () => Promise<Store>
  /** One more that has not been migrated. */
  readonly untouched: () => Promise<Store>
}

/** Declares tests that each get two fresh stores on one database. */
export function sceneRunner({
  runner,
  open,
}: StoreUnderTest): (name: string, body: (scene: Scene) => Promise<void>) => void {
  return (name, body) =>
    runner.it(name, async () => {
      const { store, again, end } = await open()
      const stores = [store]
      const untouched = async (): Promise<Store> => {
        const opened = await again()
        stores.push(opened)
        return opened
      }
      const more = async (): Promise<Store> => {
        const opened = await untouched()
        await opened.migrate()
        return opened
      }
      try {
        await store.migrate()
        await body({ store, other: await more(), more, untouched })
      } finally {
        for (const opened of stores.toReversed()) await opened.close()
        await end()
      }
    })
}
