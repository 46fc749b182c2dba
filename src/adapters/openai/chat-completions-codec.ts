import { mapTexts } from '../../call/rewrite-value.js'
import { CallUnreadableError, OutputInvalidError } from '../../errors.js'
import type { Codec, StreamCodec } from '../../guard/codec.js'
import { answerParts, answerTexts, rewriteAnswerTexts } from './answer-texts.js'
import { joinChatChunks } from './chat-completions-chunks.js'
import { chatRequestParts } from './chat-completions-request.js'
import { decidedCalls, decidedText, type ToolCallValue, toolCallsText } from './decided-value.js'
import { arrayAt, isObject, type JsonObject, objectAt, rewriteRequest } from './json-shapes.js'

/** Reads chat completions requests and answers. Pure. */
export const chatCompletionsCodec: Codec<JsonObject, unknown> = {
  readInput: chatRequestParts,
  rewriteInput: rewriteRequest,
  readOutput: (response) => ({ parts: answerParts(requireChatCompletion(response), '') }),
  rewriteOutput: mapTexts,
  readValue: (response) => reviewable(firstMessage(requireChatCompletion(response))),
  writeValue: (response, value) => decidedCompletion(requireChatCompletion(response), value),
}

/** Reads chat completions streams. Pure. */
export const chatCompletionsStreamCodec: StreamCodec<JsonObject, unknown> = {
  readInput: chatRequestParts,
  rewriteInput: rewriteRequest,
  rewriteChunk(chunk, rewrite) {
    const read = requireChunk(chunk)
    const choices = arrayAt(read.choices, 'choices').map((item, place) => {
      const choice = objectAt(item, `choices[${place}]`)
      if (choice.delta === undefined) return choice
      const path = `choices[${typeof choice.index === 'number' ? choice.index : place}].message`
      const delta = rewriteAnswerTexts(choice.delta, path, (text) =>
        rewrite({ ...text, extent: text.path.endsWith('.name') ? 'whole' : 'part' }),
      )
      return { ...choice, delta }
    })
    return read.choices === undefined ? read : { ...read, choices }
  },
  readDelta(chunk) {
    const { choices, ...rest } = requireChunk(chunk)
    const texts = arrayAt(choices, 'choices').flatMap((choice, place) => {
      const { delta, index, ...others } = objectAt(choice, `choices[${place}]`)
      const path = `choices[${typeof index === 'number' ? index : place}]`
      requireSilent(delta, `${path}.delta`)
      // Named as in a whole answer, where the growing message ends up.
      return answerTexts({ ...others, message: delta }, path)
    })
    return [...texts, ...answerTexts(rest, '')]
  },
  readValue: (chunks) => chatCompletionsCodec.readValue(joinChatChunks(chunks)),
}

function requireChatCompletion(response: unknown): JsonObject {
  if (!isObject(response) || !Array.isArray(response.choices))
    throw new CallUnreadableError('response', 'is not a chat completion.')
  for (const [index, choice] of response.choices.entries()) {
    const message = objectAt(choice, `choices[${index}]`).message
    requireSilent(objectAt(message, `choices[${index}].message`), `choices[${index}].message`)
  }
  return response
}

function requireChunk(chunk: unknown): JsonObject {
  const read = objectAt(chunk, 'chunk')
  if (read.choices !== undefined && !Array.isArray(read.choices))
    throw new CallUnreadableError('chunk.choices', 'is not an array.')
  return read
}

/** Sound says what no text check can hear. */
function requireSilent(message: unknown, path: string): void {
  if (isObject(message) && isObject(message.audio))
    throw new CallUnreadableError(`${path}.audio`, 'a spoken answer cannot be checked.')
}

function firstMessage(response: JsonObject): JsonObject {
  const [choice] = arrayAt(response.choices, 'choices')
  if (choice === undefined)
    throw new OutputInvalidError([{ path: 'choices', reason: 'the model answered nothing' }])
  return objectAt(objectAt(choice, 'choices[0]').message, 'choices[0].message')
}

/** The first choice: its text, or its tool calls as JSON. */
function reviewable(message: JsonObject): string {
  const calls = callsOf(message)
  const text = textOf(message.content)
  if (calls.length > 0) return toolCallsText(text, calls)
  return text === '' && typeof message.refusal === 'string' ? message.refusal : text
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content
  return arrayAt(content, 'choices[0].message.content')
    .map((part) => (isObject(part) && typeof part.text === 'string' ? part.text : ''))
    .join('')
}

function callsOf(message: JsonObject): readonly ToolCallValue[] {
  const calls = arrayAt(message.tool_calls, 'tool_calls').map((item, index) =>
    callOf(objectAt(item, `tool_calls[${index}]`)),
  )
  return isObject(message.function_call) ? [...calls, callOf({ function: message.function_call })] : calls
}

function callOf(call: JsonObject): ToolCallValue {
  const custom = isObject(call.custom) ? call.custom : undefined
  const body = custom ?? objectAt(call.function, 'tool_calls.function')
  return {
    id: String(call.id ?? ''),
    type: custom === undefined ? 'function' : 'custom',
    name: String(body.name ?? ''),
    arguments: String(body[custom === undefined ? 'arguments' : 'input'] ?? ''),
  }
}

/** Nothing of the model's answer but its frame: reasons, alternatives and further choices were not decided on. */
function decidedCompletion(response: JsonObject, value: unknown): JsonObject {
  const calls = decidedCalls(value, callsOf(firstMessage(response)))
  const message =
    calls === undefined
      ? { role: 'assistant', content: decidedText(value), refusal: null }
      : { role: 'assistant', content: calls.content, refusal: null, tool_calls: calls.calls.map(wireCall) }
  const { id, created, model, usage } = response
  return {
    id,
    object: 'chat.completion',
    created,
    model,
    choices: [
      { index: 0, message, logprobs: null, finish_reason: calls === undefined ? 'stop' : 'tool_calls' },
    ],
    ...(usage === undefined ? {} : { usage }),
  }
}

function wireCall(call: ToolCallValue): JsonObject {
  const body =
    call.type === 'custom'
      ? { name: call.name, input: call.arguments }
      : { name: call.name, arguments: call.arguments }
  return { id: call.id, type: call.type, [call.type]: body }
}
