import type { Refusal } from '../errors.js'
import type { Notice } from '../notice/notice.js'
import type { Label } from '../provenance/label.js'

declare const valueType: unique symbol

/** The id of a review whose decision, once taken, carries a `T`. At run time a plain string. */
export type ReviewId<T> = string & { readonly [valueType]?: T }

/** Remembers in the type what a review's decision will carry. The value is still checked against the use's schema. */
export function reviewIdOf<T>(id: string): ReviewId<T> {
  return id as ReviewId<T>
}

/** A held suggestion. It has no member from which the suggestion could be read: only a `Decision` has a value. */
export interface HeldReview<T> {
  readonly id: ReviewId<T>
  readonly callId: string
  readonly systemId: string
  readonly useId: string
  readonly dueAt: string
}

/** The output passed its checks and may be used. Only an information use can be released. */
export interface Released<T> {
  readonly status: 'released'
  readonly output: T
  readonly label: Label
  readonly notice: Notice
}

/** A person must decide first: the use is significant, or a finding asks for a person. */
export interface Held<T> {
  readonly status: 'held'
  readonly review: HeldReview<T>
  readonly notice: Notice
}

/** A prohibition or a rule of the record stopped the call. */
export interface Refused {
  readonly status: 'refused'
  readonly refusal: Refusal
}

/** What `run` returns for an information use. */
export type InformationOutcome<T> = Released<T> | Held<T> | Refused

/** What `run` returns for a significant use: there is no way to be released. */
export type SignificantOutcome<T> = Held<T> | Refused
