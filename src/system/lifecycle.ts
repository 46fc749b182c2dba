import { type Charter, type ProhibitedKind, prohibitionOf } from '../charter/charter.js'
import type { Finding, LocalizedText } from '../checks/finding.js'
import type { IsoDate, SystemRecord, UseRecord } from './system-record.js'

const HOUR_MS = 3_600_000
let parisDay: Intl.DateTimeFormat | undefined
/** The hour that was asked for last, since 1970 and in UTC, with its day. */
let last: { readonly hour: number; readonly day: IsoDate } | undefined

/** When a calendar day begins in Bordeaux: the first of the possible moments that falls on it. `day` as `YYYY-MM-DD`. */
export function startOfDay(day: IsoDate): Date {
  const utc = Date.parse(`${day}T00:00:00.000Z`)
  const moments = [-2, -1, 0].map((hours) => new Date(utc + hours * HOUR_MS))
  return moments.find((at) => dayOf(at) === day) ?? new Date(utc)
}

/** The calendar day of a moment in Bordeaux, `YYYY-MM-DD`: the end date of an experiment is a day there, not in UTC. */
export function dayOf(at: Date): IsoDate {
  // Swedish writes dates as ISO 8601 does. Making a formatter costs more than the rest of a call, so it is made once.
  parisDay ??= new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short' })
  const hour = Math.floor(at.getTime() / HOUR_MS)
  if (last?.hour === hour) return last.day
  const day = parisDay.format(at)
  // Since 1911 the time there is whole hours from UTC (IANA tz, Europe/Paris), so that no day begins within an hour.
  if (hour >= 0) last = { hour, day }
  return day
}

/** Why a system's record stops a call. */
export type LifecycleStop =
  | 'retired'
  | 'study'
  | 'experiment-not-started'
  | 'experiment-over'
  | 'experiment-inconclusive'
  | 'exception-over'

type StopText = { readonly clause: string; readonly message: LocalizedText }

const MESSAGES: Readonly<Record<LifecycleStop, StopText>> = {
  retired: {
    clause: 'engagement:8',
    message: {
      fr: 'Ce système est arrêté. Traitez le dossier sans l’IA.',
      en: 'This system is retired. Handle the case without it.',
    },
  },
  study: {
    clause: 'engagement:7',
    message: {
      fr: 'Ce système est à l’étude : il ne peut ni s’adresser aux citoyens ni peser sur leurs droits.',
      en: 'This system is under study: it may neither address citizens nor bear on their rights.',
    },
  },
  'experiment-not-started': {
    clause: 'engagement:7',
    message: {
      fr: 'L’expérimentation n’a pas commencé.',
      en: 'The experiment has not started.',
    },
  },
  'experiment-over': {
    clause: 'engagement:7',
    message: {
      fr: 'L’expérimentation est terminée et son bilan manque. Publiez le bilan, puis passez le système en service ou arrêtez-le.',
      en: 'The experiment is over and its report is missing. Publish the report, then put the system into service or retire it.',
    },
  },
  'experiment-inconclusive': {
    clause: 'engagement:7',
    message: {
      fr: 'L’expérimentation n’a pas été probante : le système doit être abandonné.',
      en: 'The experiment was not conclusive: the system must be abandoned.',
    },
  },
  'exception-over': {
    clause: 'prohibition',
    message: {
      fr: 'Le texte qui autorisait cette pratique par exception n’est plus en vigueur pour ce système.',
      en: 'The legal exception that allowed this practice has ended for this system.',
    },
  },
}

function stopOf(system: SystemRecord, use: UseRecord, today: IsoDate): LifecycleStop | undefined {
  if (system.stage === 'retired') return 'retired'
  if (system.stage === 'study' && (use.impact === 'significant' || use.audience === 'citizens'))
    return 'study'
  const { experiment } = system
  if (system.stage === 'experiment' && experiment !== undefined) {
    if (experiment.report?.conclusive === false) return 'experiment-inconclusive'
    if (today < experiment.startsOn) return 'experiment-not-started'
    if (today > experiment.endsOn && experiment.report === undefined) return 'experiment-over'
  }
  return lapsedPractice(system, today) === undefined ? undefined : 'exception-over'
}

function lapsedPractice(system: SystemRecord, today: IsoDate): ProhibitedKind | undefined {
  const covered = (kind: ProhibitedKind): boolean =>
    system.exceptions.some((exception) => exception.prohibition === kind && exception.until >= today)
  return system.practices.find((kind) => !covered(kind))
}

/** What the rules of a record are applied to. */
export interface LifecycleQuestion {
  readonly system: SystemRecord
  readonly use: UseRecord
  readonly charter: Charter
  readonly today: IsoDate
}

/**
 * The rules of a system's record that hold at every call, not only on start: stage and experiment (charter,
 * engagements 7 and 8), end of a legal exception. Returns a finding of score 1 when the call must be refused.
 */
export function lifecycleFinding({ system, use, charter, today }: LifecycleQuestion): Finding | undefined {
  const stop = stopOf(system, use, today)
  if (stop === undefined) return undefined
  const { clause, message } = MESSAGES[stop]
  const kind = stop === 'exception-over' ? lapsedPractice(system, today) : undefined
  const named = kind === undefined ? clause : `prohibition:${prohibitionOf(charter, kind)?.id ?? kind}`
  return { checkId: 'lifecycle', code: stop, clause: named, layer: 'record', score: 1, message }
}
