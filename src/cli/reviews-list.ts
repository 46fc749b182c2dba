import type { QueueQuery } from '../review/commands.js'
import type { ReviewStatus } from '../review/review.js'
import type { Command, Typed } from './command.js'
import { EXIT } from './exit-codes.js'
import { withDesk } from './open-desk.js'
import { WHO_ACTS, wholeNumber } from './review-command.js'
import { queueText } from './review-texts.js'
import { UsageError } from './usage-error.js'

const STATUSES: readonly ReviewStatus[] = [
  'pending',
  'claimed',
  'decided',
  'effective',
  'expired',
  'withdrawn',
]

const DEFAULT_LIMIT = 50
const MAX_LIMIT = 200

/** `garde-fou reviews list`: what waits for a decision, most urgent first. */
export const reviewsList: Command = {
  name: 'reviews list',
  summary: 'List the reviews of your roles, most urgent first',
  options: {
    status: {
      type: 'string',
      multiple: true,
      value: 'status',
      help: `One of ${STATUSES.join(', ')}. Default: pending and claimed.`,
    },
    system: { type: 'string', multiple: true, value: 'id', help: 'Only reviews of this system.' },
    search: { type: 'string', value: 'text', help: 'Only cases whose number contains this.' },
    mine: { type: 'boolean', help: 'Only reviews that you have claimed.' },
    limit: { type: 'string', value: 'n', help: 'At most this many, 200 at most. Default: 50.' },
    after: {
      type: 'string',
      value: 'place',
      help: 'Continue behind a place, as "next" of the JSON answer names it.',
    },
  },
  details: `${WHO_ACTS}\nSuggestions are never listed: a list must not say which way they point.`,
  async run(invocation) {
    const { typed, terminal } = invocation
    const query = queryOf(typed)
    const { items, total } = await withDesk(invocation, async ({ desk, reviewerId }) => {
      const filter = typed.flag('mine') ? { ...query, claimedBy: reviewerId } : query
      const { after: _after, limit: _limit, ...counted } = filter
      return { items: await desk.list(reviewerId, filter), total: await desk.count(reviewerId, counted) }
    })
    const last = items.at(-1)
    const full = items.length === query.limit
    const next = last === undefined || !full ? null : `${last.dueAt}/${last.id}`
    await invocation.answer({
      document: { reviews: items, total, next },
      text: queueText(items, total, terminal.clock.now()),
    })
    return EXIT.ok
  },
}

function queryOf(typed: Typed): QueueQuery {
  const statuses = typed.list('status').map(statusOf)
  const systemIds = typed.list('system')
  const search = typed.text('search')
  const limit = wholeNumber(typed, 'limit') ?? DEFAULT_LIMIT
  if (limit < 1 || limit > MAX_LIMIT)
    throw new UsageError(`--limit is ${limit}, and must be from 1 to ${MAX_LIMIT}.`)
  const after = typed.text('after')
  return {
    statuses: statuses.length === 0 ? ['pending', 'claimed'] : statuses,
    ...(systemIds.length === 0 ? {} : { systemIds }),
    ...(search === undefined ? {} : { search }),
    limit,
    ...(after === undefined ? {} : { after: placeOf(after) }),
  }
}

function statusOf(text: string): ReviewStatus {
  const status = STATUSES.find((each) => each === text)
  if (status === undefined)
    throw new UsageError(`--status is "${text.slice(0, 40)}".`, `Use one of: ${STATUSES.join(', ')}.`)
  return status
}

function placeOf(text: string): NonNullable<QueueQuery['after']> {
  const [dueAt, id, ...more] = text.split('/')
  if (
    dueAt === undefined ||
    id === undefined ||
    id === '' ||
    more.length > 0 ||
    Number.isNaN(Date.parse(dueAt))
  )
    throw new UsageError('--after is not a place in the list.', 'Copy "next" of the JSON answer before.')
  return { dueAt, id }
}
