import type { TextPart } from '../../call/model-call.js'
import { CallUnreadableError } from '../../errors.js'
import { contentParts } from './content-parts.js'
import {
  arrayAt,
  type FieldReader,
  fieldParts,
  forbidden,
  identifierParts,
  type JsonObject,
  jsonParts,
  nothing,
  objectAt,
  textPart,
} from './json-shapes.js'
import { formatParts, functionListParts, toolChoiceParts, toolParts } from './tool-parts.js'

const ROLES: Readonly<Record<string, TextPart['role']>> = {
  system: 'system',
  developer: 'system',
  user: 'user',
  assistant: 'assistant',
  tool: 'tool',
  function: 'tool',
}

const stop: FieldReader = (value, path) => jsonParts(value, path, { kind: 'text', role: 'system' })

/** Names somebody for the supplier: often an address or a number of a person. */
function someone(value: unknown, path: string): readonly TextPart[] {
  return textPart(value, path, { kind: 'declaration', role: 'data' })
}

/** Fields that both protocols share and that a model never reads as content. */
export const SETTINGS: Readonly<Record<string, FieldReader>> = {
  model: identifierParts,
  user: someone,
  safety_identifier: someone,
  prompt_cache_key: someone,
  prompt_cache_retention: identifierParts,
  prompt_cache_options: (value, path) => jsonParts(value, path, { kind: 'declaration', role: 'system' }),
  service_tier: identifierParts,
  stream_options: nothing,
  metadata: (value, path) => jsonParts(value, path, { kind: 'declaration', role: 'data' }),
  moderation: (value, path) => jsonParts(value, path, { kind: 'declaration', role: 'system' }),
}

const REQUEST: Readonly<Record<string, FieldReader>> = {
  ...SETTINGS,
  messages: (value, path) =>
    arrayAt(value, path).flatMap((message, index) =>
      messageParts(objectAt(message, `${path}[${index}]`), `${path}[${index}]`),
    ),
  tools: toolParts,
  tool_choice: toolChoiceParts,
  functions: functionListParts,
  function_call: toolChoiceParts,
  response_format: formatParts,
  prediction: (value, path) => (value === null ? [] : predictionParts(objectAt(value, path), path)),
  stop,
  logit_bias: nothing,
  reasoning_effort: identifierParts,
  verbosity: identifierParts,
  modalities: (value, path) => {
    if (arrayAt(value, path).some((modality) => modality !== 'text'))
      throw new CallUnreadableError(path, 'only text answers can be checked.')
    return []
  },
  audio: forbidden('a spoken answer cannot be checked. Ask for text.'),
  web_search_options: forbidden('a search at the supplier brings in texts that the guard cannot see.'),
}

/**
 * Every text of a chat completions request: messages of all roles, tools, formats, predictions.
 *
 * @throws CallUnreadableError for what cannot be read in full.
 */
export function chatRequestParts(request: JsonObject): readonly TextPart[] {
  if (!Array.isArray(objectAt(request, 'request').messages))
    throw new CallUnreadableError('messages', 'is not an array.')
  return fieldParts(request, '', REQUEST)
}

function predictionParts(prediction: JsonObject, path: string): readonly TextPart[] {
  return fieldParts(prediction, path, {
    type: identifierParts,
    content: (value, at) => contentParts(value, at, { kind: 'text', role: 'assistant' }),
  })
}

function messageParts(message: JsonObject, path: string): readonly TextPart[] {
  const role =
    typeof message.role === 'string' && Object.hasOwn(ROLES, message.role) ? ROLES[message.role] : undefined
  if (role === undefined) throw new CallUnreadableError(`${path}.role`, 'is not a role that can be checked.')
  const voice = { kind: role === 'tool' ? 'tool-result' : 'text', role } as const
  const call = { kind: 'tool-call', role } as const
  const text: FieldReader = (value, at) => textPart(value, at, voice)
  return fieldParts(message, path, {
    role: nothing,
    content: (value, at) => contentParts(value, at, voice),
    name: text,
    refusal: text,
    reasoning_content: text,
    reasoning: text,
    annotations: (value, at) => jsonParts(value, at, voice),
    parsed: (value, at) => jsonParts(value, at, voice),
    tool_call_id: identifierParts,
    tool_calls: (value, at) =>
      arrayAt(value, at).flatMap((item, index) =>
        toolCallParts(objectAt(item, `${at}[${index}]`), `${at}[${index}]`),
      ),
    function_call: (value, at) => jsonParts(value, at, call),
  })
}

function toolCallParts(call: JsonObject, path: string): readonly TextPart[] {
  const inside: FieldReader = (value, at) => jsonParts(value, at, { kind: 'tool-call', role: 'assistant' })
  return fieldParts(call, path, {
    id: identifierParts,
    type: identifierParts,
    function: inside,
    custom: inside,
  })
}
