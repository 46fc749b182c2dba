/** The last moment whose ISO 8601 form still sorts as text. */
const LAST = Date.parse('9999-12-31T23:59:59.999Z')

const MINUTE = 60_000

/** The moment so many minutes later (ISO 8601, UTC). A time beyond the year 9999 is its last moment. */
export function minutesAfter(at: string, minutes: number): string {
  return new Date(Math.min(Date.parse(at) + minutes * MINUTE, LAST)).toISOString()
}

/** The moment so many hours later (ISO 8601, UTC). */
export function hoursAfter(at: string, hours: number): string {
  return minutesAfter(at, hours * 60)
}
