import type { Thresholds } from '../system/thresholds.js'
import type { Finding } from './finding.js'

export { DEFAULT_THRESHOLDS, type Thresholds } from '../system/thresholds.js'

/** What findings lead to, from mild to firm. */
export type VerdictLevel = 'pass' | 'hold' | 'refuse'

/** The outcome of all checks at one stage, with the findings that led to it. */
export interface Verdict {
  readonly level: VerdictLevel
  readonly findings: readonly Finding[]
}

/** The grey-zone rule for one score. A score that is not a number is doubt, and doubt holds. */
export function levelOf(score: number, thresholds: Thresholds): VerdictLevel {
  if (score >= thresholds.block) return 'refuse'
  if (score < thresholds.review) return 'pass'
  return 'hold'
}

const ORDER: Record<VerdictLevel, number> = { pass: 0, hold: 1, refuse: 2 }

/** The firmer of two levels. */
export function firmer(a: VerdictLevel, b: VerdictLevel): VerdictLevel {
  return ORDER[a] >= ORDER[b] ? a : b
}

/** The verdict over findings: as firm as the firmest of them. */
export function verdictOf(findings: readonly Finding[], thresholds: Thresholds): Verdict {
  const level = findings.reduce<VerdictLevel>(
    (worst, finding) => firmer(worst, levelOf(finding.score, thresholds)),
    'pass',
  )
  return { level, findings: findings.filter((finding) => levelOf(finding.score, thresholds) !== 'pass') }
}
