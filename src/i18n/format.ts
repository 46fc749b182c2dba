import type { Language } from './language.js'

/** What an administration in France counts its days and hours by. */
export const TIME_ZONE = 'Europe/Paris'

/** U+00A0: keeps « 14 h 30 » on one line. */
export const NO_BREAK_SPACE = '\u00A0'

const LOCALES: Readonly<Record<Language, string>> = { fr: 'fr-FR', en: 'en-GB' }

// Making an Intl formatter costs a hundred times more than using it: each is made once, when it is first asked for.
const days = inLanguage((language) => dayFormat(language, TIME_ZONE))
const months = inLanguage(
  (language) =>
    new Intl.DateTimeFormat(LOCALES[language], { month: 'long', year: 'numeric', timeZone: TIME_ZONE }),
)
const calendarDays = inLanguage((language) => dayFormat(language, 'UTC'))
const numbers = inLanguage((language) => new Intl.NumberFormat(LOCALES[language]))
const lists = inLanguage((language) => new Intl.ListFormat(LOCALES[language], { type: 'conjunction' }))

/** The day of a moment in Paris: « mardi 24 novembre 2026 », "Tuesday 24 November 2026". */
export function formatDay(language: Language, at: Date): string {
  return dayText(language, days(language).formatToParts(at))
}

/**
 * A calendar day written `YYYY-MM-DD`, in words, whatever the time zone.
 *
 * @throws RangeError when it is not a day.
 */
export function formatIsoDay(language: Language, day: string): string {
  return dayText(language, calendarDays(language).formatToParts(new Date(`${day}T12:00:00Z`)))
}

/** The month of a moment in Paris: « novembre 2026 », "November 2026". */
export function formatMonth(language: Language, at: Date): string {
  return months(language).format(at)
}

/** The hour of a moment in Paris, 24 hours: « 14 h 30 », "14:30". */
export function formatTime(language: Language, at: Date): string {
  const [hours = '', minutes = ''] = clock().format(at).split(':')
  if (language === 'en') return `${hours}:${minutes}`
  return `${Number(hours)}${NO_BREAK_SPACE}h${NO_BREAK_SPACE}${minutes}`
}

/** Day and hour: « mardi 24 novembre 2026 à 14 h 30 », "Tuesday 24 November 2026 at 14:30". */
export function formatMoment(language: Language, at: Date): string {
  return `${formatDay(language, at)} ${language === 'fr' ? 'à' : 'at'} ${formatTime(language, at)}`
}

/** A number with the language's separators: « 1 234,5 », "1,234.5". */
export function formatNumber(language: Language, value: number): string {
  return numbers(language).format(value)
}

/** A list in a sentence: « a, b et c », "a, b and c". */
export function formatList(language: Language, items: readonly string[]): string {
  return lists(language).format(items)
}

let parisClock: Intl.DateTimeFormat | undefined

function clock(): Intl.DateTimeFormat {
  parisClock ??= new Intl.DateTimeFormat('en-GB', {
    timeZone: TIME_ZONE,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return parisClock
}

function inLanguage<Formatter>(make: (language: Language) => Formatter): (language: Language) => Formatter {
  const made = new Map<Language, Formatter>()
  return (language) => {
    const known = made.get(language) ?? make(language)
    made.set(language, known)
    return known
  }
}

function dayFormat(language: Language, timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(LOCALES[language], {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
}

// Joined by hand: CLDR puts a comma after the weekday in some versions, and does not know « 1er ».
function dayText(language: Language, parts: readonly Intl.DateTimeFormatPart[]): string {
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((candidate) => candidate.type === type)?.value ?? ''
  const day = language === 'fr' && part('day') === '1' ? '1er' : part('day')
  return `${part('weekday')} ${day} ${part('month')} ${part('year')}`
}
