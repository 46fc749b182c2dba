/** Where the present comes from. Injected, so that a test can stand at any hour. */
export interface Clock {
  now(): Date
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date() }
