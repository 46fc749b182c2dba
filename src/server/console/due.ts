import { formatDay, formatTime } from '../../i18n/format.js'
import { dayOf } from '../../system/lifecycle.js'
import type { Visit } from './visit.js'

/** How urgent a review is, in the order in which the queue shows it. */
export const DUE_GROUPS = ['overdue', 'today', 'week', 'later'] as const

/** One of {@link DUE_GROUPS}. */
export type DueGroup = (typeof DUE_GROUPS)[number]

const DAY_MS = 86_400_000

/** The group of a deadline. Days are days in Paris; a week ends on Sunday. */
export function dueGroup(dueAt: string, now: Date): DueGroup {
  if (Date.parse(dueAt) < now.getTime()) return 'overdue'
  const today = dayNumber(now)
  const due = dayNumber(new Date(dueAt))
  if (due === today) return 'today'
  return due <= today + (7 - weekday(today)) ? 'week' : 'later'
}

/** The moment before which everything of a group and of the more urgent ones is due; undefined for `later`. */
export function groupEnd(group: DueGroup, now: Date): string | undefined {
  if (group === 'later') return undefined
  if (group === 'overdue') return now.toISOString()
  const today = dayNumber(now)
  const last = group === 'today' ? today : today + (7 - weekday(today))
  return startOfDay(last + 1).toISOString()
}

/** Midnight in Paris, where a day has 23 to 25 hours: the first of the possible moments that falls on that day. */
function startOfDay(day: number): Date {
  const utc = day * DAY_MS
  const moment = [-3, -2, -1, 0]
    .map((hours) => new Date(utc + hours * 3_600_000))
    .find((at) => dayNumber(at) === day)
  return moment ?? new Date(utc)
}

/** The day of a deadline and how far it is, in words: « en retard de 2 jours », « dans 3 jours ouvrés ». */
export function dueWords(
  dueAt: string,
  { say, language, now }: Pick<Visit, 'say' | 'language' | 'now'>,
): string {
  const due = new Date(dueAt)
  const days = dayNumber(due) - dayNumber(now)
  if (due < now) {
    return days === 0
      ? say('due.overdue-today', { time: formatTime(language, due) })
      : say('due.overdue', { count: -days })
  }
  if (days === 0) return say('due.today', { time: formatTime(language, due) })
  if (days === 1) return say('due.tomorrow', { time: formatTime(language, due) })
  const working = workingDays(dayNumber(now), dayNumber(due))
  // The end of a week has no working day ahead of it.
  return working === 0 ? say('due.days', { count: days }) : say('due.working-days', { count: working })
}

/** The day of a deadline: « mardi 24 novembre 2026 ». */
export function dueDay(dueAt: string, { language }: Pick<Visit, 'language'>): string {
  return formatDay(language, new Date(dueAt))
}

/** Days from Monday to Friday after `from`, up to `to`. Public holidays are not known here. */
function workingDays(from: number, to: number): number {
  const weeks = Math.floor((to - from) / 7)
  let count = weeks * 5
  for (let day = from + weeks * 7 + 1; day <= to; day += 1) if (weekday(day) <= 5) count += 1
  return count
}

/** Days since 1970-01-01, of the calendar day in Paris. */
function dayNumber(at: Date): number {
  return Date.parse(`${dayOf(at)}T00:00:00Z`) / DAY_MS
}

/** 1 for Monday to 7 for Sunday. 1970-01-01 was a Thursday. */
function weekday(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}
