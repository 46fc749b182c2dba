import type { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReviewStatus } from '../../src/review/review.js'
import { applyWrite } from '../../src/store/sqlite/apply-write.js'
import { type Database, openDatabase } from '../../src/store/sqlite/database.js'
import { migrate } from '../../src/store/sqlite/migrations.js'
import { sealPending } from '../../src/store/sqlite/seal-pending.js'
import { inserting, moment, sampleReview, sealUnsigned } from '../../src/testing/store-conformance/samples.js'

let db: Database

beforeAll(() => {
  db = openDatabase(':memory:')
  migrate(db, ':memory:')
  for (let index = 0; index < 2000; index++) {
    const claimed = { status: 'claimed', by: `a${index}`, until: moment(index) } as const
    const review = sampleReview({
      due: index,
      role: index % 2 === 0 ? 'instructeur' : 'juriste',
      systemId: index % 10 === 0 ? 'voirie' : 'aide-logement',
      escalated: index % 50 === 0,
      state: index % 20 === 0 ? claimed : { status: 'pending' },
      subject: `PC ${index}`,
    })
    applyWrite(db, inserting(review, moment(index)))
  }
  // As in a running city: nearly every entry has its place.
  for (let batch = 0; batch < 199; batch++) sealPending(db, 10, sealUnsigned)
})

afterAll(() => db.close())

const place = { dueAt: moment(3), id: 'x', createdAt: moment(0), systemId: 'aide-logement' }
const after = { dueAt: moment(3), id: 'x' }
const pages: readonly [string, object][] = [
  ['one role', { roles: ['instructeur'] }],
  ['several roles', { roles: ['instructeur', 'juriste', 'supervisor'] }],
  ['roles and states', { roles: ['instructeur', 'supervisor'], statuses: ['pending', 'claimed'] }],
  ['roles and systems', { roles: ['instructeur', 'juriste'], systemIds: ['voirie', 'aide-logement'] }],
  ['a page further on', { roles: ['instructeur', 'juriste'], after }],
  ['a page of one system', { roles: ['instructeur'], systemIds: ['voirie'], after }],
  ['what is due soon', { roles: ['instructeur'], dueBefore: moment(9) }],
  ['a search', { roles: ['instructeur'], search: 'pc 12' }],
  [
    'one procedure, mode and territory',
    { roles: ['instructeur'], uses: ['a/b'], modes: ['shown'], territories: ['T'] },
  ],
  ['everything', {}],
  ['everything of a state', { statuses: ['decided'] satisfies ReviewStatus[] }],
  ['everything, further on', { after }],
  ['what one person holds', { claimedBy: 'a20', roles: ['instructeur'] }],
  ['more roles than arms', { roles: Array.from({ length: 100 }, (_, index) => `role-${index}`) }],
]

function plan(query: CompiledQuery<unknown> | undefined): readonly string[] {
  if (query === undefined) throw new Error('There is no query to explain.')
  return db
    .all({ ...query, sql: `explain query plan ${query.sql}` } as CompiledQuery<{ detail: string }>)
    .map(({ detail }) => detail)
}

/** No walk over a table, no sorting of what was found. A partial index read in its own order is what it is for. */
function expectFast(details: readonly string[]): void {
  const slow = details.filter(
    (detail) =>
      /TEMP B-TREE|AUTOMATIC/.test(detail) ||
      (/\bSCAN\b/.test(detail) && !/USING (COVERING )?INDEX (reviews_timers|journal_waiting)\b/.test(detail)),
  )
  expect(slow, details.join('\n')).toEqual([])
}

describe.each(['without statistics', 'with statistics of ANALYZE'])(
  'SQLite finds, %s, by an index and in its order',
  (kind) => {
    beforeAll(() => {
      if (kind.startsWith('with statistics')) db.exec('analyze')
    })

    it.each(pages)('reviews: %s', (_, query) => {
      const details = plan(db.queries.lists.list({ ...query, limit: 50 }))
      expectFast(details)
      expect(details.some((detail) => detail.includes('INDEX reviews_'))).toBe(true)
    })

    it.each([
      ['as they came in', { order: 'created', after: place }, /INDEX reviews_by_arrival/],
      ['by system', { order: 'system', after: place }, /INDEX reviews_of_system/],
    ] as const)('open reviews %s, sorting no more than those that are escalated', (_, query, index) => {
      const roles = ['instructeur', 'juriste']
      const statuses = ['pending', 'claimed'] as const
      const details = plan(db.queries.lists.list({ ...query, roles, statuses, limit: 50 }))
      expectFast(details.filter((detail) => !detail.startsWith('USE TEMP B-TREE')))
      const read = details.filter((detail) => /^SEARCH/.test(detail))
      const escalated = read.filter((detail) => detail.includes('reviews_escalated'))
      expect(escalated).toHaveLength(roles.length * statuses.length)
      for (const detail of read) if (!escalated.includes(detail)) expect(detail).toMatch(index)
      const sorts = details.filter((detail) => detail.startsWith('USE TEMP B-TREE'))
      expect(sorts.length).toBeLessThanOrEqual(escalated.length)
    })

    it('territories of open reviews, reading nothing that has ended', () => {
      for (const query of [{}, { roles: ['instructeur', 'supervisor'] }]) {
        const details = plan(db.queries.territories(query))
        expect(details[0]).toMatch(/^SEARCH reviews USING (?:COVERING )?INDEX reviews_\w+ \(status=\?\)$/)
      }
    })

    it.each(pages.filter(([, query]) => !('after' in query)))(
      'how many: %s, without the rows themselves',
      (_, query) => {
        const details = plan(db.queries.lists.count(query))
        expectFast(details)
        if (!('claimedBy' in query))
          for (const detail of details.filter((line) => line.includes('reviews')))
            expect(detail).toContain('COVERING INDEX')
      },
    )

    it.each([
      ['of some roles', { roles: ['instructeur', 'supervisor'] }],
      ['of one system', { roles: ['instructeur'], systemIds: ['voirie'] }],
    ])('the next free review %s', (_, query) => {
      const claim = { ...query, now: moment(5), notRequestedBy: 'alice' }
      for (const place of [undefined, after])
        expectFast(plan(db.queries.lists.free(claim, { after: place, limit: 4 })))
    })

    it('what is due, what waits, and every row by its key', () => {
      const { reviews, side, outbox, journal } = db.queries
      const queries: CompiledQuery<unknown>[] = [
        reviews.find({ id: 'r' }),
        reviews.due({ now: moment(5), limit: 10 }),
        reviews.nextTimer({}),
        side.findPayload({ id: 'p' }),
        side.findCommand({ key: 'k' }),
        side.findDraft({ review_id: 'r', reviewer_id: 'a' }),
        outbox.due({ now: moment(5), limit: 10 }),
        outbox.take({ id: 'm', hideUntil: moment(6) }),
        journal.pending({ limit: 10 }),
        journal.countPending({}),
        journal.read({ from: 5, limit: 10 }),
        journal.find({ id: 'e' }),
        journal.findNode({ level: 0, idx: 1 }),
        journal.checkpoints({ from: 5, limit: 10 }),
      ]
      for (const query of queries) expectFast(plan(query))
    })

    it('how many decisions somebody has taken on a system, and no more rows than are counted', () => {
      const count = db.queries.facts.count({ reviewer_id: 'a', system_id: 's', limit: 50 })
      expect(plan(count).filter((line) => line.includes('facts'))).toEqual([
        'SEARCH facts USING COVERING INDEX facts_of_person (reviewer_id=? AND system_id=?)',
      ])
    })

    it('how much waits: along an index that has all of it, so that it can stop at the limit', () => {
      const { backlog } = db.queries
      const query = { now: moment(5), limit: 100 }
      const covering = [backlog.open({ ...query, status: 'pending' }), backlog.entries(query)].map(plan)
      expect(covering[0]?.join('\n')).toMatch(
        /SEARCH reviews USING COVERING INDEX reviews_of_status \(status=\?\)/,
      )
      expect(covering[1]?.join('\n')).toMatch(/USING INDEX journal_waiting/)
      expect(plan(backlog.messages(query)).join('\n')).toMatch(/SCAN outbox USING INDEX outbox_due/)
    })
  },
)
