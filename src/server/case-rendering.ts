import type { JsonValue } from '../internal/canonical-json.js'

/** A document of a case. */
export interface CaseDocument {
  /** 1 to 200 letters, digits, dots, hyphens or underscores; the same each time. */
  readonly id: string
  /** As the person reads it: « Avis d’impôt 2025 ». */
  readonly name: string
  /** Such as `application/pdf`. Says how it is shown; what is served is judged by its own bytes. */
  readonly type?: string
  /** Said beside the name, such as « 2 pages ». */
  readonly detail?: string
}

/** The bytes of a document. */
export interface DocumentContent {
  readonly type: string
  readonly bytes: Uint8Array
}

/** How a city shows the cases of one system. Gives data, never markup: what comes back is shown as text. */
export interface CaseRendering {
  /** The case's fields in the city's words and order. A reason's source is looked up in them. Default: the case data as they are. */
  fields?(caseData: JsonValue): readonly { readonly label: string; readonly value: JsonValue }[]
  /** What the AI has not read, one sentence each: « Appel du 12 novembre ». */
  unseen?(caseData: JsonValue): readonly string[]
  documents?(caseData: JsonValue): readonly CaseDocument[]
  /** Reads a document; undefined when it cannot be found. Asked only for one of `documents`, for somebody who may see the case. */
  open?(
    document: CaseDocument,
    context: { readonly reviewId: string; readonly reviewerId: string; readonly signal: AbortSignal },
  ): Promise<DocumentContent | undefined>
}
