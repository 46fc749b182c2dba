/** The grey zone: below `review` pass, from `review` hold for a person, from `block` refuse. Both between 0 and 1. */
export interface Thresholds {
  readonly review: number
  readonly block: number
}

/** Where nothing else is configured. */
export const DEFAULT_THRESHOLDS: Thresholds = { review: 0.5, block: 0.85 }
