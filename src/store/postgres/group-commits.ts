import { isGuardError } from '../../errors.js'
import type { CommitResult, Store, StoreWrite } from '../store.js'
import { commit } from './commit.js'
import { groupArgs } from './group-queries.js'
import type { Session } from './session.js'
import { argsOf } from './write-args.js'

/** Groups under way at once: while these are on their way to the disk, the next ones gather. */
const LANES = 2
/** More writes than this do not share a statement. */
const LARGEST_GROUP = 64

interface Waiting {
  readonly write: StoreWrite
  readonly resolve: (result: CommitResult) => void
  readonly reject: (error: unknown) => void
}

/**
 * Commits. Writes that only add, such as new reviews and entries of calls, and that wait at the same moment share one
 * statement and one flush to disk. Where a group fails, each of its writes is tried alone and meets its own end.
 */
export function groupCommits(session: Session): Store['commit'] {
  const waiting: Waiting[] = []
  let lanes = 0
  let gathering = false

  // A whole turn of the event loop, so that everybody who is about to write comes along.
  const gather = (own: Session): void => {
    if (gathering) return
    gathering = true
    setImmediate(() => {
      gathering = false
      while (lanes < LANES && waiting.length > 0) {
        lanes += 1
        void commitGroup(own, takeGroup(waiting)).finally(() => {
          lanes -= 1
          gather(own)
        })
      }
    })
  }
  return async (write) => {
    if (!onlyAdds(write)) return commit(session, write)
    return session.admit(
      (own) =>
        new Promise((resolve, reject) => {
          waiting.push({ write, resolve, reject })
          gather(own)
        }),
    )
  }
}

function onlyAdds(write: StoreWrite): boolean {
  const { review, command, pseudonyms, setting, facts, payloads, outbox, keys } = write
  if (command !== undefined || pseudonyms !== undefined || setting !== undefined || facts !== undefined)
    return false
  if (keys?.held !== undefined && keys.held.length > 0) return false
  if (review === undefined) return payloads === undefined && outbox === undefined
  return review.expectedVersion === 0
}

/** The first of those that wait, up to one whose review is among them already. */
function takeGroup(waiting: Waiting[]): readonly Waiting[] {
  const ids = new Set<string>()
  let count = 0
  for (const { write } of waiting.slice(0, LARGEST_GROUP)) {
    const id = write.review?.next.id
    if (id !== undefined && ids.has(id)) break
    if (id !== undefined) ids.add(id)
    count += 1
  }
  return waiting.splice(0, count)
}

/** Never rejects: each write is told of its own end. */
async function commitGroup(session: Session, group: readonly Waiting[]): Promise<void> {
  const [first] = group
  if (first === undefined) return
  if (group.length === 1) return alone(session, first, false)
  let mayBeDone = false
  let added: ReadonlySet<string>
  try {
    const args = groupArgs(group.map(({ write }) => argsOf(write)))
    const rows = await session.use((db, state) => {
      mayBeDone = state.mayBeDone
      return db.change(session.queries.groups.add(args))
    })
    added = new Set(rows.map(({ id }) => id))
  } catch (error) {
    if (isOutOfReach(error)) for (const { reject } of group) reject(error)
    else await Promise.all(group.map((each) => alone(session, each, mayBeDone)))
    return
  }
  session.changed()
  const others = group.filter(({ write: { review }, resolve }) => {
    const done = review === undefined || added.has(review.next.id)
    if (done) resolve('committed')
    return !done
  })
  await Promise.all(others.map((each) => alone(session, each, mayBeDone)))
}

/** `mayBeDone`: an answer to the write's group was lost. */
async function alone(
  session: Session,
  { write, resolve, reject }: Waiting,
  mayBeDone: boolean,
): Promise<void> {
  try {
    resolve(await commit(session, write, { mayBeDone }))
  } catch (error) {
    reject(error)
  }
}

/** No other try would do better now. */
function isOutOfReach(error: unknown): boolean {
  if (!isGuardError(error)) return false
  return (
    error.code === 'ERR_STORE_BUSY' || (error.code === 'ERR_STORE_FAILED' && error.reason === 'unreachable')
  )
}
