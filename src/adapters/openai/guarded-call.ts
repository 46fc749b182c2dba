import {
  CallUnreadableError,
  NotApprovedError,
  ProhibitedUseError,
  ReviewRequiredError,
  UseMissingError,
} from '../../errors.js'
import type { Use } from '../../system/use.js'
import { checkedResponse, lazyJson } from './checked-response.js'
import { type Door, doorOf } from './doors.js'
import { answersAsked, ENDPOINTS } from './endpoints.js'
import { guardedStream } from './guarded-stream.js'
import type { JsonObject } from './json-shapes.js'
import { fastenLabel } from './label-of.js'
import { snapshotBody } from './snapshot-body.js'
import {
  type ApiPromise,
  abortErrorOf,
  promiseClassOf,
  type RequestOptions,
  type ResponseProps,
  type Sender,
} from './vendor.js'
import { type CallSettings, type CheckedAnswer, contextOf, type GuardedCall } from './vendor-call.js'

/** Where in the package's own record of a response the checked answer travels. */
const CHECKED: unique symbol = Symbol('checked answer')

/**
 * Sends a request through the guard. The vendor's promise is made at once, on options that only arrive when the
 * checks have passed, and the caller gets a promise of the same class whose data and response are what was checked.
 */
export function guardedCall(
  client: Sender,
  settings: CallSettings,
  {
    door,
    options,
    remainingRetries,
  }: {
    readonly door: Door
    readonly options: Promise<RequestOptions>
    readonly remainingRetries: number | null
  },
): ApiPromise {
  const gate = Promise.withResolvers<RequestOptions>()
  const upstream = client.request(gate.promise, remainingRetries)
  // What becomes of the request is told by the promise below; this one may end with nothing sent.
  upstream.asResponse().catch(() => undefined)
  const ambient = settings.guard.currentContext()
  const use = settings.use ?? ambient?.use
  const send: GuardedCall['send'] = async (sent) => {
    gate.resolve(sent)
    return upstream._thenUnwrap((data, props) => ({ data, props }))
  }
  const answered = answer({ client, settings, send, door, options, use, signal: ambient?.signal }).finally(
    () => gate.reject(new Error('The guard sent nothing.')),
  )
  const props = answered.then(({ data, props: given }): ResponseProps => ({ ...given, [CHECKED]: data }))
  return new (promiseClassOf(upstream))(client, props, (_client, given) => Reflect.get(given, CHECKED))
}

interface Asked {
  readonly client: Sender
  readonly settings: CallSettings
  readonly send: GuardedCall['send']
  readonly door: Door
  readonly options: Promise<RequestOptions>
  readonly use: Use | undefined
  /** The signal of the context around the call. */
  readonly signal: AbortSignal | undefined
}

async function answer({
  client,
  settings,
  send,
  door,
  options: pending,
  use,
  signal,
}: Asked): Promise<CheckedAnswer> {
  const options = await pending
  if (use === undefined) throw new UseMissingError()
  const request = snapshotBody(options.body)
  requireSendable(options, { door, request })
  if (use.impact === 'significant' && answersAsked(request) > 1) {
    throw new CallUnreadableError('n', 'a person decides on one answer, not on several. Ask for one.')
  }
  const call: GuardedCall = { client, settings, endpoint: ENDPOINTS[door], use, request, options, send }
  try {
    return await (request.stream === true ? guardedStream(call) : wholeAnswer(call))
  } catch (error) {
    const gaveUp = [options.signal, signal].some((given) => given?.aborted === true && given.reason === error)
    throw gaveUp ? abortErrorOf(client, error) : error
  }
}

/** Refuses options under which something else would be sent, or come back, than what is checked. */
function requireSendable(
  options: RequestOptions,
  { door, request }: { readonly door: Door; readonly request: JsonObject },
): void {
  const { method = 'post', path = '', stream, fetchOptions } = options
  if (doorOf(method, path) !== door)
    throw new CallUnreadableError('path', 'differs between the call and its options.')
  if (stream !== undefined && stream !== (request.stream ?? false)) {
    throw new CallUnreadableError('stream', 'differs between the body and the options of the request.')
  }
  if (stream === undefined && request.stream === true) {
    throw new CallUnreadableError('stream', 'must be set in the options of the request, too.')
  }
  if (
    typeof fetchOptions === 'object' &&
    fetchOptions !== null &&
    ('body' in fetchOptions || 'method' in fetchOptions)
  ) {
    throw new CallUnreadableError('fetchOptions', 'would send another body than the one that is checked.')
  }
  for (const key of ['__binaryResponse', '__streamClass', '__streamMode', '__synthesizeEventData']) {
    if (options[key] !== undefined && options[key] !== false)
      throw new CallUnreadableError(key, 'changes how the answer is read.')
  }
}

async function wholeAnswer(call: GuardedCall): Promise<CheckedAnswer> {
  const { endpoint, options, request, use, settings } = call
  const seen: { props?: ResponseProps } = {}
  const outcome = await settings.guard.invoke<JsonObject, unknown>({
    use,
    request,
    codec: endpoint.codec,
    ...contextOf(call),
    call: async (body, { signal }) => {
      const { data, props } = await call.send({ ...options, body, signal })
      seen.props = props
      return data
    },
  })
  if (outcome.status === 'refused') throw new ProhibitedUseError(outcome.refusal)
  if (outcome.status === 'released') return handOn(outcome.response, seen.props, outcome.label)
  if (settings.onHeld !== 'wait') throw new ReviewRequiredError(outcome.review)
  const { response, decision } = await outcome.decided(options.signal ? { signal: options.signal } : {})
  if (decision.outcome !== 'approved' && decision.outcome !== 'amended') {
    throw new NotApprovedError(outcome.review.id, decision.outcome)
  }
  return handOn(response, seen.props, decision.label)
}

function handOn(
  data: unknown,
  props: ResponseProps | undefined,
  label: Parameters<typeof fastenLabel>[1],
): CheckedAnswer {
  // Only a codec that invents answers could get here without one.
  if (props === undefined || typeof data !== 'object' || data === null)
    throw new CallUnreadableError('response', 'is not an object.')
  if (!('_request_id' in data))
    Object.defineProperty(data, '_request_id', { value: props.response.headers.get('x-request-id') })
  fastenLabel(data, label)
  return {
    data,
    props: { ...props, response: checkedResponse(props.response, lazyJson(data), 'application/json') },
  }
}
