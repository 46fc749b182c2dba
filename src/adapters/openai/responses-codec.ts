import type { TextPart } from '../../call/model-call.js'
import { mapTexts } from '../../call/rewrite-value.js'
import { CallUnreadableError, OutputInvalidError } from '../../errors.js'
import type { Codec } from '../../guard/codec.js'
import { answerParts } from './answer-texts.js'
import { decidedCalls, decidedText, type ToolCallValue, toolCallsText } from './decided-value.js'
import { arrayAt, isObject, type JsonObject, objectAt, rewriteRequest } from './json-shapes.js'
import { responsesRequestParts } from './responses-request.js'

/** Kinds of output that are text. Others were made by tools of the supplier, with contents nobody here can read. */
const READABLE = new Set(['message', 'reasoning', 'function_call', 'custom_tool_call'])

/** The supplier repeats our own request in its answer; those texts were checked as input. */
const ECHO = new Set([
  'instructions', 'tools', 'tool_choice', 'text', 'reasoning', 'metadata', 'user', 'safety_identifier', 'prompt_cache_key',
  'prompt_cache_retention', 'prompt_cache_options', 'truncation', 'include', 'output_text', 'moderation',
]) // biome-ignore format: a list of words

/** Reads Responses requests and answers. Pure. */
export const responsesCodec: Codec<JsonObject, unknown> = {
  readInput: responsesRequestParts,
  rewriteInput: rewriteRequest,
  readOutput: (response) => ({ parts: responseParts(requireResponse(response)) }),
  rewriteOutput: mapTexts,
  readValue: (response) => responseValue(requireResponse(response)),
  writeValue: (response, value) => decidedResponse(requireResponse(response), value),
}

/** Every text of a response object that the model wrote. @throws CallUnreadableError */
export function responseParts(response: JsonObject): readonly TextPart[] {
  const own = Object.fromEntries(
    Object.entries(response).filter(([key]) => !ECHO.has(key) && key !== 'output'),
  )
  const items = arrayAt(response.output, 'output').flatMap((item, index) =>
    outputItemParts(item, `output[${index}]`),
  )
  return [...items, ...answerParts(own, '')]
}

/** Every text of one output item. @throws CallUnreadableError for kinds that cannot be read. */
export function outputItemParts(item: unknown, path: string): readonly TextPart[] {
  const read = objectAt(item, path)
  const { type } = read
  if (typeof type !== 'string' || !READABLE.has(type))
    throw new CallUnreadableError(path, `"${String(type)}" is not a kind of output that can be checked.`)
  return answerParts(read, path).map((part) => ({
    ...part,
    kind: type.endsWith('_call') ? 'tool-call' : part.kind,
  }))
}

function requireResponse(response: unknown): JsonObject {
  if (
    !isObject(response) ||
    (response.output !== undefined && !Array.isArray(response.output)) ||
    !('output' in response)
  ) {
    throw new CallUnreadableError('response', 'is not a response object.')
  }
  return response
}

/** What a person reviews: the message text, or the tool calls as JSON. */
export function responseValue(response: JsonObject): string {
  const { status } = response
  if (status !== undefined && status !== null && status !== 'completed' && status !== 'incomplete') {
    throw new OutputInvalidError([{ path: 'status', reason: `the answer is "${String(status)}"` }])
  }
  const items = itemsOf(response)
  const contents = items
    .filter((item) => item.type === 'message')
    .flatMap((item) => arrayAt(item.content, 'content').filter(isObject))
  const text = contents.map((part) => (typeof part.text === 'string' ? part.text : '')).join('')
  const refusal = contents.map((part) => (typeof part.refusal === 'string' ? part.refusal : '')).join('')
  const calls = callsOf(items)
  if (calls.length > 0) return toolCallsText(text, calls)
  return text === '' ? refusal : text
}

function itemsOf(response: JsonObject): readonly JsonObject[] {
  return arrayAt(response.output, 'output').map((item, index) => objectAt(item, `output[${index}]`))
}

function callsOf(items: readonly JsonObject[]): readonly ToolCallValue[] {
  return items.flatMap((item) => {
    if (item.type !== 'function_call' && item.type !== 'custom_tool_call') return []
    const custom = item.type === 'custom_tool_call'
    return [
      {
        id: String(item.call_id ?? ''),
        type: custom ? ('custom' as const) : ('function' as const),
        name: String(item.name ?? ''),
        arguments: String(item[custom ? 'input' : 'arguments'] ?? ''),
      },
    ]
  })
}

/** Nothing of the model's answer but its frame: reasoning and further items were not decided on. */
function decidedResponse(response: JsonObject, value: unknown): JsonObject {
  const calls = decidedCalls(value, callsOf(itemsOf(response)))
  const { output: _output, error: _error, incomplete_details: _details, ...kept } = response
  const frame = Object.fromEntries(Object.entries(kept).filter(([key]) => key !== 'output_text'))
  const text = calls === undefined ? decidedText(value) : (calls.content ?? '')
  const message = {
    id: `msg_${String(response.id ?? 'decided')}`,
    type: 'message',
    role: 'assistant',
    status: 'completed',
    content: [{ type: 'output_text', text, annotations: [], logprobs: [] }],
  }
  const output = [
    ...(text === '' && calls !== undefined ? [] : [message]),
    ...(calls?.calls ?? []).map(callItem),
  ]
  return { ...frame, object: 'response', status: 'completed', error: null, incomplete_details: null, output }
}

function callItem(call: ToolCallValue, index: number): JsonObject {
  const common = { id: `fc_decided_${index}`, call_id: call.id, name: call.name, status: 'completed' }
  return call.type === 'custom'
    ? { ...common, type: 'custom_tool_call', input: call.arguments }
    : { ...common, type: 'function_call', arguments: call.arguments }
}
