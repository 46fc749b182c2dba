import type { z } from 'zod'
import { TamperedError } from '../errors.js'
import { canonicalJson, type JsonValue } from '../internal/canonical-json.js'
import { jsonOf } from '../internal/json-of.js'
import { isSealed, sealOf } from '../review/seal.js'
import type { SettingRow } from '../store/store.js'
import type { GuardCore } from './core.js'
import { type EntryFields, entryOf } from './record.js'
import { lastVersion, settingEntryId } from './setting-trail.js'

/** A kind of settings that carry the guard's seal, and whose every version has its entry in the journal. */
export interface SealedKind<Content extends JsonValue> {
  readonly kind: string
  /** For purpose and version: no seal can pass for one of another kind. */
  readonly word: string
  readonly schema: z.ZodType<Content>
  /** What it is called in messages. */
  readonly what: (id: string) => string
}

/** What is set, and its version; 0 before anything was. */
export interface SealedSetting<Content> {
  readonly version: number
  readonly content?: Content
}

type Sealing = Pick<GuardCore, 'store' | 'signingKey'>

/**
 * Reads a setting as it was last written.
 *
 * @throws TamperedError when it was altered, or put back to an earlier state; a store error.
 */
export async function readSealed<Content extends JsonValue>(
  core: Sealing,
  kind: SealedKind<Content>,
  id: string,
): Promise<SealedSetting<Content>> {
  const found = opened(core, kind, { id, row: await core.store.getSetting(kind.kind, id) })
  const last = await lastVersion(core, { kind: kind.kind, id, version: found.version })
  if (last === found.version) return found
  // Written by somebody else meanwhile: the store has it, too.
  const again = opened(core, kind, { id, row: await core.store.getSetting(kind.kind, id) })
  if (again.version < last) throw new TamperedError(kind.what(id), 'it was put back to an earlier state')
  return again
}

/** The next version of a setting, and the entry that says so. */
export interface SealedWrite<Content> {
  readonly id: string
  readonly version: number
  readonly content: Content
  readonly entry: EntryFields
  readonly now: Date
}

/** Writes the next version of a setting. False when somebody else was first: nothing was written then. */
export async function writeSealed<Content extends JsonValue>(
  core: Sealing,
  kind: SealedKind<Content>,
  { id, version, content, entry, now }: SealedWrite<Content>,
): Promise<boolean> {
  const seal = sealOf(kind.word, [id, version, content], core.signingKey)
  const setting: SettingRow = { kind: kind.kind, id, version, body: canonicalJson({ content, seal }) }
  const entries: [ReturnType<typeof entryOf>] = [entryOf(entry, now, settingEntryId(setting))]
  if ((await core.store.commit({ entries, setting })) !== 'committed') return false
  // A store that lost its connection looks for the entry's id: somebody else's version has the same.
  const row = await core.store.getSetting(kind.kind, id)
  return row === undefined || row.version !== version || row.body === setting.body
}

function opened<Content extends JsonValue>(
  { signingKey }: Sealing,
  { word, schema, what }: SealedKind<Content>,
  { id, row }: { readonly id: string; readonly row: SettingRow | undefined },
): SealedSetting<Content> {
  if (row === undefined) return { version: 0 }
  const { version, body } = row
  const read = (jsonOf(body) ?? {}) as { readonly content?: unknown; readonly seal?: unknown }
  const parsed = schema.safeParse(read.content)
  if (!parsed.success || typeof read.seal !== 'string') throw new TamperedError(what(id), 'it cannot be read')
  const { data: content } = parsed
  if (!isSealed(word, [id, version, content], { seal: read.seal, key: signingKey }))
    throw new TamperedError(what(id), 'it does not carry the guard’s seal')
  return { version, content }
}
