import { acceptFindings } from './accept-findings.js'
import type { Check, CheckContext, CheckSubject } from './check.js'
import { type CheckFailure, errorWord, failureFinding } from './check-failure.js'
import type { Finding } from './finding.js'
import { firmer, type Thresholds, type Verdict, verdictOf } from './verdict.js'

/** How checks are run. Given by the use's record and the guard's options, which were checked when they were made. */
export interface RunChecksOptions {
  /** How long the checks of one stage may take together, in milliseconds. */
  readonly timeoutMs: number
  readonly thresholds: Thresholds
  /** What a check that fails leads to, whatever the thresholds. */
  readonly onCheckFailure: 'hold' | 'refuse'
}

/** The verdict of a stage, and the checks that gave no usable answer. */
export interface CheckedVerdict extends Verdict {
  readonly failed: readonly CheckFailure[]
}

type Result = { readonly findings: readonly Finding[]; readonly failure?: CheckFailure }

/** Node fires at once above this; more than 24 days is as good as no limit. */
const MAX_TIMER_MS = 2_147_483_647

/**
 * Runs the checks of the subject's stage side by side and returns their verdict. Fails closed: a check that throws,
 * rejects, exceeds the time limit or answers something unreadable becomes a finding `check-failed` that holds or
 * refuses; what other checks found still counts. Checks that answer at once cost no timer and no listener.
 *
 * Rejects with the reason of `context.signal` when the caller gives up. Never throws for a check's fault.
 */
export async function runChecks(
  checks: readonly Check[],
  subject: CheckSubject,
  context: CheckContext,
  options: RunChecksOptions,
): Promise<CheckedVerdict> {
  const { signal } = context
  signal.throwIfAborted()
  const run = startRun(signal)
  const results: Result[] = []
  const waiting: { readonly check: Check; readonly answer: Promise<Result> }[] = []
  for (const check of checks) {
    if (!check.stages.includes(subject.stage)) continue
    const outcome = start(check, subject, run.contextFor(context))
    if (outcome instanceof Promise) waiting.push({ check, answer: outcome })
    else results.push(outcome)
  }
  if (signal.aborted) run.abort(signal.reason)
  signal.throwIfAborted()
  if (waiting.length > 0) results.push(...(await settle(waiting, run, options.timeoutMs)))
  return verdict(results, options)
}

function start(check: Check, subject: CheckSubject, context: CheckContext): Result | Promise<Result> {
  const read = (answer: unknown): Result => {
    const { findings, valid } = acceptFindings(answer, subject.parts)
    return valid ? { findings } : { findings, failure: { checkId: check.id, reason: 'invalid-result' } }
  }
  const failed = (error: unknown): Result => ({
    findings: [],
    failure: { checkId: check.id, reason: 'threw', error: errorWord(error) },
  })
  try {
    const answer: unknown = check.check(subject, context)
    // `Promise.resolve` also takes foreign thenables, whose `then` may itself throw.
    return isThenable(answer) ? Promise.resolve(answer).then(read).catch(failed) : read(answer)
  } catch (error) {
    return failed(error)
  }
}

interface Run {
  readonly signal: AbortSignal
  /** The check's own context: its signal is only made when the check asks for it. */
  contextFor(context: CheckContext): CheckContext
  /** Tells every check that asked for a signal that its time is over. */
  abort(reason: unknown): void
}

function startRun(signal: AbortSignal): Run {
  const controllers: AbortController[] = []
  let ended: { readonly reason: unknown } | undefined
  return {
    signal,
    contextFor(context) {
      let own: AbortController | undefined
      return {
        charter: context.charter,
        system: context.system,
        use: context.use,
        get signal(): AbortSignal {
          if (own === undefined) {
            own = new AbortController()
            if (signal.aborted) own.abort(signal.reason)
            else if (ended !== undefined) own.abort(ended.reason)
            else controllers.push(own)
          }
          return own.signal
        },
      }
    },
    abort(reason) {
      ended = { reason }
      for (const controller of controllers.splice(0)) controller.abort(reason)
    },
  }
}

/** Waits for the answers, the time limit or the caller's abort, whichever comes first, and leaves nothing behind. */
function settle(
  waiting: readonly { readonly check: Check; readonly answer: Promise<Result> }[],
  run: Run,
  timeoutMs: number,
): Promise<Result[]> {
  return new Promise((resolve, reject) => {
    // By place and not by check: the same check may stand in the list twice.
    const results = new Map<number, Result>()
    const finish = (act: () => void): void => {
      clearTimeout(timer)
      run.signal.removeEventListener('abort', onAbort)
      act()
    }
    const onAbort = (): void =>
      finish(() => {
        run.abort(run.signal.reason)
        reject(run.signal.reason)
      })
    const onTimeout = (): void =>
      finish(() => {
        run.abort(new DOMException('The check took too long.', 'TimeoutError'))
        resolve(
          waiting.map(
            ({ check }, place) =>
              results.get(place) ?? { findings: [], failure: { checkId: check.id, reason: 'timed-out' } },
          ),
        )
      })
    const timer = setTimeout(onTimeout, Math.min(timeoutMs, MAX_TIMER_MS))
    run.signal.addEventListener('abort', onAbort, { once: true })
    waiting.forEach(({ answer }, place) => {
      answer.then((result) => {
        results.set(place, result)
        if (results.size === waiting.length) finish(() => resolve([...results.values()]))
      })
    })
  })
}

function verdict(results: readonly Result[], options: RunChecksOptions): CheckedVerdict {
  const failed = results.flatMap((result) => (result.failure === undefined ? [] : [result.failure]))
  const found = verdictOf(
    results.flatMap((result) => result.findings),
    options.thresholds,
  )
  if (failed.length === 0) return { ...found, failed }
  const failures = failed.map((failure) =>
    failureFinding(failure, options.onCheckFailure, options.thresholds),
  )
  return {
    level: firmer(found.level, options.onCheckFailure),
    findings: [...found.findings, ...failures],
    failed,
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'
}
