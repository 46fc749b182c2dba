/**
 * Detectors of personal data in French and English texts, and of the special categories of GDPR art. 9 and 10.
 *
 * @module
 */
export { defaultDetectors, detectPersonalData, runDetectors } from './detect.js'
export {
  PERSONAL_DATA_CHECK_ID,
  type PersonalDataCheckOptions,
  personalDataCheck,
} from './personal-data-check.js'
export {
  type Issued,
  type PseudonymisedText,
  type PseudonymisedTexts,
  pseudonymise,
  pseudonymiseTexts,
  type SpannedText,
} from './pseudonyms/pseudonymise.js'
export {
  type RestoreOptions,
  type Restorer,
  restore,
  restorerFor,
  type StreamRestorer,
  streamRestorer,
} from './pseudonyms/restore.js'
export {
  EMPTY_TABLE,
  type PlaceholderEntry,
  type PlaceholderTable,
  type PlaceholderType,
  type WrittenForm,
} from './pseudonyms/table.js'
export { resolveOverlaps } from './resolve-overlaps.js'
export {
  SPECIAL_CATEGORIES,
  type SpecialCategory,
  type SpecialCategorySpan,
  specialCategories,
} from './special-categories.js'
export {
  type DetectOptions,
  type Detector,
  type IbanLibrary,
  PERSONAL_DATA_TYPES,
  type PersonalDataSpan,
  type PersonalDataType,
  type PhoneNumberLibrary,
  type SyncDetector,
} from './types.js'
