import { TamperedError } from '../errors.js'
import { canonicalJson } from '../internal/canonical-json.js'
import { isSealed, sealOf } from '../review/seal.js'
import { SECRET_SETTINGS } from '../store/encryption/secret-settings.js'
import type { SettingRow } from '../store/store.js'
import { reportFault } from './announce.js'
import type { GuardCore } from './core.js'
import { lastVersion } from './setting-trail.js'

/** A system that was stopped by a person. */
export interface Suspension {
  readonly systemId: string
  /** ISO 8601, UTC. */
  readonly since: string
  readonly by: string
  /** The role in which it was suspended. */
  readonly role: string
  readonly reason: string
}

/** One press of the button. */
export interface SuspensionChange {
  readonly action: 'suspended' | 'resumed'
  /** ISO 8601, UTC. */
  readonly at: string
  readonly by: string
  readonly role: string
  readonly reason: string
}

/** What is needed to read and seal suspensions. */
export type StopCore = Pick<GuardCore, 'store' | 'signingKey' | 'pressesSeen'>

/** The kind of settings that suspensions are. */
export const SUSPENSION_KIND: 'suspension' = SECRET_SETTINGS.suspension
const SEAL_WORD = 'garde-fou/suspension/v1'

/** One press, as it is stored. */
export interface Press extends SuspensionChange {
  /** Makes the digest of the reason in the journal unguessable. */
  readonly salt: string
}

/** Every press of one button, and the version of its row. */
export interface Presses {
  readonly version: number
  readonly presses: readonly Press[]
}

/**
 * The suspension of a system, as the store has it now.
 *
 * @throws TamperedError when it was altered: nobody can tell then whether the system may run. A store error.
 */
export async function suspensionOf(core: StopCore, systemId: string): Promise<Suspension | undefined> {
  const { presses } = await pressesOf(core, systemId)
  return suspensionIn(systemId, presses)
}

/**
 * Every press of a system's button.
 *
 * @throws TamperedError, a store error.
 */
export async function pressesOf(core: StopCore, systemId: string): Promise<Presses> {
  const seen = core.pressesSeen?.get(systemId) ?? 0
  return pressesIn(core, systemId, { row: await core.store.getSetting(SUSPENSION_KIND, systemId), seen })
}

/**
 * The suspensions of all systems that are suspended, in one look at the store: also those of other applications.
 *
 * @throws TamperedError, a store error.
 */
export async function suspensionsIn(
  core: StopCore & Pick<GuardCore, 'systems'>,
): Promise<readonly Suspension[]> {
  // Before the look, as in `pressesOf`: whoever presses meanwhile makes nobody a liar.
  const seen = new Map(core.pressesSeen)
  const rows = new Map((await core.store.listSettings(SUSPENSION_KIND)).map((row) => [row.id, row]))
  // Those of this guard whose row is gone, too.
  return [...new Set([...rows.keys(), ...core.systems.keys()])].flatMap((id) => {
    const { presses } = pressesIn(core, id, { row: rows.get(id), seen: seen.get(id) ?? 0 })
    return suspensionIn(id, presses) ?? []
  })
}

function pressesIn(
  core: StopCore,
  systemId: string,
  { row, seen }: { readonly row: SettingRow | undefined; readonly seen: number },
): Presses {
  const found = readButton(core, row)
  if (found.version < seen)
    throw new TamperedError(
      `The suspension of "${systemId}"`,
      `the store has its button pressed ${found.version} times, it was pressed ${seen} times`,
    )
  core.pressesSeen?.set(systemId, Math.max(found.version, core.pressesSeen.get(systemId) ?? 0))
  return found
}

function readButton(core: StopCore, row: SettingRow | undefined): Presses {
  return row === undefined
    ? { version: 0, presses: [] }
    : { version: row.version, presses: readPresses(core, row) }
}

/**
 * Compares every button with the journal, and remembers how often each was pressed: a button that is put back to an
 * earlier state stops its system from then on (TamperedError), and never lets one that was suspended run in silence.
 *
 * @returns the systems whose buttons were put back, or altered.
 * @throws a store error.
 */
export async function compareButtons(
  core: StopCore & Pick<GuardCore, 'systems'>,
): Promise<readonly string[]> {
  const behind: string[] = []
  for (const id of core.systems.keys()) {
    const version = await storedVersion(core, id)
    const last = await lastVersion(core, { kind: SUSPENSION_KIND, id, version: version ?? 0 })
    core.pressesSeen?.set(id, Math.max(last, core.pressesSeen.get(id) ?? 0))
    // Pressed by somebody else meanwhile: the store has it, too.
    const now = last === version ? version : await storedVersion(core, id)
    if (now === undefined || now < last) behind.push(id)
  }
  return behind
}

/** How often a button was pressed; undefined when its row cannot be trusted. */
async function storedVersion(core: StopCore, systemId: string): Promise<number | undefined> {
  try {
    return readButton(core, await core.store.getSetting(SUSPENSION_KIND, systemId)).version
  } catch (error) {
    if (error instanceof TamperedError) return undefined
    throw error
  }
}

/** The same, told to whoever listens. */
export async function reportButtons(core: GuardCore): Promise<void> {
  for (const id of await compareButtons(core)) {
    const detail = 'it is not as it was left. The system stays stopped until it is repaired'
    reportFault(core, new TamperedError(`The suspension of "${id}"`, detail))
  }
}

/** The row of a button's presses, sealed. */
export function pressRow(
  { signingKey }: StopCore,
  { systemId, version, presses }: Presses & { readonly systemId: string },
): SettingRow {
  const seal = sealOf(SEAL_WORD, [systemId, version, presses], signingKey)
  return { kind: SUSPENSION_KIND, id: systemId, version, body: canonicalJson({ presses, seal }) }
}

/** @throws TamperedError when a row does not carry the guard's seal. */
export function readPresses({ signingKey }: StopCore, { id, version, body }: SettingRow): readonly Press[] {
  const altered = (detail: string): TamperedError => new TamperedError(`The suspension of "${id}"`, detail)
  let read: unknown
  try {
    read = JSON.parse(body)
  } catch {
    throw altered('it is not JSON')
  }
  const { presses, seal } = (read ?? {}) as { readonly presses?: unknown; readonly seal?: unknown }
  if (
    typeof seal !== 'string' ||
    !Array.isArray(presses) ||
    !isSealed(SEAL_WORD, [id, version, presses], { seal, key: signingKey })
  )
    throw altered('it does not carry the guard’s seal')
  // The seal proves that this guard wrote them.
  return presses as readonly Press[]
}

/** The suspension that presses amount to; undefined when the system runs. */
export function suspensionIn(systemId: string, presses: readonly Press[]): Suspension | undefined {
  const last = presses.at(-1)
  if (last?.action !== 'suspended') return undefined
  const { at: since, by, role, reason } = last
  return { systemId, since, by, role, reason }
}
