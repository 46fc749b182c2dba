import type { ModelCall } from '../call/model-call.js'
import { acceptFindings } from '../checks/accept-findings.js'
import type { Finding } from '../checks/finding.js'
import { firmer, type Thresholds, type Verdict, type VerdictLevel, verdictOf } from '../checks/verdict.js'
import type { Step, StepResult } from './step.js'

/**
 * Composes steps like middleware, the first outermost. A result can only become firmer on its way out; what failed
 * further in stays failed, whatever a step makes of the error; the model is asked once.
 */
export function composeSteps(
  steps: readonly Step[],
  about: { readonly call: ModelCall; readonly thresholds: Thresholds },
  innermost: () => Promise<StepResult>,
): Promise<StepResult> {
  return steps.reduceRight<() => Promise<StepResult>>(
    (next, step) => () => takeStep(step, next, about),
    innermost,
  )()
}

async function takeStep(
  step: Step,
  next: () => Promise<StepResult>,
  { call, thresholds }: { readonly call: ModelCall; readonly thresholds: Thresholds },
): Promise<StepResult> {
  const inner: { result?: StepResult; failure?: unknown; state: 'idle' | 'asking' | 'answered' | 'failed' } =
    { state: 'idle' }
  const goOn = async (): Promise<StepResult> => {
    if (inner.state === 'asking' || inner.state === 'answered')
      throw new TypeError('A step went on twice. Call `next` once; again only after it failed.')
    inner.state = 'asking'
    try {
      inner.result = await next()
      inner.state = 'answered'
      // A copy: changing it changes nothing.
      const { output, verdict } = inner.result
      return {
        ...(output === undefined ? {} : { output }),
        verdict: { level: verdict.level, findings: [...verdict.findings] },
      }
    } catch (error) {
      inner.failure = error
      inner.state = 'failed'
      throw error
    }
  }
  const outer = await step(call, () => {
    const answer = goOn()
    // A step that does not wait for its answer has said so: a failure that comes later is nobody's rejection.
    answer.catch(() => undefined)
    return answer
  })
  const own = readVerdict(outer, call, thresholds)
  // What failed further in stays failed, though the step kept the error to itself.
  if (inner.state === 'failed') throw inner.failure
  // A step that did not wait has seen no answer: none leaves.
  if (inner.state === 'asking') return { verdict: { level: 'refuse', findings: own.findings } }
  const { result } = inner
  if (result === undefined) return { verdict: own }
  const fresh = own.findings.filter(
    (finding) => !result.verdict.findings.some((known) => same(known, finding)),
  )
  const verdict = {
    level: firmer(result.verdict.level, own.level),
    findings: [...result.verdict.findings, ...fresh],
  }
  return result.output === undefined ? { verdict } : { output: result.output, verdict }
}

const LEVELS: readonly VerdictLevel[] = ['pass', 'hold', 'refuse']

/**
 * What a step answered is foreign data, and its findings speak by their scores too.
 *
 * @throws TypeError when it is no verdict.
 */
function readVerdict(outer: unknown, call: ModelCall, thresholds: Thresholds): Verdict {
  const verdict: unknown =
    typeof outer === 'object' && outer !== null ? Reflect.get(outer, 'verdict') : undefined
  const said = typeof verdict === 'object' && verdict !== null ? verdict : {}
  const level = LEVELS.find((known) => known === Reflect.get(said, 'level'))
  const { findings, valid } = acceptFindings(Reflect.get(said, 'findings'), call.parts)
  if (level === undefined || !valid)
    throw new TypeError('A step must answer { verdict: { level, findings } }.')
  return { level: firmer(level, verdictOf(findings, thresholds).level), findings }
}

function same(one: Finding, other: Finding): boolean {
  return one.checkId === other.checkId && one.code === other.code && one.score === other.score
}
