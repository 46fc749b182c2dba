import type { Fault } from '../errors.js'

/** By when requests of the public are to be answered, and how long they are kept. */
export interface RequestOptions {
  /**
   * Counted from the day a request is received. Default: one month, after which silence is a refusal that may be taken
   * to the CADA (CRPA, art. R. 343-1; the same month as GDPR, art. 12(3)).
   */
  readonly answerWithin?: { readonly months: number } | { readonly days: number }
  /**
   * How many months a request is kept once it is answered, an opinion once it was received; `garde-fou retention --apply`
   * then erases its texts (GDPR, art. 5(1)(e)). One that waits for its answer is kept. Default: until somebody erases it.
   */
  readonly keepForMonths?: number
}

const LONGEST = 366
const MONTHS_IN_A_CENTURY = 1200

/** The last day on which an answer is on time, `YYYY-MM-DD`; the month's last day where it has no such day. */
export function answerDue(
  receivedOn: string,
  within: RequestOptions['answerWithin'] = { months: 1 },
): string {
  const [year = 0, month = 1, day = 1] = receivedOn.split('-').map(Number)
  if ('days' in within) return dayText(Date.UTC(year, month - 1, day + within.days))
  const last = new Date(Date.UTC(year, month + within.months, 0)).getUTCDate()
  return dayText(Date.UTC(year, month - 1 + within.months, Math.min(day, last)))
}

/** What is wrong with the options of requests. */
export function requestFaults(requests: RequestOptions | undefined): readonly Fault[] {
  const {
    answerWithin,
    keepForMonths,
  }: { readonly answerWithin?: unknown; readonly keepForMonths?: unknown } = requests ?? {}
  const faults: Fault[] = []
  if (answerWithin !== undefined && !isPeriod(answerWithin))
    faults.push({
      path: 'requests.answerWithin',
      reason: 'is neither a number of months nor one of days.',
      remedy: 'Write { months: 1 } or { days: 30 }.',
    })
  if (keepForMonths !== undefined && !isCount(keepForMonths, MONTHS_IN_A_CENTURY))
    faults.push({
      path: 'requests.keepForMonths',
      reason: 'is not a whole number of months from 1.',
      remedy: 'Write 36, or leave it out.',
    })
  return faults
}

function isPeriod(within: unknown): boolean {
  const counts = typeof within === 'object' && within !== null ? Object.entries(within) : []
  const [name, count] = counts[0] ?? []
  return counts.length === 1 && (name === 'months' || name === 'days') && isCount(count, LONGEST)
}

function isCount(value: unknown, most: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most
}

function dayText(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}
