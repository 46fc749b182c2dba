import type { AnnualReport } from '../../register/annual-report.js'
import { DECISION_OUTCOMES, type DecisionOutcome } from '../../review/decision.js'
import type { Bar } from './bar-chart.js'
import { monthName, percentOf, type Writing } from './cells.js'
import type { Figure } from './paths.js'
import type { Say } from './visit.js'

/** Most bars of one drawing; the table has them all. */
const MOST_BARS = 12

/** One figure: a drawing, a sentence that reads it, and its data. */
export interface FigureData {
  readonly title: string
  readonly reading: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly bars: readonly Bar[]
  readonly labels: 'beside' | 'above'
  /** Where the axis ends. Default: at the largest bar. */
  readonly most?: number
}

/** A figure of a report. */
export function figureData(figure: Figure, report: AnnualReport, writing: Writing): FigureData {
  switch (figure) {
    case 'suggestions':
      return outcomes(report, writing)
    case 'mois':
      return months(report, writing)
    case 'systemes':
      return shares(report, writing)
  }
}

function outcomes({ year, total, outcomes: counts }: AnnualReport, writing: Writing): FigureData {
  const { say, cell } = writing
  const shareOf = (outcome: DecisionOutcome): number | undefined => {
    const count = counts[outcome]
    return typeof count === 'number' && typeof total === 'number' && total > 0 ? count / total : undefined
  }
  const kept = shareOf('approved')
  return {
    title: say('report.outcomes.title', { year: String(year) }),
    reading:
      kept === undefined
        ? say('report.outcomes.reading.hidden')
        : say('report.outcomes.reading', { kept: Math.round(kept * 10) }),
    columns: [say('report.outcome'), say('report.count'), say('report.share')],
    rows: DECISION_OUTCOMES.map((outcome) => [
      outcomeName(say, outcome),
      cell(counts[outcome]),
      writing.share(shareOf(outcome)),
    ]),
    bars: DECISION_OUTCOMES.map((outcome) => {
      const share = shareOf(outcome)
      const label = outcomeName(say, outcome)
      const count = cell(counts[outcome])
      if (share === undefined) return { label, text: count }
      return {
        label,
        value: share * 100,
        text: say('report.bar', { percent: percentOf(share), cases: count }),
      }
    }),
    labels: 'above',
    most: 100,
  }
}

function months({ year, months: counts }: AnnualReport, { say, cell, language }: Writing): FigureData {
  const known = counts.map((count) => (typeof count === 'number' ? count : 0))
  const most = Math.max(...known)
  return {
    title: say('report.months.title', { year: String(year) }),
    reading:
      most === 0
        ? say('report.months.reading.none')
        : say('report.months.reading', {
            cases: cell(most),
            month: monthName(language, known.indexOf(most), 'long'),
          }),
    columns: [say('report.month'), say('report.count')],
    rows: counts.map((count, month) => [monthName(language, month, 'long'), cell(count)]),
    bars: counts.map((count, month) => ({
      label: monthName(language, month, 'short'),
      ...(typeof count === 'number' ? { value: count } : {}),
      text: cell(count),
    })),
    labels: 'beside',
  }
}

function shares({ year, systems }: AnnualReport, writing: Writing): FigureData {
  const { say, cell } = writing
  const used = systems
    .filter(({ decided }) => decided !== 0)
    .toSorted((one, other) => (other.share ?? -1) - (one.share ?? -1))
  return {
    title: say('report.shares.title', { year: String(year) }),
    reading: say('report.shares.reading'),
    columns: [say('report.system'), say('report.decided'), say('report.changed'), say('report.share')],
    rows: used.map(({ record, decided, changed, share }) => [
      record.name,
      cell(decided),
      cell(changed),
      writing.share(share),
    ]),
    bars: used.slice(0, MOST_BARS).map(({ record, share }) => ({
      label: record.name,
      ...(share === undefined ? {} : { value: share * 100 }),
      text: writing.share(share),
    })),
    labels: 'above',
    most: 100,
  }
}

function outcomeName(say: Say, outcome: DecisionOutcome): string {
  switch (outcome) {
    case 'approved':
      return say('report.outcome.approved')
    case 'amended':
      return say('report.outcome.amended')
    case 'rejected':
      return say('report.outcome.rejected')
    case 'without-ai':
      return say('report.outcome.without-ai')
  }
}
