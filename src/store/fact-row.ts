/** What a decision says about how suggestions are used: figures, no text and no case. Kept apart from its review. */
export interface FactRow {
  readonly reviewId: string
  readonly reviewerId: string
  readonly systemId: string
  readonly useId: string
  /** When the decision was taken (ISO 8601, UTC). */
  readonly at: string
  /** JSON text. */
  readonly body: string
}

/** Whose decisions on a system to count, and how far: up to `limit`, so that it costs the same after many years. */
export interface FactCountQuery {
  readonly reviewerId: string
  readonly systemId: string
  readonly limit: number
}

/** Which facts to list, latest first. */
export interface FactQuery {
  readonly reviewerId?: string
  /** From this moment, included, up to that one, excluded. */
  readonly from: string
  readonly to: string
  readonly limit: number
}
