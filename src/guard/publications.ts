import { z } from 'zod'
import { canonicalJson } from '../internal/canonical-json.js'
import { digestOf } from '../internal/digest.js'
import { jsonOf } from '../internal/json-of.js'
import { isSealed, sealOf } from '../review/seal.js'
import type { SettingRow } from '../store/store.js'
import type { GuardCore } from './core.js'
import { entryOf } from './record.js'

/** One line of a system's public sheet, under a name that stays. In the record's language. */
export interface PublishedFact {
  readonly key: string
  readonly text: string
}

/** What a sheet said from a moment on. `altered`: the version was changed in the database, and nothing of it is believed. */
export type Publication =
  | {
      readonly status: 'kept'
      readonly version: number
      /** When the register first showed it (ISO 8601, UTC). */
      readonly at: string
      readonly facts: readonly PublishedFact[]
    }
  | { readonly status: 'altered'; readonly version: number }

/** What the public register has said of each system, version by version. Rejects with a store error. */
export interface Publications {
  /** Keeps what a sheet says, when it is not what it said last. The journal holds its digest. */
  record(systemId: string, facts: readonly PublishedFact[]): Promise<'recorded' | 'unchanged'>
  /** Every version of a sheet, the latest first. */
  history(systemId: string): Promise<readonly Publication[]>
}

const SEAL_WORD = 'garde-fou/publication/v1'
const DIGITS = 6

const publicationSchema = z.strictObject({
  at: z.string(),
  facts: z.array(z.strictObject({ key: z.string(), text: z.string() })),
})
const bodySchema = z.strictObject({ publication: publicationSchema, seal: z.string() })

/** The publications of a guard. */
export function createPublications(core: GuardCore): Publications {
  return {
    record: (systemId, facts) => recordPublication(core, systemId, facts),
    async history(systemId) {
      const rows = await core.store.listSettings(kindOf(systemId))
      return rows.map((row) => publicationIn(core, row)).toReversed()
    },
  }
}

async function recordPublication(
  core: GuardCore,
  systemId: string,
  facts: readonly PublishedFact[],
): Promise<'recorded' | 'unchanged'> {
  const kind = kindOf(systemId)
  for (;;) {
    const row = (await core.store.listSettings(kind)).at(-1)
    const last = row === undefined ? undefined : publicationIn(core, row)
    if (last?.status === 'kept' && canonicalJson(last.facts) === canonicalJson(facts)) return 'unchanged'
    const now = core.clock.now()
    const version = (last?.version ?? 0) + 1
    const id = String(version).padStart(DIGITS, '0')
    const publication = { at: now.toISOString(), facts: [...facts] }
    const seal = sealOf(SEAL_WORD, [kind, id, publication], core.signingKey)
    const data = { version, digest: digestOf(SEAL_WORD, facts) }
    const entry = entryOf({ event: 'register.published', systemId, actor: { kind: 'guard' }, data }, now)
    const setting = { kind, id, version: 1, body: canonicalJson({ publication, seal }) }
    // Another process that has published it first is looked at again.
    if ((await core.store.commit({ entries: [entry], setting })) === 'committed') return 'recorded'
  }
}

function publicationIn(
  { signingKey }: Pick<GuardCore, 'signingKey'>,
  { kind, id, body }: SettingRow,
): Publication {
  const version = Number(id)
  const parsed = bodySchema.safeParse(jsonOf(body))
  if (!parsed.success) return { status: 'altered', version }
  const { publication, seal } = parsed.data
  return isSealed(SEAL_WORD, [kind, id, publication], { seal, key: signingKey })
    ? { status: 'kept', version, ...publication }
    : { status: 'altered', version }
}

/** Ids are written with zeros in front: the store lists settings of a kind by their id. */
function kindOf(systemId: string): string {
  return `publication:${systemId}`
}
