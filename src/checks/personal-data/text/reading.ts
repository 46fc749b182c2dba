import type { PersonalDataType } from '../types.js'
import type { Tokens } from './tokens.js'

/** A value that a recogniser found. */
export interface Hit {
  readonly type: PersonalDataType
  readonly start: number
  readonly end: number
  readonly score: number
}

/** Looks at one token of a text and says what starts there. Bounded work: no recogniser reads on without end. */
export type Recogniser = (tokens: Tokens, at: number) => Hit | undefined
