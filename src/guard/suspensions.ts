import { InputInvalidError, ReviewerNotAllowedError } from '../errors.js'
import { newSalt, saltedDigest } from '../internal/digest.js'
import { textIssue } from '../review/decision-texts.js'
import { stoppingRole } from '../review/roles.js'
import { announce } from './announce.js'
import type { GuardCore } from './core.js'
import { findReviewer } from './desk-people.js'
import { entryOf } from './record.js'
import { settingEntryId } from './setting-trail.js'
import {
  type Press,
  pressesOf,
  pressRow,
  type Suspension,
  type SuspensionChange,
  suspensionOf,
  suspensionsIn,
} from './suspension-state.js'

export type { Suspension, SuspensionChange } from './suspension-state.js'

/** Who presses the button, and why. */
export interface SuspensionCommand {
  /** Id of the authenticated person; what they may do is looked up in the directory. */
  readonly by: string
  /** In their own words, 1 to 20,000 characters. The journal holds its digest only. */
  readonly reason: string
}

/**
 * The stop button of each system. Every process on the same store obeys it from its next look at the store, which each
 * call takes before the model is asked and again before anything is released or held.
 *
 * Rejects with ReviewerNotAllowedError, InputInvalidError (no such system, no reason), TamperedError or a store error.
 */
export interface Suspensions {
  /** Undefined while the system runs. */
  of(systemId: string): Promise<Suspension | undefined>
  /** Every system that is suspended now. */
  list(): Promise<readonly Suspension[]>
  /** Every press of a system's button, oldest first. */
  history(systemId: string): Promise<readonly SuspensionChange[]>
  /** Stops a system. One that is stopped already stays as it is. */
  suspend(systemId: string, command: SuspensionCommand): Promise<void>
  /** Lets a system run again. One that runs stays as it is. */
  resume(systemId: string, command: SuspensionCommand): Promise<void>
}

/** The stop buttons of a guard's systems. */
export function createSuspensions(core: GuardCore): Suspensions {
  return {
    of: (systemId) => suspensionOf(core, systemId),
    list: () => suspensionsIn(core),
    async history(systemId) {
      const { presses } = await pressesOf(core, systemId)
      return presses.map(({ salt: _, ...press }) => press)
    },
    suspend: (systemId, command) => press(core, { systemId, action: 'suspended', command }),
    resume: (systemId, command) => press(core, { systemId, action: 'resumed', command }),
  }
}

interface Wanted {
  readonly systemId: string
  readonly action: Press['action']
  readonly command: SuspensionCommand
}

async function press(core: GuardCore, { systemId, action, command }: Wanted): Promise<void> {
  const role = await roleToStop(core, systemId, command.by)
  const issue = textIssue(command.reason, 'reason', 1)
  if (issue !== undefined) throw new InputInvalidError(issue.path, `${issue.reason}.`)
  for (;;) {
    const { version, presses } = await pressesOf(core, systemId)
    // What was never pressed runs.
    if ((presses.at(-1)?.action ?? 'resumed') === action) return
    const at = core.clock.now()
    const pressed: Press = {
      action,
      at: at.toISOString(),
      by: command.by,
      role,
      reason: command.reason.trim(),
      salt: newSalt(),
    }
    const setting = pressRow(core, { systemId, version: version + 1, presses: [...presses, pressed] })
    const event = action === 'suspended' ? 'system.suspended' : 'system.resumed'
    const entry = entryOf(
      {
        event,
        systemId,
        actor: { kind: 'agent', role },
        data: {},
        payloads: { reason: saltedDigest(pressed.salt, pressed.reason) },
      },
      at,
      settingEntryId(setting),
    )
    if ((await core.store.commit({ entries: [entry], setting })) !== 'committed') continue
    // A store that lost its connection looks for the entry's id: somebody else's press at this place has the same.
    const { presses: pressedNow } = await pressesOf(core, systemId)
    if (pressedNow[presses.length]?.salt !== pressed.salt) continue
    return announce(core, event, { systemId, at: pressed.at })
  }
}

async function roleToStop(core: GuardCore, systemId: string, by: string): Promise<string> {
  const person = await findReviewer(core, by)
  const system = core.systems.get(systemId)
  if (system === undefined) throw new InputInvalidError('systemId', 'names no system of this guard.')
  const role = stoppingRole(system.record, person)
  if (role === undefined)
    throw new ReviewerNotAllowedError('role', 'A system is suspended by its supervisor or an administrator.')
  return role
}
