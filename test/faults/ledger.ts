import { expect } from 'vitest'
import { parseEntry } from '../../src/journal/tree-types.js'
import type { Store } from '../../src/store/store.js'
import type { Line, Tried } from './task.js'

/** What servers were promised. */
export interface Ledger {
  hear(lines: readonly Line[]): void
  /** Decisions whose answer never came. */
  unanswered(): readonly Tried[]
  /** How many things were acknowledged. */
  size(): number
  /** Of how many reviews the end was handed over. */
  handedOver(): number
  /** Expects each review to be where these lines were told it is, or further. */
  expectKept(store: Store, lines: readonly Line[]): Promise<void>
  /**
   * Expects everything ever acknowledged to be there, no decision to have been carried out twice, and no server to have
   * met anything altered.
   */
  expectWhole(store: Store): Promise<void>
}

/** Keeps what servers print. */
export function ledger(): Ledger {
  const versions = new Map<string, number>()
  const tried = new Map<string, Tried>()
  const decided = new Set<string>()
  const applied = new Map<string, Set<string>>()
  const altered: string[] = []

  const note = (code: string): void => {
    if (ALTERED.includes(code)) altered.push(code)
  }
  const hearers: {
    readonly [Kind in Line[0]]: (line: Extract<Line, readonly [Kind, ...unknown[]]>) => void
  } = {
    open: () => undefined,
    at: ([, id, version]) => versions.set(id, Math.max(version, versions.get(id) ?? 0)),
    deciding: ([, decision]) => tried.set(decision.key, decision),
    decided: ([, key]) => decided.add(key),
    applied: ([, id, outcome]) => applied.set(id, (applied.get(id) ?? new Set()).add(outcome)),
    // A database that is away is a fault of these tests; one that says something else than was written is one of ours.
    fault: ([, code]) => note(code),
    refused: ([, code]) => note(code),
    placed: () => undefined,
    began: () => undefined,
    ended: () => undefined,
  }
  return {
    hear(lines) {
      // Each line goes to the one that knows its kind.
      for (const line of lines) (hearers[line[0]] as (line: Line) => void)(line)
    },
    unanswered: () => [...tried.values()].filter(({ key }) => !decided.has(key)),
    size: () => versions.size + decided.size,
    handedOver: () => applied.size,
    async expectKept(store, lines) {
      for (const line of lines) if (line[0] === 'at') await expectAt(store, line[1], line[2])
    },
    async expectWhole(store) {
      expect(altered, 'what a server found altered').toEqual([])
      for (const [id, version] of versions) await expectAt(store, id, version)
      const counts = await decisionsByReview(store)
      for (const [id, { opened, outcomes }] of counts) {
        expect(opened, `${id} is opened`).toBe(1)
        expect(outcomes.length, `${id} is decided ${outcomes.join(', ')}`).toBeLessThanOrEqual(1)
      }
      for (const key of decided) {
        const { id = '', verb } = tried.get(key) ?? {}
        expect(counts.get(id)?.outcomes, `${id}, acknowledged`).toEqual([OUTCOMES[verb ?? 'approve']])
      }
      // At least once, and each time the same: the key of a delivery is its review.
      for (const [id, outcomes] of applied) {
        const { outcomes: recorded = [] } = counts.get(id) ?? {}
        expect([...outcomes], `${id}, delivered`).toEqual(recorded.length > 0 ? recorded : ['expired'])
      }
    },
  }
}

const ALTERED: readonly string[] = ['ERR_TAMPERED', 'ERR_JOURNAL_BROKEN', 'ERR_LABEL_INVALID']

const OUTCOMES = { approve: 'approved', reject: 'rejected' } as const

async function expectAt(store: Store, id: string, version: number): Promise<void> {
  const review = await store.getReview(id)
  expect(review?.version ?? 0, `${id} was acknowledged`).toBeGreaterThanOrEqual(version)
}

interface Counts {
  opened: number
  readonly outcomes: string[]
}

/** How often the journal says that a review was opened and decided. No entry is there twice. */
async function decisionsByReview(store: Store): Promise<ReadonlyMap<string, Counts>> {
  const counts = new Map<string, Counts>()
  const ids = new Set<string>()
  const { size } = await store.frontier()
  for (let from = 0; from < size; from += 1000) {
    for (const { id, text } of await store.readJournal({ from, limit: Math.min(1000, size - from) })) {
      expect(ids.has(id), `entry ${id} is there once`).toBe(false)
      ids.add(id)
      const { event, reviewId, data } = parseEntry(text)
      if (reviewId === undefined || (event !== 'review.opened' && event !== 'review.decided')) continue
      const found = counts.get(reviewId) ?? { opened: 0, outcomes: [] }
      counts.set(reviewId, found)
      if (event === 'review.opened') found.opened += 1
      else found.outcomes.push(String(data.outcome))
    }
  }
  return counts
}
