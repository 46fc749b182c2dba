import { dayOf } from '../system/lifecycle.js'

/** What is known of a request of the public without its texts. */
export interface RequestFact {
  readonly kind: 'explanation' | 'feedback'
  /** ISO 8601, UTC. */
  readonly receivedAt: string
  /** The last day on which its answer is on time, `YYYY-MM-DD`. */
  readonly dueOn?: string
  readonly answered?: { readonly at: string }
  readonly erased?: { readonly at: string }
}

/** What became of the requests of a period. Nothing personal. */
export interface RequestCounts {
  /** Of explanations: answered by the day they were due, answered after it. */
  readonly onTime: number
  readonly late: number
  /** Of explanations: without an answer, and still in time, or past the day. */
  readonly waiting: number
  readonly overdue: number
  /** Of explanations: erased before they were answered. */
  readonly erased: number
  /** From receipt to answer, in days of the calendar: the median of those that were answered. */
  readonly medianDays?: number
  /** Opinions. */
  readonly feedback: number
  /** Of any period: requests that were altered in the database, and are in no other count. */
  readonly altered: number
}

/** Counts requests. `today` as `YYYY-MM-DD`. Pure. */
export function countRequests(facts: readonly RequestFact[], today: string): Omit<RequestCounts, 'altered'> {
  const asked = facts.filter(({ kind }) => kind === 'explanation')
  const answered = asked.flatMap((fact) =>
    fact.answered === undefined ? [] : [{ ...fact, on: dayOf(new Date(fact.answered.at)) }],
  )
  const unanswered = asked.filter((fact) => fact.answered === undefined)
  const open = unanswered.filter(({ erased }) => erased === undefined)
  const late = answered.filter(({ dueOn, on }) => isPast(dueOn, on)).length
  const overdue = open.filter(({ dueOn }) => isPast(dueOn, today)).length
  const median = medianOf(answered.map(({ receivedAt, on }) => daysBetween(dayOf(new Date(receivedAt)), on)))
  return {
    onTime: answered.length - late,
    late,
    waiting: open.length - overdue,
    overdue,
    erased: unanswered.length - open.length,
    ...(median === undefined ? {} : { medianDays: median }),
    feedback: facts.length - asked.length,
  }
}

function isPast(dueOn: string | undefined, day: string): boolean {
  return dueOn !== undefined && day > dueOn
}

const DAY_MS = 86_400_000

/** Between days of the calendar, so that the change of the hour does not count. */
function daysBetween(first: string, last: string): number {
  return Math.round((Date.parse(last) - Date.parse(first)) / DAY_MS)
}

/** The lower one where two are in the middle. */
function medianOf(numbers: readonly number[]): number | undefined {
  return numbers.toSorted((one, other) => one - other)[Math.ceil(numbers.length / 2) - 1]
}
