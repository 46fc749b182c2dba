import { DECISION_OUTCOMES, type DecisionOutcome } from '../review/decision.js'
import type { PlacedFact } from '../statistics/decision-fact.js'
import type { RequestCounts } from '../statistics/request-counts.js'
import { dayOf } from '../system/lifecycle.js'
import type { SystemRecord } from '../system/system-record.js'
import type { Completeness } from './completeness.js'
import { systemSheet } from './make-sheet.js'
import { type Cell, publishable, publishableCount } from './small-cells.js'
import { type RegisterStatus, statusOf } from './status.js'

/** A system in a year's report. */
export interface SystemYear {
  readonly record: SystemRecord
  readonly status: RegisterStatus
  /** Decisions taken with its suggestion at hand. */
  readonly decided: Cell
  /** Of those, how many amended it or set it aside. */
  readonly changed: Cell
  /** From 0 to 1; undefined without decisions, or where a part is not published. */
  readonly share?: number
  /** How much of its public sheet is filled in. */
  readonly completeness: Completeness
}

/** What became of the requests for an explanation that were received in a year. */
export interface RequestYear {
  readonly received: Cell
  readonly onTime: Cell
  readonly late: Cell
  readonly waiting: Cell
  readonly overdue: Cell
  /** At the wish of whoever wrote, before an answer. */
  readonly erased: Cell
  /** Undefined where fewer than 5 were answered. */
  readonly medianDays?: number
  /** Opinions on a system, besides. */
  readonly feedback: Cell
  /** Requests, of any year, that were altered in the database and are not counted. */
  readonly altered: number
}

/** The figures of one year, as they may be published: nothing in them is about fewer than 5 cases. */
export interface AnnualReport {
  readonly year: number
  /** Decisions on cases, each case once, control cases left out. */
  readonly total: Cell
  readonly outcomes: Readonly<Record<DecisionOutcome, Cell>>
  /** Suggestions amended or set aside, of those that were at hand; from 0 to 1. */
  readonly share?: number
  /** January first. */
  readonly months: readonly Cell[]
  readonly systems: readonly SystemYear[]
  /** Control cases whose error was found, of those decided. */
  readonly controls: { readonly found: Cell; readonly of: Cell }
  readonly requests: RequestYear
}

/** What a report is made from. */
export interface ReportFacts {
  readonly year: number
  readonly systems: readonly { readonly record: SystemRecord; readonly suspended: boolean }[]
  /** Facts of the year, in any order. */
  readonly facts: readonly PlacedFact[]
  readonly requests: RequestCounts
}

/** From when, included, until when, excluded, a year lasts in Paris, where the first of January is in winter time. */
export function yearPeriod(year: number): { readonly from: string; readonly to: string } {
  return { from: `${year - 1}-12-31T23:00:00.000Z`, to: `${year}-12-31T23:00:00.000Z` }
}

/** The report of a year. Pure. Where several people decided on one case, the last of them completed the decision. */
export function annualReport({ year, systems, facts, requests }: ReportFacts): AnnualReport {
  const last = new Map<string, PlacedFact>()
  for (const each of facts) {
    const known = last.get(each.reviewId)
    if (known === undefined || known.at < each.at) last.set(each.reviewId, each)
  }
  const all = [...last.values()]
  const real = all.filter(({ fact }) => fact.control === undefined)
  const outcomes = outcomesOf(real)
  const controls = all.flatMap(({ fact }) => (fact.control === undefined ? [] : [fact.control]))
  const found = controls.filter((control) => control.found).length
  const [foundCell = 0] = publishable([found, controls.length - found])
  return {
    year,
    total: publishableCount(real.length),
    ...outcomes,
    months: publishable(monthsOf(real)),
    systems: systemsOf(systems, real),
    controls: { found: foundCell, of: publishableCount(controls.length) },
    requests: requestsOf(requests),
  }
}

function requestsOf({ medianDays, feedback, altered, ...counts }: RequestCounts): RequestYear {
  const fates = ['onTime', 'late', 'waiting', 'overdue', 'erased'] as const
  const cells = publishable(fates.map((fate) => counts[fate]))
  const cell = (fate: (typeof fates)[number]): Cell => cells[fates.indexOf(fate)] ?? 0
  const answered = publishableCount(counts.onTime + counts.late)
  return {
    received: publishableCount(fates.reduce((sum, fate) => sum + counts[fate], 0)),
    onTime: cell('onTime'),
    late: cell('late'),
    waiting: cell('waiting'),
    overdue: cell('overdue'),
    erased: cell('erased'),
    ...(medianDays === undefined || answered === '<5' ? {} : { medianDays }),
    feedback: publishableCount(feedback),
    altered,
  }
}

function outcomesOf(facts: readonly PlacedFact[]): Pick<AnnualReport, 'outcomes' | 'share'> {
  const count = (outcome: DecisionOutcome): number =>
    facts.filter(({ fact }) => fact.outcome === outcome).length
  const cells = publishable(DECISION_OUTCOMES.map(count))
  const cell = (outcome: DecisionOutcome): Cell => cells[DECISION_OUTCOMES.indexOf(outcome)] ?? 0
  const outcomes = {
    approved: cell('approved'),
    amended: cell('amended'),
    rejected: cell('rejected'),
    'without-ai': cell('without-ai'),
  }
  const { approved, amended, rejected } = outcomes
  const parts = [approved, amended, rejected]
  if (parts.some((part) => typeof part !== 'number')) return { outcomes }
  const share = shareOf(count('amended') + count('rejected'), facts.length - count('without-ai'))
  return { outcomes, ...(share === undefined ? {} : { share }) }
}

function monthsOf(facts: readonly PlacedFact[]): readonly number[] {
  const months = Array.from({ length: 12 }, () => 0)
  for (const { at } of facts) {
    const month = Number(dayOf(new Date(at)).slice(5, 7)) - 1
    months[month] = (months[month] ?? 0) + 1
  }
  return months
}

function systemsOf(systems: ReportFacts['systems'], facts: readonly PlacedFact[]): readonly SystemYear[] {
  const counts = systems.map(({ record }) => {
    const own = facts.filter(({ systemId, fact }) => systemId === record.id && fact.outcome !== 'without-ai')
    return {
      decided: own.length,
      changed: own.filter(({ fact }) => fact.outcome !== 'approved').length,
    }
  })
  const decided = publishable(counts.map((count) => count.decided))
  // How many were kept is what is left of a row.
  const told = counts.flatMap(({ decided: all, changed }, place) =>
    publishable([changed, all - changed])[0] === changed ? [] : [place],
  )
  const changed = publishable(
    counts.map((count) => count.changed),
    new Set(told),
  )
  return systems.map(({ record, suspended }, place) => {
    const row = { decided: decided[place] ?? 0, changed: changed[place] ?? 0 }
    const share =
      typeof row.decided === 'number' && typeof row.changed === 'number'
        ? shareOf(row.changed, row.decided)
        : undefined
    const { completeness } = systemSheet({ record, suspended, authority: record.owner })
    return {
      record,
      status: statusOf(record, suspended),
      completeness,
      ...row,
      ...(share === undefined ? {} : { share }),
    }
  })
}

function shareOf(count: number, of: number): number | undefined {
  return of === 0 ? undefined : count / of
}
