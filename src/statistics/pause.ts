/** A gap of this many minutes between two decisions is a pause. */
const PAUSE_MINUTES = 15

/**
 * How many decisions somebody has taken in a row, without a pause, up to `now`. 0 when they are in one.
 *
 * @param times moments of decisions (ISO 8601, UTC), in any order.
 */
export function decisionsWithoutPause(times: readonly string[], now: Date): number {
  let later = now.getTime()
  let count = 0
  for (const time of times.map((each) => Date.parse(each)).toSorted((one, other) => other - one)) {
    if (later - time >= PAUSE_MINUTES * 60_000) break
    later = time
    count += 1
  }
  return count
}
