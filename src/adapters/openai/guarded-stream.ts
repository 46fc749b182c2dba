import {
  CallUnreadableError,
  NotApprovedError,
  ProhibitedUseError,
  ReviewRequiredError,
} from '../../errors.js'
import type { StreamCodec } from '../../guard/codec.js'
import type { Held } from '../../guard/outcome.js'
import type { Label } from '../../provenance/label.js'
import { checkedResponse, eventStream } from './checked-response.js'
import { isObject, type JsonObject } from './json-shapes.js'
import { fastenLabel } from './label-of.js'
import { abortErrorOf, type ResponseProps, streamClassOf, type VendorStream } from './vendor.js'
import { type CheckedAnswer, contextOf, type GuardedCall } from './vendor-call.js'

interface Opened {
  stream: VendorStream
  props: ResponseProps
  /** The whole answer of a held stream, for the frame of the decided one. Never handed out. */
  answer?: JsonObject
}

/** Sends a streamed request through the guard; the stream that comes back holds checked chunks only. */
export async function guardedStream(call: GuardedCall): Promise<CheckedAnswer> {
  const { settings, options, request, use } = call
  // Not the upstream's controller: that one is aborted when the guard has done with it, and the package's helpers
  // would take this for the caller giving up.
  const controller = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, controller.signal]) : controller.signal
  const seen: { opened?: Opened } = {}
  const outcome = await settings.guard.invokeStream<JsonObject, unknown>({
    use,
    request,
    codec: rememberingAnswer(call, seen),
    ...contextOf(call),
    signal,
    open: async (body, context) => {
      const { data, props } = await call.send({ ...options, body, signal: context.signal })
      if (!isVendorStream(data)) throw new CallUnreadableError('response', 'is not a stream.')
      seen.opened = { stream: data, props }
      return wholeStream(data, call.client)
    },
  })
  if (outcome.status === 'refused') throw new ProhibitedUseError(outcome.refusal)
  // The guard has opened every stream that it did not refuse.
  if (seen.opened === undefined) throw new CallUnreadableError('response', 'is not a stream.')
  if (outcome.status === 'streaming') {
    return handOn(call, seen.opened, { chunks: outcome.chunks, label: outcome.label, controller })
  }
  const { chunks, label } = await decidedChunks(call, seen.opened, outcome)
  return handOn(call, seen.opened, { chunks, label: Promise.resolve(label), controller })
}

function rememberingAnswer(
  { endpoint }: GuardedCall,
  seen: { opened?: Opened },
): StreamCodec<JsonObject, unknown> {
  const codec = endpoint.streamCodec()
  return {
    ...codec,
    readValue(chunks) {
      const value = codec.readValue(chunks)
      if (seen.opened !== undefined) seen.opened.answer = endpoint.join(chunks)
      return value
    },
  }
}

function isVendorStream(data: unknown): data is VendorStream {
  return isObject(data) && Symbol.asyncIterator in data && isObject(data.controller)
}

/** The package ends an aborted stream as if it were whole; a check must know that it was not. */
async function* wholeStream(stream: VendorStream, client: object): AsyncGenerator<unknown> {
  yield* stream
  const { signal } = stream.controller
  if (signal.aborted) throw abortErrorOf(client, signal.reason)
}

async function decidedChunks(
  { settings, use, options, endpoint }: GuardedCall,
  { answer }: Opened,
  { review }: Held<unknown>,
): Promise<{ readonly chunks: AsyncIterable<unknown>; readonly label: Label }> {
  if (settings.onHeld !== 'wait') throw new ReviewRequiredError(review)
  const decision = await settings.guard.decisionFor(
    use,
    review.id,
    options.signal ? { signal: options.signal } : {},
  )
  if (decision.outcome !== 'approved' && decision.outcome !== 'amended')
    throw new NotApprovedError(review.id, decision.outcome)
  const response = endpoint.codec.writeValue(answer, decision.value)
  const chunks = isObject(response) ? endpoint.chunksOf(response) : []
  return { chunks: each(chunks), label: decision.label }
}

async function* each(chunks: readonly unknown[]): AsyncGenerator<unknown> {
  yield* chunks
}

interface Checked {
  readonly chunks: AsyncIterable<unknown>
  readonly label: Promise<Label>
  readonly controller: AbortController
}

function handOn(
  call: GuardedCall,
  { stream, props }: Opened,
  { chunks, label, controller }: Checked,
): CheckedAnswer {
  const StreamClass = streamClassOf(stream)
  const data = new StreamClass(onceOnly(call, { chunks, controller }), controller, call.client)
  fastenLabel(data, label)
  const body = eventStream(() => data[Symbol.asyncIterator](), call.endpoint)
  const response = checkedResponse(props.response, body, 'text/event-stream; charset=utf-8')
  return { data, props: { ...props, controller, response } }
}

/** Iterates the checked chunks as the package's streams do: once, silently at an end when the caller gave up. */
function onceOnly(
  { client, options }: GuardedCall,
  { chunks, controller }: Pick<Checked, 'chunks' | 'controller'>,
): () => AsyncIterator<unknown> {
  let consumed = false
  return async function* checkedChunks() {
    if (consumed) throw consumedError(client)
    consumed = true
    let done = false
    try {
      yield* chunks
      done = true
    } catch (error) {
      // The package's streams just end when the caller gave up, so callers wrote no code for an error here.
      if (!controller.signal.aborted && options.signal?.aborted !== true) throw error
    } finally {
      if (!done) controller.abort()
    }
  }
}

function consumedError(client: object): Error {
  const message = 'Cannot iterate over a consumed stream, use `.tee()` to split the stream.'
  const ErrorClass: unknown = Reflect.get(client.constructor, 'OpenAIError')
  return typeof ErrorClass === 'function' ? Reflect.construct(ErrorClass, [message]) : new Error(message)
}
