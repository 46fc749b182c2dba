import type { JsonValue } from '../internal/canonical-json.js'
import type { ModelRecord, SystemRecord } from '../system/system-record.js'

/** What a label says of the system, as it was when the suggestion was made. */
export type LabelledSystem = Pick<SystemRecord, 'id' | 'version' | 'name' | 'recordUrl'> & {
  readonly model: Pick<ModelRecord, 'name' | 'supplier' | 'version' | 'nature'>
}

/** A held suggestion as it is kept: one payload, read through a view or a decision only. */
export interface SuggestionContent {
  /** The model's answer as JSON, before the schema's transformations. */
  readonly value: JsonValue
  /** When the model answered (ISO 8601, UTC). */
  readonly generatedAt: string
  readonly system: LabelledSystem
  /** What the model was given. Absent where it was not recorded, such as in control cases. */
  readonly input?: RecordedInput
}

/** What a model was given, kept with its suggestion so that it can be explained (CRPA R. 311-3-1-2). */
export type RecordedInput = {
  /** Personal data had been replaced by placeholders; the texts kept are those with the values. */
  readonly placeholders: boolean
} & (
  | { readonly from: 'case' }
  /** The input, or the texts by their place in the request, where the reviewer reads something else. */
  | { readonly from: 'texts'; readonly texts: JsonValue }
)
