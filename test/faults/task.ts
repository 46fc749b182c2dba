import type { Address } from './city.ts'
import type { Answer, Operation } from './linearizable.ts'

/** What a server is to do. */
export interface Task {
  readonly address: Address
  readonly jwk: object
  readonly seed: number
  /** How many things it does at once, and how often each. */
  readonly lanes: number
  readonly rounds: number
  readonly clock?: 'true' | 'jumping'
  readonly handlers?: 'good' | 'moody' | 'failing' | 'hanging'
}

/** A decision as it was tried, so that it can be tried again word for word. */
export interface Tried {
  readonly id: string
  readonly by: string
  readonly version: number
  readonly verb: 'approve' | 'reject'
  readonly key: string
}

/** What a server prints. */
export type Line =
  | readonly ['open']
  /** A review was acknowledged to be at least at this version. */
  | readonly ['at', id: string, version: number]
  | readonly ['deciding', Tried]
  | readonly ['decided', key: string]
  /** A handler was given a decision and took it. */
  | readonly ['applied', id: string, outcome: string]
  | readonly ['refused', code: string]
  /** Something failed in the background. */
  | readonly ['fault', code: string]
  /** A sequencer gave that many entries their place. */
  | readonly ['placed', count: number]
  /** Somebody began an operation on a review; which one is not known before it ends when they ask for the next. */
  | readonly ['began', number: string, id: string | null, Omit<Operation, 'end' | 'answer'>]
  | readonly ['ended', number: string, id: string, end: number, Answer]

/** What people at a desk are to do. */
export interface DeskTask extends Pick<Task, 'address' | 'jwk' | 'seed' | 'lanes' | 'rounds'> {
  readonly reviews: readonly [string, ...string[]]
}

/** A decision to send several times at once. */
export interface AgainTask extends Pick<Task, 'address' | 'jwk'> {
  readonly decision: Tried
  readonly times: number
}
