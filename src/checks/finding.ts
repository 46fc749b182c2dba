/** A sentence in the two languages of the product, French first. */
export interface LocalizedText {
  readonly fr: string
  readonly en: string
}

/** A stretch of one part of a call, in UTF-16 code units of the original text: `text.slice(start, end)`. */
export interface Span {
  /** The part's path, such as `messages[0].content` or `output.motif`. */
  readonly part: string
  readonly start: number
  readonly end: number
}

/** What a check says. It points at a text by offsets and never quotes it, so that it may be logged and journalled. */
export interface Finding {
  /** Which check spoke, such as `prohibited-use`. */
  readonly checkId: string
  /** Stable word for what was found, such as `social-scoring` or `check-failed`. */
  readonly code: string
  /** The charter's clause: `prohibition:<id>` or `engagement:<number>`. */
  readonly clause: string
  /** Who found it inside the check: `rules`, `classifier`, `judge`, `record`… */
  readonly layer: string
  /** Between 0 and 1. What it leads to depends on the thresholds of the use. */
  readonly score: number
  readonly span?: Span
  /** One sentence that an agent understands. Fixed wording, without any text of the call. */
  readonly message: LocalizedText
}
