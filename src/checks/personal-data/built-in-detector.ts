import { birthDatesBesideNames } from './numbers/birth-date.js'
import { findPersons } from './persons/find-persons.js'
import { resolveOverlaps } from './resolve-overlaps.js'
import { columnHeads } from './text/columns.js'
import { findPatterns } from './text/find-patterns.js'
import type { Hit } from './text/reading.js'
import { scan, type TokenMemory, type Tokens, tokenMemory, wipe } from './text/tokens.js'
import { wordTable } from './text/word-table.js'
import {
  type DetectOptions,
  PERSONAL_DATA_TYPES,
  type PersonalDataSpan,
  type PhoneNumberLibrary,
  type SyncDetector,
} from './types.js'

/** The id of the detector of this package. */
export const BUILT_IN_DETECTOR_ID = 'garde-fou'

const DEFAULT_MIN_SCORE = 0.5

/** Likelihood from which a word counts as part of a name. */
const NAME_THRESHOLD = 0.5

/** The detector of this package: all types in one reading of the text, without I/O. */
export function createDetector(options: DetectOptions = {}): SyncDetector {
  const types = options.types ?? PERSONAL_DATA_TYPES
  const minScore = options.minScore ?? DEFAULT_MIN_SCORE
  return Object.freeze({
    id: BUILT_IN_DETECTOR_ID,
    types,
    detect(text: string, signal?: AbortSignal): readonly PersonalDataSpan[] {
      signal?.throwIfAborted()
      return find(text, options).filter((span) => types.includes(span.type) && span.score >= minScore)
    },
  })
}

/** What the library finds besides: surer than nothing, less sure than the own rules, which know the words around. */
function foreignPhones(text: string, library: PhoneNumberLibrary): readonly Hit[] {
  return library
    .findPhoneNumbersInText(text, { defaultCountry: 'FR', v2: true })
    .map(({ startsAt, endsAt }) => ({ type: 'phone', start: startsAt, end: endsAt, score: 0.6 }))
}

const SHORT_TEXT = 8192
let spare: TokenMemory | undefined

function find(text: string, options: DetectOptions): readonly PersonalDataSpan[] {
  // Taken while in use: a library that is asked for numbers may read a text of its own.
  const memory = spare ?? tokenMemory(SHORT_TEXT)
  spare = undefined
  const tokens = scan(text, wordTable(), memory)
  try {
    return findIn(tokens, options)
  } finally {
    if (text.length <= memory.units) wipe(memory, tokens)
    spare = memory
  }
}

function findIn(tokens: Tokens, options: DetectOptions): readonly PersonalDataSpan[] {
  const { text } = tokens
  const words = wordTable()
  const columns = columnHeads(tokens, words)
  const { hits, dates } = findPatterns({ tokens, columns, words, ibans: options.ibans })
  const persons = findPersons({ tokens, columns, hits, threshold: NAME_THRESHOLD })
  const phones = options.phoneNumbers === undefined ? [] : foreignPhones(text, options.phoneNumbers)
  return resolveOverlaps(
    text,
    [...hits, ...persons, ...birthDatesBesideNames(text, persons, dates), ...phones].map(
      ({ type, start, end, score }) => ({
        type,
        start,
        end,
        score,
        detector: BUILT_IN_DETECTOR_ID,
      }),
    ),
  )
}
