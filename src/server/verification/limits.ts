import { isIPv6 } from 'node:net'
import type { Clock } from '../../internal/clock.js'
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

/** Whoever has an IPv6 address has a whole /64 of them. */
export function clientOf(address: string | undefined): string | undefined {
  if (address === undefined) return undefined
  const [plain = ''] = address.split('%')
  if (!isIPv6(plain)) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1]
  if (mapped !== undefined) return mapped
  const [head = '', tail] = plain.split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail === undefined || tail === '' ? [] : tail.split(':')
  const gap = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length)
  const groups = [...first, ...Array.from({ length: gap }, () => '0'), ...last]
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
