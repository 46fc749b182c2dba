import { OutputInvalidError } from '../../errors.js'
import { arrayAt, isObject, type JsonObject, objectAt } from './json-shapes.js'

interface GrowingCall {
  id?: unknown
  type?: unknown
  readonly body: Record<string, string>
  custom: boolean
}

/**
 * Joins the chunks of a stream to the answer they spell: first choice only, which is the one a person reviews.
 *
 * @throws OutputInvalidError when the stream ended before the model had: half an answer is not an answer.
 */
export function joinChatChunks(chunks: readonly unknown[]): JsonObject {
  const texts: Record<string, string> = {}
  const calls: GrowingCall[] = []
  let finish: unknown
  for (const choice of chunks.flatMap((chunk) => arrayAt(objectAt(chunk, 'chunk').choices, 'choices'))) {
    const { index = 0, delta, finish_reason } = objectAt(choice, 'choices[]')
    if (index !== 0) continue
    finish = finish_reason ?? finish
    if (isObject(delta)) takeDelta(delta, texts, calls)
  }
  if (finish === undefined || finish === null) {
    throw new OutputInvalidError([
      { path: 'choices[0].finish_reason', reason: 'the stream ended before the answer did' },
    ])
  }
  const { content = null, refusal = null } = texts
  const tool_calls = calls.map(({ id, custom, body }) => ({
    id,
    type: custom ? 'custom' : 'function',
    [custom ? 'custom' : 'function']: body,
  }))
  const message = { role: 'assistant', content, refusal, ...(tool_calls.length > 0 ? { tool_calls } : {}) }
  const { id, created, model } = objectAt(chunks[0], 'chunk')
  return {
    id,
    object: 'chat.completion',
    created,
    model,
    choices: [{ index: 0, message, logprobs: null, finish_reason: finish }],
  }
}

function takeDelta(delta: JsonObject, texts: Record<string, string>, calls: GrowingCall[]): void {
  for (const key of ['content', 'refusal']) grow(texts, key, delta[key])
  for (const [place, item] of arrayAt(delta.tool_calls, 'tool_calls').entries())
    takeCall(objectAt(item, 'tool_calls[]'), place, calls)
  if (isObject(delta.function_call)) takeCall({ function: delta.function_call }, 0, calls)
}

function takeCall(item: JsonObject, place: number, calls: GrowingCall[]): void {
  const index = typeof item.index === 'number' ? item.index : place
  // A stream that opens its calls out of order would leave holes.
  if (!Number.isInteger(index) || index < 0 || index > calls.length) {
    throw new OutputInvalidError([
      { path: `choices[0].message.tool_calls[${index}]`, reason: 'comes out of order' },
    ])
  }
  const call = calls[index] ?? { body: {}, custom: false }
  calls[index] = call
  call.id = item.id ?? call.id
  if (isObject(item.custom)) call.custom = true
  const body = item.custom ?? item.function
  if (isObject(body)) for (const [key, text] of Object.entries(body)) grow(call.body, key, text)
}

function grow(texts: Record<string, string>, key: string, more: unknown): void {
  if (typeof more === 'string') texts[key] = (texts[key] ?? '') + more
}

/** A whole answer as the chunks that would have spelled it. */
export function chatChunksOf(response: JsonObject): readonly JsonObject[] {
  const { id, created, model } = response
  const frame = (choices: readonly JsonObject[]): JsonObject => ({
    id,
    object: 'chat.completion.chunk',
    created,
    model,
    choices,
  })
  return arrayAt(response.choices, 'choices').flatMap((item) => {
    const { index, message, finish_reason } = objectAt(item, 'choices[]')
    const { tool_calls, ...rest } = objectAt(message, 'choices[].message')
    const calls = arrayAt(tool_calls, 'tool_calls').map((call, place) => ({
      index: place,
      ...objectAt(call, 'tool_calls[]'),
    }))
    const delta = { ...rest, ...(calls.length > 0 ? { tool_calls: calls } : {}) }
    return [
      frame([{ index, delta, logprobs: null, finish_reason: null }]),
      frame([{ index, delta: {}, logprobs: null, finish_reason }]),
    ]
  })
}
