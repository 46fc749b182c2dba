import type { Fault } from '../errors.js'

/** By when requests for an explanation are to be answered. */
export interface RequestOptions {
  /**
   * Counted from the day a request is received. Default: one month, after which silence is a refusal that may be taken
   * to the CADA (CRPA, art. R. 343-1; the same month as GDPR, art. 12(3)).
   */
  readonly answerWithin?: { readonly months: number } | { readonly days: number }
}

const LONGEST = 366

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
  const within: unknown = requests?.answerWithin
  if (within === undefined) return []
  const counts = typeof within === 'object' && within !== null ? Object.entries(within) : []
  const [name, count] = counts[0] ?? []
  const fits =
    counts.length === 1 &&
    (name === 'months' || name === 'days') &&
    Number.isInteger(count) &&
    count >= 1 &&
    count <= LONGEST
  if (fits) return []
  return [
    {
      path: 'requests.answerWithin',
      reason: 'is neither a number of months nor one of days.',
      remedy: 'Write { months: 1 } or { days: 30 }.',
    },
  ]
}

function dayText(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}
