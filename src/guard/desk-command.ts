import {
  DecisionInvalidError,
  IdempotencyMismatchError,
  ReviewConflictError,
  ReviewNotFoundError,
} from '../errors.js'
import type { JsonValue } from '../internal/canonical-json.js'
import { digestOf, sha256 } from '../internal/digest.js'
import type { ReviewerCommand } from '../review/commands.js'
import type { Review } from '../review/review.js'
import type { Reviewer } from '../review/reviewer.js'
import { sealOf } from '../review/seal.js'
import type { Acting, Transition } from '../review/transition.js'
import type { CommandRow, PayloadRow, StoreWrite } from '../store/store.js'
import type { GuardCore } from './core.js'
import { actingNow, findReviewer, openFor } from './desk-people.js'
import type { ReviewChange } from './review-write.js'
import { announceReview, reviewWrite } from './review-write.js'

/** What a command makes of a review, with the texts that come with it. */
export interface Prepared {
  readonly transition: Transition
  readonly payloads?: readonly PayloadRow[]
  readonly facts?: StoreWrite['facts']
  readonly setting?: StoreWrite['setting']
}

/** A reviewer's command, as the desk carries it out. */
export interface DeskCommand {
  /** Its name in `ReviewDesk`; part of the fingerprint. */
  readonly name: string
  readonly reviewId: string
  readonly command: ReviewerCommand
  /** What it carries besides, as JSON; part of the fingerprint. */
  readonly content?: JsonValue
  readonly prepare: (review: Review, acting: Acting) => Promise<Prepared> | Prepared
}

/** A command's mark in the store, before the review it changed is known. */
export type CommandMark = Omit<CommandRow, 'reviewId' | 'version'>

/** The review after a command, and the person who gave it. */
export interface Done {
  readonly review: Review
  readonly reviewer: Reviewer
}

/**
 * Carries out a reviewer's command once: rights, seal, idempotency key, version, rules, then one atomic write. A
 * repeated command finds its mark and changes nothing.
 *
 * @throws the errors of `ReviewDesk`.
 */
export async function carryOut(core: GuardCore, desk: DeskCommand): Promise<Done> {
  const { command, reviewId } = desk
  command.signal?.throwIfAborted()
  const reviewer = await findReviewer(core, command.by)
  const review = await openFor(core, reviewId, reviewer)
  const mark = commandMark(core, {
    ...desk,
    by: `agent:${reviewer.id}`,
    key: command.idempotencyKey,
    version: command.version,
  })
  if (await wasCarriedOut(core, mark, command.idempotencyKey)) return { review, reviewer }
  if (command.version !== review.version)
    throw new ReviewConflictError(reviewId, command.version, review.version)
  const acting = await actingNow(core, review, reviewer)
  const { transition, payloads, facts, setting } = await desk.prepare(review, acting)
  if (!transition.ok) throw transition.error
  command.signal?.throwIfAborted()
  const { next, changes } = transition
  const change: ReviewChange = {
    next,
    changes,
    now: acting.now,
    command: mark,
    ...(payloads === undefined ? {} : { payloads }),
    ...(facts === undefined ? {} : { facts }),
    ...(setting === undefined ? {} : { setting }),
  }
  const stored = await commitChange(core, change)
  if (stored !== undefined) return { review: stored, reviewer }
  const fresh = await openFor(core, reviewId, reviewer)
  if (await wasCarriedOut(core, mark, command.idempotencyKey)) return { review: fresh, reviewer }
  throw new ReviewConflictError(reviewId, command.version, fresh.version)
}

/** Commits a change and announces it. Undefined when somebody else was first. */
export async function commitChange(core: GuardCore, change: ReviewChange): Promise<Review | undefined> {
  const write = reviewWrite(core, change)
  if ((await core.store.commit(write)) !== 'committed') return undefined
  announceReview(core, change)
  return write.review.next
}

/** What identifies a command. */
export interface CommandIdentity {
  readonly name: string
  readonly reviewId: string
  readonly by: string
  readonly key: string
  readonly version?: number
  readonly content?: JsonValue
}

/** The mark of a command: its key, which belongs to who gave it, and a fingerprint of what was commanded. */
export function commandMark(
  core: Pick<GuardCore, 'signingKey'>,
  { name, reviewId, by, key, version, content }: CommandIdentity,
): CommandMark {
  if (typeof key !== 'string' || key.length === 0 || key.length > 255 || !key.isWellFormed()) {
    throw new DecisionInvalidError([
      { path: 'idempotencyKey', reason: 'must be a text of 1 to 255 characters' },
    ])
  }
  if (version !== undefined && !Number.isSafeInteger(version)) {
    throw new DecisionInvalidError([
      { path: 'version', reason: 'must be the version that was seen, a whole number' },
    ])
  }
  return {
    key: digestOf('garde-fou/command-key/v1', [by, key]),
    // Over the guard's signature, which is always the same: a plain digest would let others try out short motives.
    fingerprint: sha256(
      sealOf('garde-fou/command/v1', [name, reviewId, by, version ?? null, content ?? null], core.signingKey),
    ),
  }
}

/**
 * True when this command was carried out before.
 *
 * @throws IdempotencyMismatchError when the key was used for another command.
 */
export async function wasCarriedOut(core: GuardCore, mark: CommandMark, key: string): Promise<boolean> {
  const found = await core.store.getCommand(mark.key)
  if (found === undefined) return false
  if (found.fingerprint !== mark.fingerprint) throw new IdempotencyMismatchError(key)
  return true
}

/** Reads a review for the application that asked for it. */
export async function reviewOf(core: GuardCore, reviewId: string): Promise<Review> {
  const review = typeof reviewId === 'string' ? await core.store.getReview(reviewId) : undefined
  if (review === undefined) throw new ReviewNotFoundError(String(reviewId))
  return review
}
