import { z } from 'zod'
import { InputInvalidError, TamperedError } from '../errors.js'
import { canonicalJson } from '../internal/canonical-json.js'
import { newSalt, saltedDigest, sha256 } from '../internal/digest.js'
import { jsonOf } from '../internal/json-of.js'
import { textIssue } from '../review/decision-texts.js'
import { readReference } from '../review/reference.js'
import { isSealed, sealOf } from '../review/seal.js'
import { SECRET_SETTINGS } from '../store/encryption/secret-settings.js'
import type { SettingRow } from '../store/store.js'
import type { GuardCore } from './core.js'
import { entryOf } from './record.js'
import { lastVersion, settingEntryId } from './setting-trail.js'

/** A case that nothing may be erased of: a dispute, a request of a court or of the archives. */
export interface LegalHold {
  readonly subject: string
  /** ISO 8601, UTC. */
  readonly since: string
  readonly reason: string
}

const KIND = SECRET_SETTINGS.legalHold
const SEAL_WORD = 'garde-fou/legal-hold/v1'

const bodySchema = z.strictObject({
  hold: z
    .strictObject({ subject: z.string(), since: z.string(), reason: z.string(), salt: z.string() })
    .nullable(),
  seal: z.string(),
})
type StoredHold = z.output<typeof bodySchema>['hold']

/** The holds in force. */
export async function listHolds(core: GuardCore): Promise<readonly LegalHold[]> {
  const rows = await core.store.listSettings(KIND)
  return rows
    .map((row) => holdIn(core, row))
    .filter((hold) => hold !== null)
    .map(({ subject, since, reason }) => ({ subject, since, reason }))
}

/** True while nothing of a case may be erased. @throws TamperedError when nobody can tell. */
export async function isHeld(core: GuardCore, subject: string): Promise<boolean> {
  const { hold } = await holdOf(core, idOf(core, subject))
  return hold !== null
}

/** A hold as the store has it, when the journal has none after it. */
async function holdOf(
  core: GuardCore,
  id: string,
): Promise<{ readonly hold: StoredHold; readonly version: number }> {
  const read = async (): Promise<{ readonly hold: StoredHold; readonly version: number }> => {
    const row = await core.store.getSetting(KIND, id)
    return row === undefined ? { hold: null, version: 0 } : { hold: holdIn(core, row), version: row.version }
  }
  const found = await read()
  const last = await lastVersion(core, { kind: KIND, id, version: found.version })
  if (last === found.version) return found
  // Set or lifted by somebody else meanwhile: the store has it, too.
  const again = await read()
  if (again.version < last) throw new TamperedError('A legal hold', 'it was put back to an earlier state')
  return again
}

/** Sets a hold, or lifts it. One that is there already, or is not, stays as it is. The journal holds the reason's digest. */
export async function setHold(
  core: GuardCore,
  { subject, reason, on }: { readonly subject: string; readonly reason: string; readonly on: boolean },
): Promise<void> {
  if (typeof subject !== 'string' || subject === '')
    throw new InputInvalidError('subject', 'must be the number of a case.')
  const issue = textIssue(reason, 'reason', 1)
  if (issue !== undefined) throw new InputInvalidError(issue.path, `${issue.reason}.`)
  const id = idOf(core, subject)
  for (;;) {
    const { hold: before, version: from } = await holdOf(core, id)
    if ((before !== null) === on) return
    const now = core.clock.now()
    const salt = newSalt()
    // Once it is lifted the case's number is no longer needed, and may have to be forgotten.
    const hold: StoredHold = on ? { subject, since: now.toISOString(), reason: reason.trim(), salt } : null
    const version = from + 1
    const seal = sealOf(SEAL_WORD, [id, version, hold], core.signingKey)
    const entry = entryOf(
      {
        event: on ? 'hold.set' : 'hold.lifted',
        actor: { kind: 'guard' },
        data: {},
        payloads: { reason: saltedDigest(salt, reason.trim()) },
      },
      now,
      settingEntryId({ kind: KIND, id, version }),
    )
    const setting = { kind: KIND, id, version, body: canonicalJson({ hold, seal }) }
    if ((await core.store.commit({ entries: [entry], setting })) !== 'committed') continue
    // A store that lost its connection looks for the entry's id: somebody else's change at this place has the same.
    const row = await core.store.getSetting(KIND, id)
    if (row?.version !== version || row.body === setting.body) return
  }
}

function holdIn({ signingKey }: GuardCore, { id, version, body }: SettingRow): StoredHold {
  const parsed = bodySchema.safeParse(jsonOf(body))
  if (!parsed.success) throw new TamperedError('A legal hold', 'it cannot be read')
  const { hold, seal } = parsed.data
  if (!isSealed(SEAL_WORD, [id, version, hold], { seal, key: signingKey }))
    throw new TamperedError('A legal hold', 'it does not carry the guard’s seal')
  return hold
}

/** Over the guard's signature, which is always the same: a plain digest would let others try out case numbers. */
function idOf({ signingKey }: Pick<GuardCore, 'signingKey'>, subject: string): string {
  const number = readReference(subject)
  // The number of a receipt is one number however it was typed.
  const name = number.ok ? number.reference : subject
  return sha256(sealOf('garde-fou/legal-hold-id/v1', name, signingKey))
}
