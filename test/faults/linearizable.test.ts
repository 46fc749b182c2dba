import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Answer, isLinearizable, type Move, type Operation, type ReviewModel } from './linearizable.js'

const done: Answer = { kind: 'done' }
const moved: Answer = { kind: 'moved' }
const against: Answer = { kind: 'against' }
const unknown: Answer = { kind: 'unknown' }
let keys = 0

/** A command of somebody from `start` to `end`. */
function op(
  [by, kind, version]: readonly [string, Move, number],
  [start, end]: readonly [number, number],
  answer: Answer,
  key = `k${keys++}`,
): Operation {
  return { by, start, end, command: { kind, version, key }, answer }
}

function view(state: ReviewModel, [start, end]: readonly [number, number]): Operation {
  return { by: 'x', start, end, command: { kind: 'view' }, answer: { kind: 'seen', state } }
}

const pending: ReviewModel = { version: 1, status: 'pending', holder: '' }
const heldByA: ReviewModel = { version: 2, status: 'claimed', holder: 'a' }

describe('a history that may have happened', () => {
  test.each<[string, readonly Operation[]]>([
    ['nothing at all', []],
    [
      'two claims, of which one wins',
      [op(['a', 'claim', 1], [0, 9], done), op(['b', 'claim', 1], [1, 8], moved)],
    ],
    [
      'a look that saw the state before a claim beside it',
      [op(['a', 'claim', 1], [0, 9], done), view(pending, [3, 8])],
    ],
    [
      'a look that saw the state after a claim beside it',
      [op(['a', 'claim', 1], [0, 9], done), view(heldByA, [3, 8])],
    ],
    [
      'a claim whose answer never came and that was carried out',
      [op(['a', 'claim', 1], [0, Infinity], unknown), view(pending, [3, 8]), view(heldByA, [20, 30])],
    ],
    [
      'a claim whose answer never came and that was not',
      [op(['a', 'claim', 1], [0, Infinity], unknown), view(pending, [20, 30])],
    ],
    [
      'the same command twice',
      [
        op(['a', 'claim', 1], [0, 5], done, 'same'),
        op(['a', 'claim', 1], [6, 9], done, 'same'),
        view(heldByA, [10, 11]),
      ],
    ],
    [
      'a whole review',
      [
        { by: 'a', start: 0, end: 1, command: { kind: 'claimNext' }, answer: done },
        op(['b', 'opinion', 2], [2, 3], against),
        op(['a', 'approve', 2], [4, 5], against),
        op(['a', 'opinion', 2], [6, 7], done),
        op(['a', 'approve', 3], [8, 9], done),
        op(['b', 'claim', 4], [10, 11], against),
        view({ version: 4, status: 'decided', holder: '' }, [12, 13]),
      ],
    ],
  ])('%s', (_, history) => {
    expect(isLinearizable(history)).toBe(true)
  })
})

describe('a history that cannot have happened', () => {
  test.each<[string, readonly Operation[]]>([
    ['two claims that both win', [op(['a', 'claim', 1], [0, 9], done), op(['b', 'claim', 1], [1, 8], done)]],
    [
      'a look at a state from before a claim that had been answered',
      [op(['a', 'claim', 1], [0, 2], done), view(pending, [3, 8])],
    ],
    ['a look at something that begins later', [view(heldByA, [0, 2]), op(['a', 'claim', 1], [3, 8], done)]],
    [
      'two looks of which the later one sees less',
      [op(['a', 'claim', 1], [0, 99], done), view(heldByA, [1, 2]), view(pending, [3, 4])],
    ],
    [
      'a decision that was lost',
      [
        op(['a', 'claim', 1], [0, 1], done),
        op(['a', 'opinion', 2], [2, 3], done),
        op(['a', 'approve', 3], [4, 5], done),
        view({ version: 3, status: 'claimed', holder: 'a' }, [6, 7]),
      ],
    ],
    [
      'a decision that was taken twice',
      [
        op(['a', 'claim', 1], [0, 1], done),
        op(['a', 'opinion', 2], [2, 3], done),
        op(['a', 'approve', 3], [4, 9], done),
        op(['a', 'reject', 3], [4, 9], done),
      ],
    ],
    ['a conflict that nobody caused', [op(['a', 'claim', 1], [0, 9], moved)]],
    ['a refusal without a reason', [op(['a', 'claim', 1], [0, 9], against)]],
    [
      'a command that was carried out again',
      [
        op(['a', 'claim', 1], [0, 1], done, 'same'),
        op(['a', 'giveBack', 2], [2, 3], done),
        op(['a', 'claim', 1], [4, 5], done, 'same'),
        view({ version: 4, status: 'claimed', holder: 'a' }, [6, 7]),
      ],
    ],
  ])('%s', (_, history) => {
    expect(isLinearizable(history)).toBe(false)
  })
})

test('whatever people do at once on one review that is really there has an order', () => {
  const wish = fc.record({
    by: fc.constantFrom('a', 'b', 'c'),
    kind: fc.constantFrom<Move>('claim', 'giveBack', 'opinion', 'approve', 'reject'),
    stale: fc.integer({ min: 0, max: 9 }),
    before: fc.integer({ min: 0, max: 40 }),
    after: fc.integer({ min: 0, max: 40 }),
    answered: fc.integer({ min: 0, max: 9 }),
  })
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 14 }), (wishes) => {
      const desk = realReview()
      const history = wishes.map(({ by, kind, stale, before, after, answered }, index) => {
        const version = desk.version() - (stale === 0 ? 1 : 0)
        const answer = desk.carryOut(kind, by, version)
        const at = index * 10
        return answered === 0
          ? op([by, kind, version], [at - before, Infinity], unknown)
          : op([by, kind, version], [at - before, at + after], answer)
      })
      expect(isLinearizable(history)).toBe(true)
    }),
    { numRuns: 300 },
  )
})

/** A review that is carried out here and now, written down apart from the checker's own model. */
function realReview(): { version(): number; carryOut(kind: Move, by: string, version: number): Answer } {
  let version = 1
  let holder: string | undefined
  let decided = false
  const opinions = new Set<string>()
  const possible = (kind: Move, by: string): boolean => {
    if (decided) return false
    if (kind === 'claim') return holder === undefined
    if (holder !== by) return false
    if (kind === 'giveBack') return true
    return opinions.has(by) !== (kind === 'opinion')
  }
  return {
    version: () => version,
    carryOut(kind, by, named) {
      if (named !== version) return moved
      if (!possible(kind, by)) return against
      version += 1
      if (kind === 'opinion') opinions.add(by)
      if (kind === 'claim') holder = by
      if (kind === 'giveBack') holder = undefined
      if (kind === 'approve' || kind === 'reject') [decided, holder] = [true, undefined]
      return done
    },
  }
}
