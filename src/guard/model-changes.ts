import { z } from 'zod'
import { TamperedError } from '../errors.js'
import { digestOf } from '../internal/digest.js'
import { hoursAfter } from '../review/moments.js'
import type { SystemRecord } from '../system/system-record.js'
import { reportFault } from './announce.js'
import type { GuardCore } from './core.js'
import type { EntryFields } from './record.js'
import type { SealedKind } from './sealed-record.js'
import { readSealed, type SealedSetting, writeSealed } from './sealed-setting.js'

const HOURS_PER_DAY = 24

/** By system. */
const modelsSchema = z.record(
  z.string(),
  z.object({
    /** Of name, supplier and version: what the record says the model is. */
    digest: z.string(),
    /** When it took the place of another (ISO 8601, UTC). Null while it is the first that this store knows. */
    changedAt: z.string().nullable(),
  }),
)
type Models = z.output<typeof modelsSchema>

const MODELS: SealedKind<Models> = {
  kind: 'models',
  word: 'garde-fou/models/v1',
  schema: modelsSchema,
  what: () => 'The note of the systems’ models',
}
/** One note for all systems of a store: it is written with the entry that a guard started, and only when it changes. */
const ID = 'declared'

/**
 * Writes that a guard starts, and notes the models of its systems when they are not those that the store knows. Nothing
 * else says that a model changed: entries of calls name the record's version, and a record changes for many reasons. A
 * note that was altered is reported and stays as it is: whoever takes a case then gives their opinion first.
 *
 * @returns false when there was nothing to note, and nothing was written.
 * @throws a store error.
 */
export async function startWithModels(core: GuardCore, started: EntryFields): Promise<boolean> {
  for (;;) {
    const known = await readReporting(core)
    const now = core.clock.now()
    const next = known && noted(core, known.record ?? {}, now.toISOString())
    if (known === undefined || next === undefined) return false
    const data = { ...started.data, ...(next.changed.length === 0 ? {} : { modelsChanged: next.changed }) }
    const write = {
      id: ID,
      version: known.version + 1,
      record: next.models,
      entry: { ...started, data },
      now,
    }
    // Another process that starts at the same moment is looked at again.
    if (await writeSealed(core, MODELS, write)) return true
  }
}

async function readReporting(core: GuardCore): Promise<SealedSetting<Models> | undefined> {
  try {
    return await readSealed(core, MODELS, ID)
  } catch (error) {
    if (!(error instanceof TamperedError)) throw error
    reportFault(core, error)
    return undefined
  }
}

/** The note with this guard's models in it, and whose took the place of another; undefined when it says so already. */
function noted(
  { systems }: Pick<GuardCore, 'systems'>,
  known: Models,
  at: string,
): { readonly models: Models; readonly changed: readonly string[] } | undefined {
  const fresh = [...systems.values()]
    .map(({ record }) => ({ id: record.id, digest: modelDigest(record) }))
    .filter(({ id, digest }) => modelIn(known, id)?.digest !== digest)
  if (fresh.length === 0) return undefined
  const entries = fresh.map(({ id, digest }) => {
    const changedAt = modelIn(known, id) === undefined ? null : at
    return [id, { digest, changedAt }] as const
  })
  return {
    models: { ...known, ...Object.fromEntries(entries) },
    changed: entries.filter(([, { changedAt }]) => changedAt !== null).map(([id]) => id),
  }
}

function modelIn(models: Models, systemId: string): Models[string] | undefined {
  return Object.hasOwn(models, systemId) ? models[systemId] : undefined
}

function modelDigest({ model: { name, supplier, version } }: SystemRecord): string {
  return digestOf('garde-fou/model/v1', [name, supplier, version ?? null])
}

/**
 * Until when a change of a system's model raises its mode (ISO 8601, UTC); undefined when none does now.
 *
 * @throws TamperedError, a store error.
 */
export async function modelRaiseUntil(
  core: Pick<GuardCore, 'store' | 'signingKey' | 'clock' | 'oversight'>,
  systemId: string,
): Promise<string | undefined> {
  const days = core.oversight?.modelChangeDays ?? 0
  if (days === 0) return undefined
  const { record = {} } = await readSealed(core, MODELS, ID)
  const changedAt = modelIn(record, systemId)?.changedAt ?? undefined
  if (changedAt === undefined) return undefined
  const until = hoursAfter(changedAt, days * HOURS_PER_DAY)
  return until > core.clock.now().toISOString() ? until : undefined
}
