import type { Guard } from '../../guard/guard.js'
import type { Clock } from '../../internal/clock.js'
import { parseEntry } from '../../journal/tree-types.js'
import type { Backlog } from '../../store/backlog.js'
import type { Metric, Sample } from './exposition.js'

/** More open reviews than a city has, fewer than take long to count (`docs/operations.md`). */
const MOST_COUNTED = 10_000

/** What waits in the store. When it does not answer, that is the only thing that is said. */
export async function backlogMetrics(
  { store, systems }: Pick<Guard, 'store' | 'systems'>,
  clock: Clock,
): Promise<readonly Metric[]> {
  const now = clock.now()
  try {
    const backlog = await store.readBacklog({ now: now.toISOString(), limit: MOST_COUNTED })
    const ids = systems.map(({ id }) => id)
    return [
      up(1),
      ...reviewMetrics(backlog, ids),
      await ages(store, backlog, now),
      ...messageMetrics(backlog),
      ...journalMetrics(backlog, now),
    ]
  } catch {
    // The value is the report; whoever scrapes cannot act on more, and /readyz names the reason.
    return [up(0)]
  }
}

function up(value: 0 | 1): Metric {
  return gauge('garde_fou_store_up', '1 while the store answers.', [{ value }])
}

function reviewMetrics(
  { reviews, allReviewsCounted }: Backlog,
  systems: readonly string[],
): readonly Metric[] {
  // A queue that is empty is a fact, too: its series must not end.
  const known = [...new Set([...systems, ...reviews.map(({ systemId }) => systemId)])]
  const sum = (system: string, of: (row: Backlog['reviews'][number]) => number): number =>
    reviews.filter(({ systemId }) => systemId === system).reduce((total, row) => total + of(row), 0)
  const states = ['pending', 'claimed'] as const
  return [
    gauge(
      'garde_fou_reviews_open',
      'Reviews that wait for a decision, by state.',
      known.flatMap((system) =>
        states.map((state) => ({
          labels: { system, state },
          value: sum(system, ({ status, count }) => (status === state ? count : 0)),
        })),
      ),
    ),
    gauge(
      'garde_fou_reviews_overdue',
      'Of the open reviews, those past their deadline.',
      known.map((system) => ({ labels: { system }, value: sum(system, ({ overdue }) => overdue) })),
    ),
    gauge(
      'garde_fou_reviews_all_counted',
      `0 while more than ${MOST_COUNTED} reviews of one state are open: the most urgent are counted then.`,
      [{ value: allReviewsCounted ? 1 : 0 }],
    ),
  ]
}

async function ages(store: Guard['store'], { reviews }: Backlog, now: Date): Promise<Metric> {
  const oldest = new Map<string, string>()
  for (const { systemId, oldestId } of reviews) {
    const known = oldest.get(systemId)
    if (known === undefined || oldestId < known) oldest.set(systemId, oldestId)
  }
  const samples = await Promise.all(
    [...oldest].map(async ([system, id]): Promise<readonly Sample[]> => {
      const review = await store.getReview(id)
      return review === undefined
        ? []
        : [{ labels: { system }, value: secondsBetween(review.createdAt, now) }]
    }),
  )
  return gauge(
    'garde_fou_review_oldest_age_seconds',
    'How long the oldest open review has been open.',
    samples.flat(),
  )
}

function messageMetrics({ messages }: Backlog): readonly Metric[] {
  return [
    gauge(
      'garde_fou_messages_waiting',
      'Decisions and notifications that wait to be handed over, by topic.',
      messages.map(({ topic, count }) => ({ labels: { topic }, value: count })),
    ),
    gauge(
      'garde_fou_messages_retried',
      'Of these, those that were tried before.',
      messages.map(({ topic, retried }) => ({ labels: { topic }, value: retried })),
    ),
  ]
}

function journalMetrics({ entries }: Backlog, now: Date): readonly Metric[] {
  const { count, oldest } = entries
  const lag = oldest === undefined ? 0 : secondsBetween(parseEntry(oldest).at, now)
  return [
    gauge('garde_fou_journal_entries_waiting', 'Entries without a place in the journal’s tree.', [
      { value: count },
    ]),
    gauge('garde_fou_journal_lag_seconds', 'How long the oldest of them has waited.', [{ value: lag }]),
  ]
}

/** Never negative: the clocks of two servers differ. */
function secondsBetween(from: string, now: Date): number {
  return Math.max(0, (now.getTime() - Date.parse(from)) / 1000)
}

function gauge(name: string, help: string, samples: readonly Sample[]): Metric {
  return { name, type: 'gauge', help, samples }
}
