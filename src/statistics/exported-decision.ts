import type { DecisionFact } from './decision-fact.js'

/**
 * One decision as an auditor gets it to look for bias outside the console (`ux.md` §2.6, selective adherence). No agent,
 * no case number and no text: `reviewId` is what the application got when it proposed, and the only way back to a case.
 */
export interface ExportedDecision extends Omit<DecisionFact, 'seconds' | 'caseLength' | 'control'> {
  readonly reviewId: string
  readonly systemId: string
  readonly useId: string
  /** When it was taken, as YYYY-MM: the day and the hour would tell who was at work. */
  readonly month: string
}
