import { z } from 'zod'
import { InputInvalidError, ReviewerNotAllowedError } from '../errors.js'
import { newSalt, saltedDigest } from '../internal/digest.js'
import { textIssue } from '../review/decision-texts.js'
import { raisingRole } from '../review/roles.js'
import { TEAM_ALERTS, type TeamAlert } from '../statistics/team.js'
import { SECRET_SETTINGS } from '../store/encryption/secret-settings.js'
import { announce } from './announce.js'
import type { GuardCore } from './core.js'
import { findReviewer } from './desk-people.js'
import { modelRaiseUntil } from './model-changes.js'
import type { SealedKind } from './sealed-record.js'
import { readSealed, writeSealed } from './sealed-setting.js'

const personSchema = z.object({ by: z.string(), role: z.string(), reason: z.string(), salt: z.string() })
const changeSchema = z.discriminatedUnion('cause', [
  z.object({
    action: z.enum(['raised', 'lifted']),
    at: z.string(),
    cause: z.literal('by-hand'),
    person: personSchema,
  }),
  z.object({
    action: z.literal('raised'),
    at: z.string(),
    cause: z.literal('alert'),
    alert: z.enum(TEAM_ALERTS),
  }),
])
type StoredChange = z.output<typeof changeSchema>
const raisesSchema = z.object({ changes: z.array(changeSchema) })

const RAISES: SealedKind<z.output<typeof raisesSchema>> = {
  kind: SECRET_SETTINGS.oversight,
  word: 'garde-fou/oversight/v1',
  schema: raisesSchema,
  what: (id) => `The mode of oversight of "${id}"`,
}

/** One raising of a system's mode, or its lifting. */
export type ModeChange =
  | {
      readonly action: 'raised' | 'lifted'
      /** ISO 8601, UTC. */
      readonly at: string
      readonly cause: 'by-hand'
      readonly by: string
      readonly role: string
      readonly reason: string
    }
  | { readonly action: 'raised'; readonly at: string; readonly cause: 'alert'; readonly alert: TeamAlert }

/** What raises a system's mode for everybody until it is lifted. */
export type StandingRaise = ModeChange & { readonly action: 'raised' }

/** Who raises or lifts, and why. */
export interface ModeCommand {
  /** Id of the authenticated person; what they may do is looked up in the directory. */
  readonly by: string
  /** In their own words, 1 to 20,000 characters. The journal holds its digest only. */
  readonly reason: string
}

/**
 * The mode of oversight of a system, raised to `decide-first` for everybody who takes a case from then on, by people or
 * by an alert of its figures, until an administrator lifts it. Who holds a case keeps the mode it was taken in.
 *
 * Rejects with ReviewerNotAllowedError, InputInvalidError (no such system, no reason), TamperedError or a store error.
 */
export interface ModeRaises {
  /** Undefined while the uses' own modes hold for those who are not new on the system. */
  of(systemId: string): Promise<StandingRaise | undefined>
  /** Until when a change of the system's model raises its mode (ISO 8601, UTC); undefined when none does now. */
  modelChangeUntil(systemId: string): Promise<string | undefined>
  /** Every raising and lifting of a system, oldest first. */
  history(systemId: string): Promise<readonly ModeChange[]>
  /** Raises it by hand. One that people raised already stays as it is. */
  raise(systemId: string, command: ModeCommand): Promise<void>
  /** Lifts what raises it, by hand or by an alert. One that nothing raises stays as it is. */
  lift(systemId: string, command: ModeCommand): Promise<void>
}

/** The raised modes of a guard's systems. */
export function createModeRaises(core: GuardCore): ModeRaises {
  return {
    of: (systemId) => standingRaise(core, systemId),
    modelChangeUntil: (systemId) => modelRaiseUntil(core, systemId),
    history: (systemId) => modeHistory(core, systemId),
    raise: (systemId, command) => changeByHand(core, { systemId, action: 'raised', command }),
    lift: (systemId, command) => changeByHand(core, { systemId, action: 'lifted', command }),
  }
}

/** Every raising and lifting of a system, oldest first. @throws TamperedError, a store error. */
export async function modeHistory(core: Reading, systemId: string): Promise<readonly ModeChange[]> {
  const { record } = await readSealed(core, RAISES, systemId)
  return (record?.changes ?? []).map(publicChange)
}

/** What raises a system's mode now. @throws TamperedError, a store error. */
export async function standingRaise(core: Reading, systemId: string): Promise<StandingRaise | undefined> {
  const last = (await modeHistory(core, systemId)).at(-1)
  return last !== undefined && isRaise(last) ? last : undefined
}

/**
 * Raises a system's mode because its figures ask for it, unless something raises it already.
 *
 * @returns whether it was raised by this.
 * @throws TamperedError, a store error.
 */
export async function raiseByAlert(core: GuardCore, systemId: string, alert: TeamAlert): Promise<boolean> {
  const at = core.clock.now().toISOString()
  return write(core, systemId, (changes) =>
    changes.at(-1)?.action === 'raised' ? undefined : { action: 'raised', at, cause: 'alert', alert },
  )
}

type Reading = Pick<GuardCore, 'store' | 'signingKey'>

interface ByHand {
  readonly systemId: string
  readonly action: StoredChange['action']
  readonly command: ModeCommand
}

async function changeByHand(core: GuardCore, { systemId, action, command }: ByHand): Promise<void> {
  const role = raisingRole(await findReviewer(core, command.by))
  if (!core.systems.has(systemId)) throw new InputInvalidError('systemId', 'names no system of this guard.')
  if (role === undefined)
    throw new ReviewerNotAllowedError(
      'role',
      'The mode of a system is raised and lifted by an administrator.',
    )
  const issue = textIssue(command.reason, 'reason', 1)
  if (issue !== undefined) throw new InputInvalidError(issue.path, `${issue.reason}.`)
  const person = { by: command.by, role, reason: command.reason.trim(), salt: newSalt() }
  const at = core.clock.now().toISOString()
  await write(core, systemId, (changes) => {
    const last = changes.at(-1)
    // Over an alert, people may say that they want it too, and why.
    const isThere =
      action === 'raised' ? last?.action === 'raised' && last.cause === 'by-hand' : last?.action !== 'raised'
    return isThere ? undefined : { action, at, cause: 'by-hand', person }
  })
}

/** Adds what `next` makes of the changes so far, whoever else does so at the same moment. False when that is nothing. */
async function write(
  core: GuardCore,
  systemId: string,
  next: (changes: readonly StoredChange[]) => StoredChange | undefined,
): Promise<boolean> {
  for (;;) {
    const { version, record } = await readSealed(core, RAISES, systemId)
    const changes = record?.changes ?? []
    const change = next(changes)
    if (change === undefined) return false
    const event = change.action === 'raised' ? 'system.mode-raised' : 'system.mode-lifted'
    const written = await writeSealed(core, RAISES, {
      id: systemId,
      version: version + 1,
      record: { changes: [...changes, change] },
      entry: { event, systemId, ...said(change) },
      now: new Date(change.at),
    })
    if (!written) continue
    announce(core, event, { systemId, at: change.at })
    return true
  }
}

/** What the journal says of a change: who in which capacity, and why, by a word or a digest. */
function said(
  change: StoredChange,
): Pick<Parameters<typeof writeSealed>[2]['entry'], 'actor' | 'data' | 'payloads'> {
  if (change.cause === 'alert')
    return { actor: { kind: 'guard' }, data: { cause: change.cause, alert: change.alert } }
  const { role, reason, salt } = change.person
  return {
    actor: { kind: 'agent', role },
    data: { cause: change.cause },
    payloads: { reason: saltedDigest(salt, reason) },
  }
}

function isRaise(change: ModeChange): change is StandingRaise {
  return change.action === 'raised'
}

function publicChange(change: StoredChange): ModeChange {
  if (change.cause === 'alert') return change
  const { action, at, cause, person } = change
  const { by, role, reason } = person
  return { action, at, cause, by, role, reason }
}
