import { firmer, type Verdict } from '../checks/verdict.js'

/** Both verdicts together: as firm as the firmer, with the findings of both. */
export function joinVerdicts(first: Verdict, second: Verdict): Verdict {
  return { level: firmer(first.level, second.level), findings: [...first.findings, ...second.findings] }
}
