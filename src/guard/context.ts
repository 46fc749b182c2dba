import { AsyncLocalStorage } from 'node:async_hooks'
import type { Actor } from '../call/model-call.js'
import { readValue } from '../call/read-value.js'
import { InputInvalidError } from '../errors.js'
import type { JsonValue } from '../internal/canonical-json.js'
import type { AmbientContext, CallContext } from './guard.js'

/** Who asks when nobody said so. */
const APPLICATION: Actor = { kind: 'application', id: 'application' }

/** A call's context with its default filled in. */
export interface ResolvedContext extends CallContext {
  readonly actor: Actor
  /** What a plain function got as its input, where a person will decide: kept for the explanation of the decision. */
  readonly input?: JsonValue
}

/** Carries a context to every call below a function, across awaits. */
export interface AmbientContexts {
  run<Result>(context: AmbientContext, work: () => Result): Result
  current(): AmbientContext | undefined
  /** The call's own fields first, then those in force around it. Both signals cancel. */
  resolve(own: CallContext): ResolvedContext
}

/** One chain of contexts per guard, so that two guards in one process do not mix. */
export function ambientContexts(): AmbientContexts {
  const storage = new AsyncLocalStorage<AmbientContext>()
  return {
    run: (context, work) => storage.run(merge(storage.getStore(), context), work),
    current: () => storage.getStore(),
    resolve: (own) => {
      const {
        subject,
        territory,
        appeal,
        actor = APPLICATION,
        signal,
        caseData,
      } = merge(storage.getStore(), own)
      checkContextFields(subject, actor, signal)
      checkTerritory(territory)
      if (appeal !== undefined && typeof appeal !== 'boolean')
        throw new InputInvalidError('appeal', 'must be true or false.')
      return {
        actor: { kind: actor.kind, id: actor.id },
        ...(subject === undefined ? {} : { subject }),
        ...(territory === undefined ? {} : { territory }),
        ...(appeal === undefined ? {} : { appeal }),
        ...(signal === undefined ? {} : { signal }),
        ...(caseData === undefined ? {} : { caseData: takeCase(caseData) }),
      }
    },
  }
}

function merge(outer: AmbientContext | undefined, own: AmbientContext): AmbientContext {
  if (outer === undefined) return own
  const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined))
  const signals = [outer.signal, own.signal].filter((signal) => signal !== undefined)
  const signal = signals.length > 1 ? AbortSignal.any(signals) : signals[0]
  return { ...outer, ...given, ...(signal === undefined ? {} : { signal }) }
}

const ACTOR_KINDS: readonly string[] = ['application', 'agent', 'citizen'] satisfies Actor['kind'][]
/** Far above any case number or account name. */
const LONGEST_NAME = 1000
/** Above any commune's; databases limit what an index holds. */
const LONGEST_TERRITORY = 200
/** Far above any file that a person could read. */
const LARGEST_CASE = 10_000_000

function isName(text: unknown, longest: number = LONGEST_NAME): boolean {
  return typeof text === 'string' && text !== '' && text.length <= longest && text.isWellFormed()
}

/**
 * Checks where a case is said to belong.
 *
 * @throws InputInvalidError
 */
export function checkTerritory(territory: unknown): void {
  if (territory !== undefined && !isName(territory, LONGEST_TERRITORY))
    throw new InputInvalidError('territory', `must be a text of 1 to ${LONGEST_TERRITORY} characters.`)
}

/** Callers without a compiler pass anything: what is written down is checked where it enters. */
function checkContextFields(subject: unknown, actor: Actor, signal: unknown): void {
  if (subject !== undefined && !isName(subject)) {
    throw new InputInvalidError('subject', `must be a text of 1 to ${LONGEST_NAME} characters.`)
  }
  if (typeof actor !== 'object' || actor === null || !ACTOR_KINDS.includes(actor.kind)) {
    throw new InputInvalidError('actor.kind', `must be one of ${ACTOR_KINDS.join(', ')}.`)
  }
  if (!isName(actor.id)) {
    throw new InputInvalidError('actor.id', `must be a text of 1 to ${LONGEST_NAME} characters.`)
  }
  if (signal !== undefined && !(signal instanceof AbortSignal))
    throw new InputInvalidError('signal', 'must be an AbortSignal.')
}

/** The case as it is now: who changes it later does not change what the reviewer reads. */
function takeCase(caseData: JsonValue): JsonValue {
  const read = readValue(caseData, { root: 'caseData', role: 'data', maxLength: LARGEST_CASE })
  if (!read.ok) throw new InputInvalidError(read.unreadable.path, `${read.unreadable.reason}.`)
  return read.value as JsonValue
}
