import type { Language } from '../../i18n/language.js'
import type { JsonValue } from '../../internal/canonical-json.js'
import type { Difference } from '../../review/decision.js'
import type { ExplanationFacts } from '../../review/explanation.js'

/** Which part of the explanation it is: the four of CRPA art. R. 311-3-1-2, then suggestion, opinion, decision, rights. */
export type ExplanationPart =
  | 'contribution'
  | 'data'
  | 'parameters'
  | 'operations'
  | 'suggestion'
  | 'opinion'
  | 'decision'
  | 'rights'

/** A value of the stored trace under a sentence. */
export interface ExplainedValue {
  readonly caption: string
  readonly value: JsonValue
  /** Whether the use's schema names its parts. */
  readonly shaped: boolean
}

/** One part: sentences, then a list, then values, then differences. Plain texts: whoever draws them escapes them. */
export interface ExplanationSection {
  readonly part: ExplanationPart
  readonly title: string
  readonly paragraphs: readonly string[]
  readonly items?: readonly string[]
  /** The list is in the order of time. */
  readonly ordered?: boolean
  readonly values?: readonly ExplainedValue[]
  readonly differences?: readonly Difference[]
}

/** The individual explanation of a decision: facts of the stored trace, and the same in sentences. */
export interface Explanation {
  readonly lang: Language
  readonly facts: ExplanationFacts
  readonly title: string
  readonly intro: string
  /** Whose decision on which case by which system, as names and values. */
  readonly heading: readonly { readonly term: string; readonly value: string }[]
  readonly sections: readonly ExplanationSection[]
}
