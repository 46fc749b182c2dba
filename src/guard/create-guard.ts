import { createSecretKey } from 'node:crypto'
import { EventEmitter } from 'eventemitter3'
import type { Check } from '../checks/check.js'
import { withJudge } from '../checks/judge/with-judge.js'
import { defaultDetectors } from '../checks/personal-data/detect.js'
import { prohibitedUseCheck } from '../checks/prohibited-use/prohibited-use.js'
import { undeclaredDecisionCheck } from '../checks/undeclared-decision/undeclared-decision.js'
import { GuardClosedError, ProhibitedUseError, UseUnknownError } from '../errors.js'
import { systemClock } from '../internal/clock.js'
import { digestOf } from '../internal/digest.js'
import type { Decision, Undecided } from '../review/decision.js'
import type { InformationUse, SignificantUse, Use } from '../system/use.js'
import { type DecisionWaits, decisionWaits } from './await-decision.js'
import type { CallCore } from './call-core.js'
import { checkDecision } from './check-decision.js'
import { checkOptions } from './check-options.js'
import { type AmbientContexts, ambientContexts } from './context.js'
import type { GuardEvents } from './events.js'
import { explainReview } from './explain.js'
import type { CallRequest, CaseRequest, Guard, InvokeOutcome, Model } from './guard.js'
import { type Invocation, invokeCall } from './invoke.js'
import { invokeStreamed } from './invoke-stream.js'
import { type Lifetime, lifetime } from './lifetime.js'
import { openEncrypted } from './master-key.js'
import { createModeRaises } from './mode-raises.js'
import { startWithModels } from './model-changes.js'
import { startNotifying } from './notify.js'
import { openWithoutAi } from './open-without-ai.js'
import type { GuardOptions } from './options.js'
import { type InformationOutcome, reviewIdOf, type SignificantOutcome } from './outcome.js'
import { checkOutput } from './output-index.js'
import { oversightRules } from './oversight-options.js'
import { createProblems } from './problems.js'
import { createPublications } from './publications.js'
import { readiness } from './readiness.js'
import { entryOf } from './record.js'
import { createRequests } from './requests.js'
import { createReviewDesk } from './review-desk.js'
import { runCall } from './run.js'
import { startSequencer } from './sequencer.js'
import { startDelivery } from './start-delivery.js'
import { createSubjects } from './subjects.js'
import { reportButtons } from './suspension-state.js'
import { createSuspensions } from './suspensions.js'
import { startTimekeeper } from './timekeeper.js'
import { startWatchingAlerts } from './watch-alerts.js'

const DEFAULT_CHECK_TIMEOUT_MS = 2000
const DEFAULT_MAX_TEXT_LENGTH = 10_000_000
/** `ux.md` §2.1. */
const DEFAULT_MAX_CLAIMS = 3

/**
 * Makes a guard: checks the whole configuration, opens the store, records the start, and begins to keep time, to
 * sequence the journal and to deliver decisions.
 *
 * @throws ConfigInvalidError listing every fault; a store error when the database cannot be used.
 *
 * @example
 * const guard = await createGuard({ charter: bordeauxMetropole, systems: [housing], store: sqliteStore('garde-fou.db'), signingKey, reviewers })
 * const review = await guard.propose(housing.uses.draft, { input: request, subject: 'DOSSIER-412' }, askModel)
 * const decision = await guard.decision(review.id)
 */
export async function createGuard(options: GuardOptions): Promise<Guard> {
  checkOptions(options, (options?.clock ?? systemClock).now())
  const core = coreOf(options)
  await core.store.migrate()
  await reportButtons(core)
  await recordStart(core)
  const stops = options.background === false ? [] : startBackground(core, options)
  return guardOver(core, options, stops)
}

function coreOf(options: GuardOptions): CallCore {
  return {
    charter: options.charter,
    systems: new Map(options.systems.map((system) => [system.id, system])),
    store: openEncrypted(options, options.clock ?? systemClock),
    signingKey: options.signingKey,
    reviewers: options.reviewers,
    clock: options.clock ?? systemClock,
    events: new EventEmitter<GuardEvents>(),
    pressesSeen: new Map(),
    checks: [...builtInChecks(options), ...(options.checks ?? [])],
    steps: options.steps ?? [],
    checkTimeoutMs: options.checkTimeoutMs ?? DEFAULT_CHECK_TIMEOUT_MS,
    maxTextLength: options.maxTextLength ?? DEFAULT_MAX_TEXT_LENGTH,
    maxClaims: options.maxClaims ?? DEFAULT_MAX_CLAIMS,
    ...(options.maxGrouped === undefined ? {} : { maxGrouped: options.maxGrouped }),
    oversight: oversightRules(options.oversight),
    ...(options.notifications === undefined ? {} : { notifications: options.notifications }),
    ...(options.requests === undefined ? {} : { requests: options.requests }),
    detectors: options.detectors ?? defaultDetectors(),
    ...(options.outputIndexKey === undefined
      ? {}
      : { outputIndexKey: createSecretKey(Buffer.from(options.outputIndexKey)) }),
  }
}

function builtInChecks({ judge, detectors }: GuardOptions): readonly Check[] {
  const checks = [prohibitedUseCheck(), undeclaredDecisionCheck()]
  return judge === undefined
    ? checks
    : checks.map((check) => withJudge(check, judge, detectors === undefined ? {} : { detectors }))
}

async function recordStart(core: CallCore): Promise<void> {
  const systems = Object.fromEntries(
    [...core.systems.values()].map(({ record }) => [record.id, digestOf('garde-fou/system/v1', record)]),
  )
  const data = { charter: `${core.charter.id}@${core.charter.version}`, systems }
  const started = { event: 'guard.started', actor: { kind: 'guard' }, data } as const
  if (await startWithModels(core, started)) return
  await core.store.commit({ entries: [entryOf(started, core.clock.now())] })
}

function startBackground(core: CallCore, options: GuardOptions): (() => Promise<void>)[] {
  // Stopped in this order: no new deliveries, then no new changes, then the last entries get their place.
  return [
    ...(options.onDecision === undefined ? [] : [startDelivery(core, options.onDecision)]),
    ...(options.notifications === undefined ? [] : [startNotifying(core)]),
    startWatchingAlerts(core),
    startTimekeeper(core),
    startSequencer(core),
  ]
}

function guardOver(core: CallCore, options: GuardOptions, stops: readonly (() => Promise<void>)[]): Guard {
  const contexts = ambientContexts()
  const waits = decisionWaits(core)
  const life = lifetime(
    () => waits.close(new GuardClosedError()),
    async () => {
      for (const stop of stops) await stop()
      await core.store.close()
    },
  )
  const { name, keyId, publicKey } = core.signingKey
  const calls = guardedCalls(core, contexts, life)
  return {
    charter: core.charter,
    systems: options.systems,
    reviews: createReviewDesk(core),
    reviewers: core.reviewers,
    suspensions: createSuspensions(core),
    modeRaises: createModeRaises(core),
    subjects: createSubjects(core),
    requests: createRequests(core),
    problems: createProblems(core),
    publications: createPublications(core),
    store: core.store,
    events: core.events,
    verifyingKey: { name, keyId, publicKey },
    ...calls,
    ...decisions(core, waits),
    checkOutput: (asked) => life.track(() => checkOutput(core, asked)),
    explain: (reviewId, lang) => life.track(() => explainReview(core, reviewId, lang)),
    checkDecision: (reference) => life.track(() => checkDecision(core, reference)),
    withContext: contexts.run,
    currentContext: contexts.current,
    invoke: (call) => life.track(() => invokeFor(core, waits, { ...call, context: contexts.resolve(call) })),
    invokeStream: (call) =>
      life.track(() => invokeStreamed(core, { ...call, context: contexts.resolve(call) })),
    readiness: () => readiness(core),
    close: life.close,
  }
}

function guardedCalls(
  core: CallCore,
  contexts: AmbientContexts,
  life: Lifetime,
): Pick<Guard, 'run' | 'propose' | 'openWithoutAi'> {
  function run<Value, Input>(
    use: InformationUse<Value>,
    request: CallRequest<Input>,
    model: Model<Input>,
  ): Promise<InformationOutcome<Value>>
  function run<Value, Input>(
    use: SignificantUse<Value>,
    request: CallRequest<Input>,
    model: Model<Input>,
  ): Promise<SignificantOutcome<Value>>
  function run<Value, Input>(
    use: Use<Value>,
    request: CallRequest<Input>,
    model: Model<Input>,
  ): Promise<InformationOutcome<Value>> {
    return life.track(() =>
      runCall(core, { use, input: request.input, context: contexts.resolve(request), model }),
    )
  }
  return {
    run,
    async propose(use, request, model) {
      const outcome = await run(use, request, model)
      if (outcome.status === 'refused') throw new ProhibitedUseError(outcome.refusal)
      return outcome.review
    },
    openWithoutAi: <Value>(use: SignificantUse<Value>, request: CaseRequest) =>
      life.track(async () => {
        const { id, ...rest } = await openWithoutAi(core, use, contexts.resolve(request))
        return { ...rest, id: reviewIdOf<Value>(id) }
      }),
  }
}

function decisions(core: CallCore, waits: DecisionWaits): Pick<Guard, 'decision' | 'decisionFor'> {
  // The value was checked against the schema of the review's own use when the decision was read.
  const decision = async <Value>(
    reviewId: string,
    wait?: { readonly signal?: AbortSignal },
  ): Promise<Decision<Value> | Undecided> =>
    (await waits.wait(reviewId, wait?.signal)) as Decision<Value> | Undecided
  return {
    decision,
    async decisionFor<Value>(use: Use<Value>, reviewId: string, wait?: { readonly signal?: AbortSignal }) {
      const review = await core.store.getReview(reviewId)
      if (review !== undefined && (review.systemId !== use.systemId || review.useId !== use.id))
        throw new UseUnknownError(use.systemId, use.id)
      return decision<Value>(reviewId, wait)
    },
  }
}

async function invokeFor<Request, Response>(
  core: CallCore,
  waits: DecisionWaits,
  invocation: Invocation<Request, Response>,
): Promise<InvokeOutcome<Response>> {
  const invoked = await invokeCall(core, invocation)
  if (invoked.status === 'released')
    return { status: 'released', response: invoked.response, label: invoked.label }
  if (invoked.status === 'refused') return invoked
  const { fill, review, notice } = invoked
  return {
    status: 'held',
    review,
    notice,
    decided: async (wait) => {
      const decision = await waits.wait(review.id, wait?.signal)
      const hasValue = decision.outcome === 'approved' || decision.outcome === 'amended'
      return { response: hasValue ? fill(decision.value) : undefined, decision }
    },
  }
}
