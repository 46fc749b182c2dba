/** The twelve sorts of personal data that are looked for. */
export type PersonalDataType =
  | 'person'
  | 'email'
  | 'phone'
  | 'nir'
  | 'iban'
  | 'address'
  | 'birth-date'
  | 'plate'
  | 'ip'
  | 'card'
  | 'fiscal-id'
  | 'id-document'

/** Every type, in the order in which reports list them. */
export const PERSONAL_DATA_TYPES: readonly PersonalDataType[] = Object.freeze([
  'person',
  'email',
  'phone',
  'nir',
  'iban',
  'address',
  'birth-date',
  'plate',
  'ip',
  'card',
  'fiscal-id',
  'id-document',
])

/** One piece of personal data in a text. Never holds the value itself, so that it may be logged. */
export interface PersonalDataSpan {
  readonly type: PersonalDataType
  /** First UTF-16 code unit of the value in the original text. */
  readonly start: number
  /** One past its last code unit: `text.slice(start, end)` is the value as written. */
  readonly end: number
  /** How sure the detector is, between 0 and 1. A value with a verified key scores 0.95 or more. */
  readonly score: number
  /** Id of the detector that found it, such as `garde-fou`. */
  readonly detector: string
}

/**
 * Something that finds personal data in a text. A city plugs its own here, such as a named-entity service: it may
 * answer at once or later. An answer that is malformed or a detector that throws is a fault, never "nothing found".
 */
export interface Detector {
  /** Unique among the detectors of a run, such as `ville.ner`. */
  readonly id: string
  /** What it can find. Spans of other types are refused. */
  readonly types: readonly PersonalDataType[]
  /** `signal` fires when the caller gives up. Offsets are UTF-16 code units of `text`. */
  detect(
    text: string,
    signal: AbortSignal,
  ): readonly PersonalDataSpan[] | Promise<readonly PersonalDataSpan[]>
}

/** A detector that answers at once, without I/O. */
export interface SyncDetector extends Detector {
  detect(text: string, signal?: AbortSignal): readonly PersonalDataSpan[]
}

/** The part of `libphonenumber-js` that is used when it is given: finds foreign numbers that the own rules leave. */
export interface PhoneNumberLibrary {
  findPhoneNumbersInText(
    text: string,
    options: { readonly defaultCountry: 'FR'; readonly v2: true },
  ): readonly { readonly startsAt: number; readonly endsAt: number }[]
}

/** The part of `ibantools` that is used when it is given: has the last word on an IBAN whose key is right. */
export interface IbanLibrary {
  isValidIBAN(iban: string): boolean
}

/** What to look for, and how sure to be. */
export interface DetectOptions {
  /** Only these types. Default: all. */
  readonly types?: readonly PersonalDataType[]
  /** Spans below this score are left out. Between 0 and 1, default 0.5. */
  readonly minScore?: number
  /** `import * as phoneNumbers from 'libphonenumber-js'`, an optional peer. Slower: it reads the text again. */
  readonly phoneNumbers?: PhoneNumberLibrary
  /** `import * as ibans from 'ibantools'`, an optional peer. */
  readonly ibans?: IbanLibrary
}
