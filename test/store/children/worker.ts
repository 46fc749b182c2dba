// A process of its own, as a city's second server would be. Prints a line only after the store has acknowledged.
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { isGuardError } from '../../../src/errors.js'
import { postgresStore } from '../../../src/store/postgres/index.js'
import { sqliteStore } from '../../../src/store/sqlite/index.js'
import type { Store } from '../../../src/store/store.js'
import { inserting, moment, moving, sampleReview } from '../../../src/testing/store-conformance/samples.js'

/** A file, or the URL of a PostgreSQL database with the schema behind a #. */
const [path = '', job = '', name = ''] = process.argv.slice(2)
const input = createInterface({ input: process.stdin })
let told = false
input.once('close', () => {
  told = true
})

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

async function open(store: Store): Promise<void> {
  const review = sampleReview({ subject: name })
  const write = inserting(review, moment(1))
  if ((await store.commit(write)) === 'committed') say(`${review.id} ${write.entries[0].id}`)
}

const jobs: Record<string, (store: Store) => Promise<void>> = {
  async commit(store) {
    for (let round = 0; round < 25; round++) await Promise.all(Array.from({ length: 4 }, () => open(store)))
  },
  async endless(store) {
    const writer = async (): Promise<void> => {
      for (;;) await open(store)
    }
    await Promise.all(Array.from({ length: 5 }, writer))
  },
  async claim(store) {
    for (;;) {
      let wake = (): void => undefined
      const woken = new Promise<void>((resolve) => {
        wake = resolve
      })
      const stop = store.watch(wake)
      input.once('close', wake)
      const last = told
      const review = await store.claimNext(
        { roles: ['instructeur'], now: moment(0), notRequestedBy: name },
        (free) => moving(free, { status: 'claimed', by: name, until: moment(30) }),
      )
      if (review !== undefined) say(review.id)
      else if (last) return
      else if (!told) await woken
      stop()
      input.off('close', wake)
    }
  },
  async read(store) {
    say(`reviews ${await store.countReviews({})}`)
  },
  async wait() {
    say('open')
    if (!told) await once(input, 'close')
  },
}

const patience = { busyTimeoutMs: 30_000 }
const [connectionString = '', schema = ''] = path.split('#')
const store = path.startsWith('postgres')
  ? postgresStore({ connectionString, schema, maxConnections: 5, ...patience })
  : sqliteStore({ path, pollIntervalMs: 5, ...patience })
try {
  await store.migrate()
  await jobs[job]?.(store)
  await store.close()
} catch (error) {
  if (!isGuardError(error)) throw error
  say(`${error.code} ${'reason' in error ? String(error.reason) : ''}`)
}
input.close()
process.stdin.destroy()
