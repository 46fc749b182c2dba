import type { Charter } from '../../charter/charter.js'
import { dayOf, lifecycleFinding } from '../../system/lifecycle.js'
import type { IsoDate, SystemRecord } from '../../system/system-record.js'
import { TO_FILL_IN } from '../init-template.js'
import type { Advice } from './advice.js'

/** From here an experiment's end is near enough to speak of its report, in days. */
const SOON_DAYS = 30
const DAY_MS = 24 * 60 * 60 * 1000

/** What a system's record still lacks. A retired system lacks nothing. */
export function systemAdvice(system: SystemRecord, charter: Charter, now: Date): readonly Advice[] {
  if (system.stage === 'retired') return []
  const today = dayOf(now)
  return [
    ...stopAdvice(system, charter, today),
    ...experimentAdvice(system, now),
    ...auditAdvice(system, now),
    ...valueAdvice(system, today),
    ...consultationAdvice(system),
    ...blankAdvice(system),
    ...dataAdvice(system),
    ...recordAdvice(system),
  ]
}

function about({ id }: SystemRecord): string {
  return `system "${id}"`
}

/** Uses whose every call is refused today. */
function stopAdvice(system: SystemRecord, charter: Charter, today: IsoDate): readonly Advice[] {
  return Object.values(system.uses).flatMap((use): Advice[] => {
    const finding = lifecycleFinding({ system, use, charter, today })
    if (finding === undefined) return []
    const engagement = /^engagement:(\d+)$/.exec(finding.clause)?.[1]
    return [
      {
        level: 'missing',
        about: `${about(system)}, use "${use.id}"`,
        message: `every call is refused: ${finding.message.en}`,
        remedy: 'Bring its stage, its dates or its exception up to date in the record.',
        ...(engagement === undefined ? {} : { engagement: Number(engagement) }),
      },
    ]
  })
}

function experimentAdvice(system: SystemRecord, now: Date): readonly Advice[] {
  const { experiment, stage } = system
  if (stage !== 'experiment' || experiment === undefined || experiment.report !== undefined) return []
  const soon = dayOf(new Date(now.getTime() + SOON_DAYS * DAY_MS))
  if (experiment.endsOn < dayOf(now) || experiment.endsOn > soon) return []
  return [
    {
      level: 'warning',
      about: about(system),
      message: `its experiment ends on ${experiment.endsOn} and has no report: calls stop the day after.`,
      remedy: 'Write the report and record it in experiment.report.',
      engagement: 7,
    },
  ]
}

function auditAdvice(system: SystemRecord, now: Date): readonly Advice[] {
  const { everyMonths, lastOn } = system.audit
  if (lastOn === undefined) {
    return [
      {
        level: system.stage === 'service' ? 'missing' : 'warning',
        about: about(system),
        message: 'it was never audited.',
        remedy: 'Have it audited and record the day in audit.lastOn.',
        engagement: 2,
      },
    ]
  }
  const dueOn = monthsLater(lastOn, everyMonths)
  if (dueOn >= dayOf(now)) return []
  return [
    {
      level: 'missing',
      about: about(system),
      message: `its audit has been due since ${dueOn}.`,
      remedy: 'Have it audited and record the day in audit.lastOn.',
      engagement: 2,
    },
  ]
}

/** The same day so many months later; the last day of a shorter month. */
export function monthsLater(day: IsoDate, months: number): IsoDate {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0))
  last.setUTCDate(Math.min(date, last.getUTCDate()))
  return last.toISOString().slice(0, 10)
}

function valueAdvice(system: SystemRecord, today: IsoDate): readonly Advice[] {
  if (system.valueReviewOn >= today) return []
  return [
    {
      level: 'missing',
      about: about(system),
      message: `its value was to be examined by ${system.valueReviewOn}.`,
      remedy: 'Examine whether it is still worth it, then set the next day in valueReviewOn, or retire it.',
      engagement: 8,
    },
  ]
}

function consultationAdvice(system: SystemRecord): readonly Advice[] {
  if (system.stage === 'study') return []
  const inService = system.stage === 'service'
  if (system.consultations.length === 0) {
    return [
      {
        level: inService ? 'missing' : 'warning',
        about: about(system),
        message: 'nobody was consulted about it.',
        remedy:
          'Consult the staff who will work with it and their representatives (CST, FSSCT), and record it in consultations.',
        engagement: 14,
      },
    ]
  }
  const staffBodies = system.consultations.some(({ body }) => /\b(?:CST|FSSCT)\b/.test(body))
  if (staffBodies || !inService) return []
  return [
    {
      level: 'warning',
      about: about(system),
      message: 'no consultation of CST or FSSCT is recorded.',
      remedy:
        'Where it may change work or jobs they are consulted before deployment; record it in consultations.',
      engagement: 15,
    },
  ]
}

/** Texts that the template left to be written. */
function blankAdvice(system: SystemRecord): readonly Advice[] {
  const blanks = blankPaths(system, '')
  if (blanks.length === 0) return []
  return [
    {
      level: 'missing',
      about: about(system),
      message: `its record is not filled in: ${blanks.join(', ')}.`,
      remedy: 'Write what citizens and agents will read there.',
      engagement: 9,
    },
  ]
}

function blankPaths(value: unknown, path: string): readonly string[] {
  if (typeof value === 'string') return value.startsWith(TO_FILL_IN) ? [path] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    blankPaths(inner, path === '' ? key : `${path}.${key}`),
  )
}

function dataAdvice(system: SystemRecord): readonly Advice[] {
  if (!system.model.supplierLearnsFromData || !system.data.some(({ personal }) => personal)) return []
  return [
    {
      level: 'missing',
      about: about(system),
      message: 'its supplier may learn from personal data.',
      remedy: 'Exclude it by contract, or give the system no personal data.',
      engagement: 3,
    },
  ]
}

function recordAdvice(system: SystemRecord): readonly Advice[] {
  if (system.recordUrl !== undefined || system.stage === 'study') return []
  return [
    {
      level: 'warning',
      about: about(system),
      message: 'its notices cannot lead to its public record.',
      remedy: 'Publish the record and set recordUrl.',
      engagement: 9,
    },
  ]
}
