import type { RequestOptions } from '../../guard/answer-time.js'
import type { SystemRecord } from '../../system/system-record.js'
import type { Advice } from './advice.js'

/** Uses that read personal data and do not say how long what is written about it is kept. */
export function retentionAdvice(system: SystemRecord): readonly Advice[] {
  const personal = new Set(system.data.filter((data) => data.personal).map(({ id }) => id))
  if (system.stage === 'retired') return []
  return Object.values(system.uses)
    .filter(({ data, retention }) => retention === undefined && data.some((id) => personal.has(id)))
    .map(
      ({ id }): Advice => ({
        level: 'warning',
        about: `system "${system.id}", use "${id}"`,
        message: 'it does not say how long what is written about a case is kept (GDPR, art. 5(1)(e)).',
        remedy:
          'Declare it, such as retention: { textsForMonths: 6, decisionsForMonths: 60 }, and run "garde-fou retention --apply" nightly.',
        engagement: 3,
      }),
    )
}

/** Requests of the public hold names and addresses: somebody has to say how long they are kept. */
export function requestRetentionAdvice(requests: RequestOptions | undefined): readonly Advice[] {
  if (requests?.keepForMonths !== undefined) return []
  return [
    {
      level: 'warning',
      about: 'requests',
      message: 'it is not said how long requests for an explanation are kept (GDPR, art. 5(1)(e)).',
      remedy:
        'Say it, such as requests: { keepForMonths: 24 }, and run "garde-fou retention --apply" nightly.',
      engagement: 3,
    },
  ]
}
