import { EventEmitter } from 'eventemitter3'
import { checkOptions } from '../guard/check-options.js'
import type { GuardCore } from '../guard/core.js'
import { openEncrypted } from '../guard/master-key.js'
import { oversightRules } from '../guard/oversight-options.js'
import { createReviewDesk } from '../guard/review-desk.js'
import { sequenceAll } from '../guard/sequencer.js'
import { compareButtons } from '../guard/suspension-state.js'
import type { ReviewDesk } from '../review/commands.js'
import { actingReviewer } from './acting-reviewer.js'
import type { Invocation } from './command.js'
import { guardOptionsOf } from './guard-options.js'
import { type LoadedConfig, loadConfig } from './load-config.js'
import { printable } from './printable.js'
import { readSigningKey } from './signing-key-file.js'

/** The review desk, and who sits at it. */
export interface OpenDesk {
  readonly desk: ReviewDesk
  readonly reviewerId: string
}

/**
 * Runs `work` at the review desk of the configuration, as the person whose access key was given. Timers and deliveries
 * are left to the application's own process; what was written gets its place in the journal before this ends.
 *
 * @throws ConfigInvalidError, UsageError or ReviewerNotAllowedError before anything is opened; a store error, or what
 * `work` throws.
 */
export async function withDesk<Result>(
  invocation: Pick<Invocation, 'typed' | 'terminal'>,
  work: (open: OpenDesk) => Promise<Result>,
): Promise<Result> {
  const loaded = await loadConfig(invocation)
  const core = await coreOf(loaded, invocation)
  const { id } = await actingReviewer(core.reviewers, invocation.terminal)
  return whileOpen(core, invocation, () => work({ desk: createReviewDesk(core), reviewerId: id }))
}

/**
 * Runs `work` on what the parts of a guard share, as who looks after the machine: nobody signs in. What was written gets
 * its place in the journal before this ends.
 *
 * @throws ConfigInvalidError before anything is opened; a store error, or what `work` throws.
 */
export async function withCore<Result>(
  invocation: Pick<Invocation, 'typed' | 'terminal'>,
  work: (core: GuardCore) => Promise<Result>,
): Promise<Result> {
  const core = await coreOf(await loadConfig(invocation), invocation)
  return whileOpen(core, invocation, () => work(core))
}

async function whileOpen<Result>(
  core: GuardCore,
  invocation: Pick<Invocation, 'terminal'>,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    await core.store.migrate()
    await compareButtons(core)
    const result = await work()
    await giveEntriesTheirPlace(core, invocation)
    return result
  } finally {
    await core.store.close()
  }
}

// No whole guard: nothing is called here, so none should be recorded as started.
async function coreOf(loaded: LoadedConfig, { terminal }: Pick<Invocation, 'terminal'>): Promise<GuardCore> {
  const options = guardOptionsOf(loaded, await readSigningKey(loaded))
  checkOptions(options, terminal.clock.now())
  const { charter, systems, signingKey, reviewers, notifications, requests } = options
  return {
    charter,
    systems: new Map(systems.map((system) => [system.id, system])),
    store: openEncrypted(options, terminal.clock),
    signingKey,
    reviewers,
    clock: terminal.clock,
    oversight: oversightRules(options.oversight),
    // What is decided here may call supervisors: whoever keeps the guard open tells them.
    ...(notifications === undefined ? {} : { notifications }),
    ...(requests === undefined ? {} : { requests }),
    events: new EventEmitter(),
    pressesSeen: new Map(),
  }
}

/** No application may be running: the entries should not have to wait for one. */
async function giveEntriesTheirPlace(
  core: GuardCore,
  { terminal }: Pick<Invocation, 'terminal'>,
): Promise<void> {
  try {
    await sequenceAll(core)
  } catch (error) {
    // What was done is durable all the same: to report it as failed would make somebody do it twice.
    const why = error instanceof Error ? error.message : 'unknown reason'
    await terminal.warn(printable(`Warning: this is stored, but has no place in the journal yet: ${why}\n`))
  }
}
