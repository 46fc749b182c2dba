import type { CompiledQuery } from 'kysely'
import type { CommitResult, StoreWrite } from '../store.js'
import { type CommitRow, type CommitShape, type Step, UNDONE } from './commit-queries.js'
import type { Connection } from './connections.js'
import { PostgresFault, UNIQUE_VIOLATION } from './faults.js'
import type { Session } from './session.js'
import { argsOf, type ListTable } from './write-args.js'

/** What to do about a review that somebody else is changing at this moment. */
type WhenLocked = 'wait' | 'pass-over'

/** How to commit. */
export interface CommitOptions {
  /** Default `wait`. */
  readonly whenLocked?: WhenLocked
  /** An earlier try, alone or with others, may have been carried out. */
  readonly mayBeDone?: boolean
}

/**
 * Applies one write in one statement. When a connection is lost in the middle, the id of the write's first entry tells
 * whether it was carried out, so trying again never does it twice.
 *
 * @throws StoreFailedError when the write contradicts itself or what is stored; StoreBusyError.
 */
export async function commit(
  session: Session,
  write: StoreWrite,
  { whenLocked = 'wait', mayBeDone: triedBefore = false }: CommitOptions = {},
): Promise<CommitResult> {
  const args = argsOf(write)
  const result = await session.use(async (db, state) => {
    const mayBeDone = triedBefore || state.mayBeDone
    // A first try that may still be at work is waited for: its end decides.
    const shape = shapeOf(write, mayBeDone ? 'wait' : whenLocked)
    const fault = await send(db, session.queries.commits(shape)(args))
    if (fault === 'written') return 'committed'
    if (mayBeDone && (await wasWritten(db, session, write))) return 'committed'
    return conflictOf(db, session, { write, fault })
  })
  if (result === 'committed') session.changed()
  return result
}

/** Sends a write inside an open transaction, which is of no more use when nothing was written. */
export function commitWithin(
  db: Connection,
  session: Session,
  write: StoreWrite,
): Promise<'written' | 'moved' | PostgresFault> {
  return send(db, session.queries.commits(shapeOf(write, 'wait'))(argsOf(write)))
}

/** What the statement did. `moved`: nothing, because something is not at its version. A taken key is returned, not thrown. */
async function send(
  db: Connection,
  query: CompiledQuery<CommitRow>,
): Promise<'written' | 'moved' | PostgresFault> {
  try {
    const [row] = await db.change(query)
    return row?.done === 1 ? 'written' : 'moved'
  } catch (error) {
    if (error instanceof PostgresFault && error.code === UNDONE) return 'moved'
    if (error instanceof PostgresFault && error.code === UNIQUE_VIOLATION) return error
    throw error
  }
}

/** True when an earlier try of the same write was carried out. */
export async function wasWritten(db: Connection, { queries }: Session, write: StoreWrite): Promise<boolean> {
  return (await db.first(queries.journal.exists({ id: write.entries[0].id }))) !== undefined
}

/** Why nothing was written. Versions only grow, so what was in the way is still there to be seen. */
async function conflictOf(
  db: Connection,
  { queries }: Session,
  { write, fault }: { readonly write: StoreWrite; readonly fault: 'moved' | PostgresFault },
): Promise<Exclude<CommitResult, 'committed'>> {
  const { command, pseudonyms, setting, keys } = write
  const { side, settings } = queries
  if (command !== undefined && (await db.first(side.findCommand({ key: command.key }))) !== undefined)
    return 'duplicate-command'
  if (pseudonyms !== undefined) {
    const place = { system_id: pseudonyms.systemId, subject: pseudonyms.subject }
    const stored = await db.first(side.findPseudonyms(place))
    if ((stored?.version ?? 0) !== pseudonyms.version - 1) return 'pseudonyms-moved'
  }
  if (setting !== undefined) {
    const stored = await db.first(settings.find({ kind: setting.kind, id: setting.id }))
    if ((stored?.version ?? 0) !== setting.version - 1) return 'setting-moved'
  }
  if (fault !== 'moved') throw fault
  for (const id of keys?.held ?? [])
    if ((await db.first(queries.keys.find({ id }))) === undefined) return 'key-gone'
  return 'review-moved'
}

function shapeOf(write: StoreWrite, whenLocked: WhenLocked): CommitShape {
  const { review, command, payloads = [], outbox = [], pseudonyms, setting, facts, keys } = write
  const step = (row: { readonly version: number } | undefined): Step =>
    row === undefined ? 'none' : row.version === 1 ? 'first' : 'next'
  const move = (expected: number): CommitShape['review'] =>
    expected === 0 ? 'insert' : whenLocked === 'wait' ? 'update' : 'take'
  return {
    review: review === undefined ? 'none' : move(review.expectedVersion),
    pseudonyms: step(pseudonyms),
    setting: step(setting),
    drop: facts?.drop === undefined ? 'none' : facts.drop.reviewerId === undefined ? 'review' : 'reviewer',
    held: (keys?.held ?? []).length === 0 ? 'none' : 'some',
    lists: new Set<ListTable>([
      ...(command === undefined ? [] : (['commands'] as const)),
      ...(payloads.length === 0 ? [] : (['payloads'] as const)),
      ...(outbox.length === 0 ? [] : (['outbox'] as const)),
      ...((keys?.made ?? []).length === 0 ? [] : (['keys'] as const)),
      ...((facts?.put ?? []).length === 0 ? [] : (['facts'] as const)),
    ]),
  }
}
