import type { TextPart } from '../../call/model-call.js'
import { CallUnreadableError } from '../../errors.js'
import { SETTINGS } from './chat-completions-request.js'
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
import { formatParts, toolChoiceParts, toolParts } from './tool-parts.js'

const STORED = 'refers to content at the supplier that the guard cannot see. Send the content itself.'

const ROLES: Readonly<Record<string, TextPart['role']>> = {
  system: 'system',
  developer: 'system',
  user: 'user',
  assistant: 'assistant',
}

const call: FieldReader = (value, path) => textPart(value, path, { kind: 'tool-call', role: 'assistant' })
const callJson: FieldReader = (value, path) =>
  jsonParts(value, path, { kind: 'tool-call', role: 'assistant' })
const result: FieldReader = (value, path) => contentParts(value, path, { kind: 'tool-result', role: 'tool' })
const thought: FieldReader = (value, path) => contentParts(value, path, { kind: 'text', role: 'assistant' })
const frame = {
  type: nothing,
  id: identifierParts,
  call_id: identifierParts,
  status: identifierParts,
  phase: identifierParts,
}

/** Earlier answers that come back as input, and results of tools. */
const ITEMS: Readonly<Record<string, Readonly<Record<string, FieldReader>>>> = {
  function_call: { ...frame, name: call, namespace: call, arguments: call, parsed_arguments: callJson },
  custom_tool_call: { ...frame, name: call, namespace: call, input: call },
  function_call_output: { ...frame, output: result },
  custom_tool_call_output: { ...frame, output: result },
  reasoning: {
    ...frame,
    summary: thought,
    content: thought,
    encrypted_content: forbidden('is sealed: the guard cannot read it. Leave it out.'),
  },
}

const REQUEST: Readonly<Record<string, FieldReader>> = {
  ...SETTINGS,
  input: inputParts,
  instructions: (value, path) => textPart(value, path, { kind: 'text', role: 'system' }),
  tools: toolParts,
  tool_choice: toolChoiceParts,
  text: (value, path) =>
    fieldParts(objectAt(value, path), path, { format: formatParts, verbosity: identifierParts }),
  reasoning: (value, path) => jsonParts(value, path, { kind: 'declaration', role: 'system' }),
  include: (value, path) =>
    arrayAt(value, path).flatMap((item, index) => identifierParts(item, `${path}[${index}]`)),
  truncation: identifierParts,
  previous_response_id: forbidden(STORED),
  conversation: forbidden(STORED),
  prompt: forbidden(STORED),
  background: forbidden('a background answer would be fetched unchecked. Await the answer.'),
}

/**
 * Every text of a Responses request: instructions, input items of all kinds, tools, formats.
 *
 * @throws CallUnreadableError for what cannot be read in full, such as content stored at the supplier.
 */
export function responsesRequestParts(request: JsonObject): readonly TextPart[] {
  return fieldParts(request, '', REQUEST)
}

function inputParts(value: unknown, path: string): readonly TextPart[] {
  if (typeof value === 'string') return textPart(value, path, { kind: 'text', role: 'user' })
  return arrayAt(value, path).flatMap((item, index) =>
    itemParts(objectAt(item, `${path}[${index}]`), `${path}[${index}]`),
  )
}

function itemParts(item: JsonObject, path: string): readonly TextPart[] {
  const type = item.type ?? 'message'
  if (type === 'message') return messageParts(item, path)
  if (type === 'item_reference') throw new CallUnreadableError(path, STORED)
  const readers = typeof type === 'string' && Object.hasOwn(ITEMS, type) ? ITEMS[type] : undefined
  if (readers === undefined)
    throw new CallUnreadableError(path, `"${String(type)}" is not a kind of input that can be checked.`)
  return fieldParts(item, path, readers)
}

function messageParts(item: JsonObject, path: string): readonly TextPart[] {
  const role = typeof item.role === 'string' && Object.hasOwn(ROLES, item.role) ? ROLES[item.role] : undefined
  if (role === undefined) throw new CallUnreadableError(`${path}.role`, 'is not a role that can be checked.')
  return fieldParts(item, path, {
    ...frame,
    role: nothing,
    content: (value, at) => contentParts(value, at, { kind: 'text', role }),
  })
}
