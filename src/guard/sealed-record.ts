import type { z } from 'zod'
import { TamperedError } from '../errors.js'
import { canonicalJson } from '../internal/canonical-json.js'
import { jsonOf } from '../internal/json-of.js'
import { isSealed, sealOf } from '../review/seal.js'
import type { SettingRow } from '../store/store.js'
import type { GuardCore } from './core.js'

/** A kind of settings that carry the guard's seal over their place, their version and what they say. */
export interface SealedKind<Content> {
  readonly kind: string
  /** For purpose and version: no seal can pass for one of another kind. */
  readonly word: string
  readonly schema: z.ZodType<Content>
  /** What it is called in messages. */
  readonly what: (id: string) => string
}

/** What is said, and its place in the store. */
export interface StoredRecord<Content> {
  readonly id: string
  readonly version: number
  readonly record: Content
}

type Sealing = Pick<GuardCore, 'signingKey'>

/** A record as it is stored, sealed. */
export function sealedRow<Content>(
  { signingKey }: Sealing,
  { kind, word }: Pick<SealedKind<Content>, 'kind' | 'word'>,
  { id, version, record }: StoredRecord<Content>,
): SettingRow {
  const seal = sealOf(word, [id, version, record], signingKey)
  return { kind, id, version, body: canonicalJson({ record, seal }) }
}

/** A row as the guard wrote it, or undefined: it was altered, or cannot be read. */
export function openSealed<Content>(
  { signingKey }: Sealing,
  { word, schema }: Pick<SealedKind<Content>, 'word' | 'schema'>,
  { id, version, body }: SettingRow,
): StoredRecord<Content> | undefined {
  const { record, seal } = (jsonOf(body) ?? {}) as { readonly record?: unknown; readonly seal?: unknown }
  const parsed = schema.safeParse(record)
  if (!parsed.success || typeof seal !== 'string') return undefined
  return isSealed(word, [id, version, parsed.data], { seal, key: signingKey })
    ? { id, version, record: parsed.data }
    : undefined
}

/** @throws TamperedError when a row is not as the guard wrote it. */
export function readSealedRow<Content>(
  core: Sealing,
  kind: SealedKind<Content>,
  row: SettingRow,
): StoredRecord<Content> {
  const stored = openSealed(core, kind, row)
  if (stored === undefined) throw new TamperedError(kind.what(row.id), 'it is not as the guard sealed it')
  return stored
}
