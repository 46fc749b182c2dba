import type { VerifyingKey } from '../../internal/signing-key.js'
import { verifyJournal } from '../../journal/verify.js'
import type { Store } from '../../store/store.js'
import type { Advice } from './advice.js'

/** How long entries may wait for their place in the journal before somebody should know, in milliseconds. */
const LAG_MS = 60_000

/** What the database says: does the journal verify, does it lag, are reviews overdue. */
export async function storeAdvice(store: Store, key: VerifyingKey, now: Date): Promise<readonly Advice[]> {
  const report = await verifyJournal(store, { keys: [key] })
  const advice: Advice[] = []
  if (!report.ok) {
    advice.push({
      level: 'missing',
      about: 'journal',
      message: `it does not verify: ${report.problemCount} problem(s), the first: ${report.problems[0]?.message ?? 'not kept'}`,
      remedy: 'Run "garde-fou journal verify" and find out what happened before anything else.',
      engagement: 2,
    })
  }
  return [...advice, ...(await lagAdvice(store, now)), ...(await overdueAdvice(store, now))]
}

async function lagAdvice(store: Store, now: Date): Promise<readonly Advice[]> {
  const pending = await store.countPending()
  if (pending === 0) return []
  const latest = await store.latestCheckpoint()
  if (latest !== undefined && now.getTime() - Date.parse(latest.at) < LAG_MS) return []
  return [
    {
      level: 'warning',
      about: 'journal',
      message: `${pending} entries wait for their place in the tree${latest === undefined ? '' : `; the last checkpoint is of ${latest.at}`}.`,
      remedy: 'Keep one process with a guard running ("garde-fou serve", or your application).',
      engagement: 2,
    },
  ]
}

async function overdueAdvice(store: Store, now: Date): Promise<readonly Advice[]> {
  const overdue = await store.countReviews({ statuses: ['pending', 'claimed'], dueBefore: now.toISOString() })
  if (overdue === 0) return []
  return [
    {
      level: 'warning',
      about: 'reviews',
      message: `${overdue} review(s) are overdue.`,
      remedy: 'Decide them, or have a supervisor take them over.',
      engagement: 16,
    },
  ]
}
