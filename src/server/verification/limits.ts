import type { Clock } from '../../internal/clock.js'
import { clientOf } from '../client-of.js'
import { type RateRule, rateLimit } from '../rate-limit.js'
import type { VerificationOptions } from './options.js'

const CLIENT_RULE: RateRule = { times: 20, seconds: 60 }
const ALL_RULE: RateRule = { times: 1200, seconds: 60 }

/** Says how many seconds somebody has to wait before another reference is looked up; undefined when none. */
export type CheckLimits = (address: string | undefined) => number | undefined

/**
 * One limit for each client, one for everybody together. A client that is over its own does not use up the others'.
 * Counted in this process.
 */
export function checkLimits(limits: VerificationOptions['limits'], clock: Clock): CheckLimits {
  const client = rateLimit(limits?.client ?? CLIENT_RULE, clock)
  const all = rateLimit(limits?.all ?? ALL_RULE, clock)
  return (address) => client.take(clientOf(address)) ?? all.take('all')
}
