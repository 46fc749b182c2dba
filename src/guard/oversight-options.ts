import type { Fault } from '../errors.js'

/** When somebody gives their opinion first although the use asks for less (`ux.md` §2.2). 0 turns a rule off. */
export interface OversightOptions {
  /** On each person's first so many cases decided on a system. Default 50. */
  readonly newAgentCases?: number
  /** For so many days after the model of a system has changed. Default 30. */
  readonly modelChangeDays?: number
}

/** The same, its defaults filled in. */
export type OversightRules = Required<OversightOptions>

const DEFAULTS: OversightRules = { newAgentCases: 50, modelChangeDays: 30 }
/** What is counted at each claim, and a number of days that a calendar has. */
const MOST = 10_000

/** Fills in the defaults. */
export function oversightRules({
  newAgentCases = DEFAULTS.newAgentCases,
  modelChangeDays = DEFAULTS.modelChangeDays,
}: OversightOptions = {}): OversightRules {
  return { newAgentCases, modelChangeDays }
}

/** What is wrong with the options of oversight. */
export function oversightFaults(options: unknown): readonly Fault[] {
  if (options === undefined) return []
  if (typeof options !== 'object' || options === null)
    return [
      {
        path: 'oversight',
        reason: 'is not an object.',
        remedy: 'Write { newAgentCases: 50 }, or leave it out.',
      },
    ]
  return Object.entries(options).flatMap(([name, value]: [string, unknown]): readonly Fault[] => {
    const path = `oversight.${name}`
    if (!Object.hasOwn(DEFAULTS, name))
      return [{ path, reason: 'is not known.', remedy: `Known are ${Object.keys(DEFAULTS).join(', ')}.` }]
    if (
      value === undefined ||
      (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MOST)
    )
      return []
    return [
      { path, reason: `is not a whole number from 0 to ${MOST}.`, remedy: 'Leave it out for the default.' },
    ]
  })
}
