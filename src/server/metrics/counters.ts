import { warnOfFault } from '../../guard/announce.js'
import type { Guard } from '../../guard/guard.js'
import type { Metric } from './exposition.js'

/** Values of a label that a fault's code may have; others are counted as one, so that nothing foreign becomes a label. */
const CODE = /^ERR_[A-Z_]{1,40}$/

/** Counts what a guard announces, from now on and in this process. */
export function countEvents({ events }: Pick<Guard, 'events'>): () => readonly Metric[] {
  const calls = counter('garde_fou_calls_total', 'Calls by what became of them.')
  const decisions = counter('garde_fou_decisions_total', 'Decisions that came into effect, by outcome.')
  const expired = counter('garde_fou_reviews_expired_total', 'Reviews whose time ran out: nobody decided.')
  const retries = counter(
    'garde_fou_delivery_failures_total',
    'Decisions that a handler failed to take, and that come again.',
  )
  const checks = counter(
    'garde_fou_check_failures_total',
    'Checks that failed to run; the call was held or refused.',
  )
  const faults = counter(
    'garde_fou_background_faults_total',
    'Faults of timers, sequencer and deliveries, by code.',
  )
  const suspensions = counter('garde_fou_suspensions_total', 'How often systems were suspended.')

  const call =
    (outcome: string) =>
    ({ systemId, useId }: { readonly systemId: string; readonly useId: string }): void =>
      calls.add({ system: systemId, use: useId, outcome })
  events.on('call.released', call('released'))
  events.on('call.refused', call('refused'))
  events.on('call.failed', call('failed'))
  events.on('review.opened', call('held'))
  events.on('review.effective', ({ systemId, useId, outcome }) =>
    decisions.add({ system: systemId, use: useId, outcome }),
  )
  events.on('review.expired', ({ systemId, useId }) => expired.add({ system: systemId, use: useId }))
  events.on('decision.delivery-failed', ({ systemId, useId }) =>
    retries.add({ system: systemId, use: useId }),
  )
  events.on('check.failed', ({ checkIds }) => {
    for (const check of checkIds) checks.add({ check })
  })
  events.on('system.suspended', ({ systemId }) => suspensions.add({ system: systemId }))
  events.on('error', (error) => {
    const code = 'code' in error ? String(error.code) : ''
    faults.add({ code: CODE.test(code) ? code : 'other' })
    // Counting is no hearing: a fault that nobody else listens to is still told.
    if (events.listenerCount('error') === 1) warnOfFault(error)
  })
  return () => [calls, decisions, expired, retries, checks, faults, suspensions].map(({ read }) => read())
}

interface Counter {
  add(labels: Readonly<Record<string, string>>): void
  read(): Metric
}

function counter(name: string, help: string): Counter {
  const counted = new Map<string, { readonly labels: Readonly<Record<string, string>>; value: number }>()
  return {
    add(labels) {
      const key = JSON.stringify(labels)
      const found = counted.get(key)
      if (found === undefined) counted.set(key, { labels, value: 1 })
      else found.value += 1
    },
    read: () => ({ name, type: 'counter', help, samples: [...counted.values()] }),
  }
}
