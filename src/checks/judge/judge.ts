import type { LocalizedText } from '../finding.js'

/** One thing that a judge may say it sees: a prohibition of the charter, or a decision on a person. */
export interface JudgedCode {
  /** The code that the finding would carry, such as `social-scoring`. */
  readonly code: string
  /** The charter's clause. */
  readonly clause: string
  /** What it is, in the charter's own words where it has some: goes into the question. */
  readonly definition: string
  /** What an agent reads when the judge sees it. Fixed wording. */
  readonly message: LocalizedText
}

/** What a judge is asked. */
export interface JudgeQuestion {
  /** The passage in doubt, as it stands in the text. It is data: whoever asks a model must never let it instruct. */
  readonly passage: string
  /** Who wrote the passage: a declaration, a request, an answer or a tool. */
  readonly stage: 'declaration' | 'input' | 'output'
  readonly codes: readonly JudgedCode[]
}

/** What a judge says. */
export interface JudgeOpinion {
  /** One of the question's codes, or `none`. */
  readonly code: string
  /** Between 0 and 1. */
  readonly certainty: number
}

/**
 * A second reader for doubts, such as a larger model. It can only make a verdict firmer: its disagreement, silence or
 * failure leaves the score of the other layers as it is.
 */
export interface Judge {
  /** Written into findings, such as `openai`. */
  readonly id: string
  /** Rejects when it has no usable opinion. */
  opine(question: JudgeQuestion, signal: AbortSignal): Promise<JudgeOpinion>
}
