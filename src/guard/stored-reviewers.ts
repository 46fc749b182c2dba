import { ConfigInvalidError, InputInvalidError, ReviewerNotAllowedError, TamperedError } from '../errors.js'
import { canonicalJson } from '../internal/canonical-json.js'
import { type Clock, systemClock } from '../internal/clock.js'
import { deepFreeze } from '../internal/deep-freeze.js'
import { newSalt, saltedDigest } from '../internal/digest.js'
import type { SigningKey } from '../internal/signing-key.js'
import type { JournalEntry } from '../journal/entry.js'
import type { Reviewer, ReviewerDirectory } from '../review/reviewer.js'
import { ADMINISTRATOR_ROLE } from '../review/roles.js'
import { isSealed, sealOf } from '../review/seal.js'
import type { SettingRow, Store } from '../store/store.js'
import { type LocalReviewer, localReviewers, reviewerSchema } from './local-reviewers.js'
import { entryOf } from './record.js'

/** What a directory in the store is made of. */
export interface StoredReviewersOptions {
  /** The guard's own store. */
  readonly store: Store
  /** The guard's own key: it seals who may do what, so that nobody can grant a role in the database. */
  readonly signingKey: SigningKey
  /** Who is known before anybody was stored: at least the first administrator. Default: nobody. */
  readonly first?: readonly LocalReviewer[]
  readonly clock?: Clock
}

/** One thing that was said of a person's rights. */
export interface PersonChange {
  /** ISO 8601, UTC. */
  readonly at: string
  /** `sign-in`: as the identity provider said. `administration`: as an administrator decided. */
  readonly source: 'sign-in' | 'administration'
  /** The administrator. */
  readonly by?: string
  readonly person: Reviewer
}

/** A directory that administrators and an identity provider keep up to date, for every process on one store. */
export interface StoredReviewers extends ReviewerDirectory {
  watch(listener: () => void): () => void
  /** Everybody, by id. */
  list(): Promise<readonly Reviewer[]>
  /** Whose access key this is, among the first ones. */
  authenticate(accessKey: string): Promise<Reviewer | undefined>
  /** What was said of somebody, oldest first, the last 50. */
  history(id: string): Promise<readonly PersonChange[]>
  /** Takes what an identity provider says of somebody who signs in. Writes nothing when it is known already. */
  remember(person: Reviewer): Promise<void>
  /**
   * Sets what somebody may do. Without a role they may do nothing.
   *
   * @throws ReviewerNotAllowedError for anybody but an administrator, and for one's own rights; InputInvalidError.
   */
  change(person: Reviewer, command: { readonly by: string }): Promise<void>
}

const KIND = 'person'
const SEAL_WORD = 'garde-fou/person/v1'
const MOST_CHANGES = 50

interface StoredChange extends PersonChange {
  readonly salt: string
}

/**
 * A directory of people kept in the guard's store. Take it where rights change while the guard runs: with sign-in by
 * OpenID Connect, or with the administration pages of the console.
 *
 * @throws ConfigInvalidError listing every fault of `first`.
 *
 * @example
 * const reviewers = storedReviewers({ store, signingKey, first: [{ id: 'adele', name: 'A. Blanc', roles: ['administrator'], training: [] }] })
 * const guard = await createGuard({ charter, systems, store, signingKey, reviewers })
 */
export function storedReviewers(options: StoredReviewersOptions): StoredReviewers {
  requireParts(options)
  const { store, signingKey, clock = systemClock } = options
  const first = localReviewers(options.first ?? [])
  const listeners = new Set<() => void>()
  const changesOf = async (id: string): Promise<{ version: number; changes: readonly StoredChange[] }> => {
    const row = await store.getSetting(KIND, id)
    return row === undefined
      ? { version: 0, changes: [] }
      : { version: row.version, changes: readChanges(row, signingKey) }
  }
  const find = async (id: string): Promise<Reviewer | undefined> =>
    (await changesOf(id)).changes.at(-1)?.person ?? first.find(id)

  const write = async (said: Omit<PersonChange, 'at'>, actor: JournalEntry['actor']): Promise<void> => {
    const person = checked(said.person)
    for (;;) {
      const { version, changes } = await changesOf(person.id)
      const known = changes.at(-1)?.person ?? (await first.find(person.id))
      if (known !== undefined && canonicalJson(known) === canonicalJson(person)) return
      const now = clock.now()
      const change: StoredChange = { ...said, person, at: now.toISOString(), salt: newSalt() }
      const kept = [...changes, change].slice(-MOST_CHANGES)
      const seal = sealOf(SEAL_WORD, [person.id, version + 1, kept], signingKey)
      const entry = entryOf(
        {
          event: 'person.changed',
          actor,
          data: { source: said.source },
          payloads: { person: saltedDigest(change.salt, canonicalJson(person)) },
        },
        now,
      )
      const setting = {
        kind: KIND,
        id: person.id,
        version: version + 1,
        body: canonicalJson({ changes: kept, seal }),
      }
      if ((await store.commit({ entries: [entry], setting })) !== 'committed') continue
      for (const listener of [...listeners]) listener()
      return
    }
  }

  return {
    find,
    watch(listener) {
      // Of its own, so that two watchers with one function do not end each other.
      const own = (): void => listener()
      listeners.add(own)
      return () => void listeners.delete(own)
    },
    async list() {
      const rows = await store.listSettings(KIND)
      const stored = rows.flatMap((row) => readChanges(row, signingKey).at(-1)?.person ?? [])
      const ids = new Set(stored.map(({ id }) => id))
      const others = (await first.list()).filter(({ id }) => !ids.has(id))
      return [...stored, ...others].toSorted((one, other) => (one.id < other.id ? -1 : 1))
    },
    async authenticate(accessKey) {
      const person = await first.authenticate(accessKey)
      return person === undefined ? undefined : find(person.id)
    },
    history: async (id) => (await changesOf(id)).changes.map(({ salt: _, ...change }) => change),
    remember: (person) => write({ source: 'sign-in', person }, { kind: 'guard' }),
    async change(person, { by }) {
      const administrator = await find(by)
      if (administrator?.roles.includes(ADMINISTRATOR_ROLE) !== true)
        throw new ReviewerNotAllowedError('role', 'Only an administrator sets what people may do.')
      if (by === person.id)
        throw new ReviewerNotAllowedError('role', 'Nobody sets their own rights: ask another administrator.')
      await write({ source: 'administration', by, person }, { kind: 'agent', role: ADMINISTRATOR_ROLE })
    },
  }
}

function checked(person: Reviewer): Reviewer {
  const parsed = reviewerSchema.safeParse(person)
  if (parsed.success) return deepFreeze<Reviewer>(parsed.data)
  const [issue] = parsed.error.issues
  throw new InputInvalidError(issue?.path.join('.') ?? 'person', `${issue?.message ?? 'cannot be read'}.`)
}

function readChanges({ id, version, body }: SettingRow, key: SigningKey): readonly StoredChange[] {
  const altered = (detail: string): TamperedError => new TamperedError(`The rights of "${id}"`, detail)
  let read: unknown
  try {
    read = JSON.parse(body)
  } catch {
    throw altered('they are not JSON')
  }
  const { changes, seal } = (read ?? {}) as { readonly changes?: unknown; readonly seal?: unknown }
  if (
    typeof seal !== 'string' ||
    !Array.isArray(changes) ||
    !isSealed(SEAL_WORD, [id, version, changes], { seal, key })
  )
    throw altered('they do not carry the guard’s seal')
  // The seal proves that this guard wrote them.
  return changes as readonly StoredChange[]
}

function requireParts({ store, signingKey }: Partial<StoredReviewersOptions>): void {
  const faults = [
    ...(typeof store?.getSetting === 'function'
      ? []
      : [{ path: 'storedReviewers.store', reason: 'is not a store.', remedy: 'Pass the guard’s own.' }]),
    ...(signingKey?.privateKey === undefined
      ? [{ path: 'storedReviewers.signingKey', reason: 'is missing.', remedy: 'Pass the guard’s own.' }]
      : []),
  ]
  if (faults.length > 0) throw new ConfigInvalidError(faults)
}
