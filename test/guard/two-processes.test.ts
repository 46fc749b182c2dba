import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { exportPrivateJwk } from '../../src/internal/signing-key.js'
import type { Desk } from './desk-fixtures.js'
import { hold, journalOf, openDesk, study } from './desk-fixtures.js'

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

interface Child {
  readonly go: () => Promise<readonly string[]>
}

/** A real second process on the same file, ready to work when it is told to. */
async function child(
  open: Desk,
  task: { verb: string; who: string; reviews?: readonly { id: string; version: number }[] },
): Promise<Child> {
  const process_ = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      '--import',
      file('../support/run-source.mjs'),
      file('desk-child.ts'),
    ],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  )
  onTestFinished(() => void process_.kill())
  const lines = createInterface({ input: process_.stdout })[Symbol.asyncIterator]()
  process_.stdin.write(
    `${JSON.stringify({ path: open.path, jwk: exportPrivateJwk(open.key), reviews: [], ...task })}\n`,
  )
  expect((await lines.next()).value).toBe('ready')
  return {
    async go() {
      process_.stdin.write('go\n')
      return JSON.parse(String((await lines.next()).value)) as string[]
    },
  }
}

test('two processes decide the same reviews at once: each review is decided once, the other process gets a conflict', async () => {
  const open = await openDesk()
  const reviews: { id: string; version: number }[] = []
  for (let count = 0; count < 12; count += 1) {
    const id = await hold(open)
    reviews.push({ id, version: (await study(open, id, 'alice')).version })
  }
  const children = await Promise.all([
    child(open, { verb: 'approve', who: 'alice', reviews }),
    child(open, { verb: 'reject', who: 'alice', reviews }),
  ])
  const [approved = [], rejected = []] = await Promise.all(children.map(({ go }) => go()))
  reviews.forEach((_, index) => {
    expect([approved[index], rejected[index]].sort()).toEqual(['ERR_REVIEW_CONFLICT', 'won'])
  })
  const decided = (await journalOf(open)).filter(({ event }) => event === 'review.decided')
  expect(decided.map(({ reviewId }) => reviewId).sort()).toEqual(reviews.map(({ id }) => id).sort())
  for (const [index, { id, version }] of reviews.entries()) {
    const review = await open.core.store.getReview(id)
    expect(review).toMatchObject({
      version: version + 1,
      state: { decision: { outcome: approved[index] === 'won' ? 'approved' : 'rejected' } },
    })
  }
})

test('two people in two processes claim the same reviews at once: each has one holder', async () => {
  const open = await openDesk()
  const reviews: { id: string; version: number }[] = []
  for (let count = 0; count < 12; count += 1) reviews.push({ id: await hold(open), version: 1 })
  const children = await Promise.all([
    child(open, { verb: 'claim', who: 'alice', reviews }),
    child(open, { verb: 'claim', who: 'bruno', reviews }),
  ])
  const [one = [], two = []] = await Promise.all(children.map(({ go }) => go()))
  reviews.forEach((_, index) => {
    expect([one[index], two[index]].sort()).toEqual(['ERR_REVIEW_CONFLICT', 'won'])
  })
})

test('three processes empty the queue: every review is handed out once', async () => {
  const open = await openDesk()
  const ids: string[] = []
  for (let count = 0; count < 30; count += 1) ids.push(await hold(open))
  const children = await Promise.all(
    ['alice', 'bruno', 'chloe'].map((who) => child(open, { verb: 'claimNext', who })),
  )
  const handed = (await Promise.all(children.map(({ go }) => go()))).flat()
  expect([...handed].sort()).toEqual([...ids].sort())
})
