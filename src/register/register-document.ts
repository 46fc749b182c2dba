import { z } from 'zod'
import { SHEET_VERSION, systemSheetSchema } from './sheet-schema.js'
import type { SystemSheet } from './system-sheet.js'

/** Licence Ouverte / Open Licence 2.0 of Etalab, under which French administrations publish. */
export const REGISTER_LICENCE = 'https://www.etalab.gouv.fr/licence-ouverte-open-licence/'

/** The register as one JSON document. */
export interface RegisterDocument {
  readonly $schema: string
  readonly version: typeof SHEET_VERSION
  readonly title: string
  readonly administration: string
  /** ISO 8601, UTC. */
  readonly generatedAt: string
  readonly licence: string
  readonly systems: readonly SystemSheet[]
}

const documentSchema: z.ZodType<RegisterDocument> = z.strictObject({
  $schema: z.string(),
  version: z.literal(SHEET_VERSION),
  title: z.string(),
  administration: z.string(),
  generatedAt: z.iso.datetime(),
  licence: z.string(),
  systems: z.array(systemSheetSchema),
})

/** What a document says of itself. */
export interface DocumentFacts {
  /** Address of the JSON Schema. */
  readonly schemaUrl: string
  readonly title: string
  readonly administration: string
  readonly at: Date
}

/** The register as one JSON document, valid under {@link registerJsonSchema}. */
export function registerDocument(sheets: readonly SystemSheet[], facts: DocumentFacts): RegisterDocument {
  return {
    $schema: facts.schemaUrl,
    version: SHEET_VERSION,
    title: facts.title,
    administration: facts.administration,
    generatedAt: facts.at.toISOString(),
    licence: REGISTER_LICENCE,
    systems: [...sheets],
  }
}

/** JSON Schema (2020-12) of the document. */
export function registerJsonSchema(): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(documentSchema)
}
