import { expect, test } from 'vitest'
import { connected, databaseOfFile } from '../support/postgres.js'
import { openCity, propose, storeAt } from './city.js'
import { isLinearizable, type Operation } from './linearizable.js'
import { newCity } from './places.js'
import { between, randomFrom, SEED } from './seed.js'
import { startDesk } from './servers.js'
import type { Line } from './task.js'

const database = databaseOfFile()
const REVIEWS = 12
const CUT_ALL =
  'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()'

/** What happened to each review, by everybody. An answer that never came may have been to anything. */
function historiesOf(
  ids: readonly string[],
  lines: readonly Line[],
): ReadonlyMap<string, readonly Operation[]> {
  const histories = new Map<string, Operation[]>(ids.map((id) => [id, []]))
  const ends = new Map(lines.flatMap((line) => (line[0] === 'ended' ? [[line[1], line] as const] : [])))
  for (const line of lines) {
    if (line[0] !== 'began') continue
    const [, number, id, operation] = line
    const [, , ended, end = Infinity, answer = { kind: 'unknown' as const }] = ends.get(number) ?? []
    const of = ended ?? id
    // Whoever asked for the next one and was never answered may have been given any.
    for (const each of of === null ? ids : [of])
      histories.get(each)?.push({ ...operation, end: answer.kind === 'unknown' ? Infinity : end, answer })
  }
  return histories
}

test.each(['sqlite', 'postgres'] as const)(
  `claims and decisions of many people at once on %s are linearizable, one desk killed and connections cut (seed ${SEED})`,
  async (kind) => {
    const city = await newCity(kind, database)
    const { address, jwk, key } = city
    const guard = await openCity({ store: storeAt(address), key, background: false })
    const first = await propose(guard, 'kept')
    const reviews: [string, ...string[]] = [first]
    while (reviews.length < REVIEWS) reviews.push(await propose(guard, 'kept'))
    const random = randomFrom(SEED)
    const desks = [1, 2, 3, 4].map((number) =>
      startDesk({ address, jwk, seed: SEED + number, lanes: 3, rounds: 40, reviews }),
    )
    const [mortal, ...others] = desks
    await mortal?.printed(between(random, 2, 60))
    await mortal?.kill()
    if (address.kind === 'postgres') await (await connected(address.url)).query(CUT_ALL)
    expect(await Promise.all(others.map(({ ended }) => ended))).toEqual([0, 0, 0])
    const lines = desks.flatMap((desk) => desk.lines)
    const histories = historiesOf(reviews, lines)
    for (const [id, history] of histories) {
      // What is there in the end is part of the story.
      const review = await city.store.getReview(id)
      const holder = review?.state.status === 'claimed' ? review.state.by : ''
      const status =
        review?.state.status === 'pending' || review?.state.status === 'claimed'
          ? review.state.status
          : 'decided'
      const end: Operation = {
        by: '',
        start: Number.MAX_SAFE_INTEGER - 1,
        end: Number.MAX_SAFE_INTEGER,
        command: { kind: 'view' },
        answer: { kind: 'seen', state: { version: review?.version ?? 0, status, holder } },
      }
      expect(isLinearizable([...history, end]), `${id}: ${JSON.stringify(history)}`).toBe(true)
    }
    const answers = lines.flatMap((line) => (line[0] === 'ended' ? [line[4].kind] : []))
    expect(answers.length).toBeGreaterThan(200)
    expect(new Set(answers)).toEqual(new Set(['seen', 'done', 'moved', 'against']))
    const decided = await city.store.countReviews({ statuses: ['decided'] })
    expect(decided).toBeGreaterThan(0)
    await guard.close()
  },
)
