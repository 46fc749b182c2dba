import type { Row } from './report.ts'

/** Where a section works. */
export interface Place {
  /** A folder of its own, removed behind it. */
  readonly folder: string
  /** A private PostgreSQL server that waits for its disk; undefined where none is installed. */
  readonly postgresUrl: string | undefined
}

/** Measures one row of the table, or several that belong together. */
export type Measure = (place: Place) => AsyncIterable<Row> | Promise<readonly Row[]>

/** A part of the bench, run in a process of its own. */
export interface Section {
  readonly name: string
  /** Stopped after so many seconds: what it measured until then counts. */
  readonly seconds: number
  readonly load: () => Promise<Measure>
}

/** The bench, in the order in which it runs. */
export const SECTIONS: readonly Section[] = [
  {
    name: 'released-call',
    seconds: 45,
    load: async () => (await import('./released-call.ts')).releasedCalls,
  },
  { name: 'ungated-call', seconds: 45, load: async () => (await import('./ungated-call.ts')).ungatedCalls },
  { name: 'held-call', seconds: 120, load: async () => (await import('./held-call.ts')).heldCalls },
  { name: 'proposals', seconds: 90, load: async () => (await import('./proposals.ts')).proposalRates },
  { name: 'claim-next', seconds: 150, load: async () => (await import('./claim-next.ts')).claimFigures },
  { name: 'journal', seconds: 60, load: async () => (await import('./journal.ts')).journalFigures },
  {
    name: 'big-journal',
    seconds: 180,
    load: async () => (await import('./big-journal.ts')).bigJournalFigures,
  },
  { name: 'open-awaits', seconds: 60, load: async () => (await import('./open-awaits.ts')).openAwaits },
  { name: 'footprint', seconds: 90, load: async () => (await import('./footprint.ts')).footprints },
  { name: 'detection', seconds: 60, load: async () => (await import('./detection.ts')).detectionFigures },
  { name: 'personal-data', seconds: 90, load: async () => (await import('./personal-data.ts')).personalData },
  {
    name: 'decision-checks',
    seconds: 45,
    load: async () => (await import('./decision-checks.ts')).decisionChecks,
  },
  { name: 'notices', seconds: 30, load: async () => (await import('./notices.ts')).noticeFigures },
  { name: 'register', seconds: 90, load: async () => (await import('./register.ts')).registerFigures },
  { name: 'console', seconds: 90, load: async () => (await import('./console.ts')).consoleFigures },
]
