import { MODEL, type Question } from './answer.ts'
import { type Form, isForm } from './form.ts'

/** A request that this model cannot serve, in the words of the protocol. */
export interface Fault {
  readonly status: number
  readonly message: string
  readonly param: string | null
  readonly code: string | null
}

/** What a request asks for. */
export interface Asked extends Question {
  readonly stream: boolean
  readonly includeUsage: boolean
  /** Most words of the answer. */
  readonly most: number | undefined
  /** Everything that was sent, to count its words. */
  readonly everything: string
}

/** A request that was read, or why it could not be. */
export type Read =
  | { readonly ok: true; readonly asked: Asked }
  | { readonly ok: false; readonly fault: Fault }

/** Reads a chat completions request. */
export function readChatRequest(body: unknown): Read {
  return read(body, 'messages', (request) => ({
    format: request.response_format,
    schemaOf: (format) => format.json_schema,
    most: request.max_completion_tokens ?? request.max_tokens,
    instructions: undefined,
  }))
}

/** Reads a Responses request. */
export function readResponsesRequest(body: unknown): Read {
  return read(body, 'input', (request) => ({
    format: isForm(request.text) ? request.text.format : undefined,
    schemaOf: (format) => format,
    most: request.max_output_tokens,
    instructions: request.instructions,
  }))
}

interface Settings {
  readonly format: unknown
  readonly schemaOf: (format: Form) => unknown
  readonly most: unknown
  readonly instructions: unknown
}

function read(body: unknown, field: 'messages' | 'input', settingsOf: (request: Form) => Settings): Read {
  if (!isForm(body)) return wrong('The body must be a JSON object.', null)
  const unfit = unfitReason(body)
  if (unfit !== undefined) return unfit
  const settings = settingsOf(body)
  const messages = messagesIn(body[field], field)
  if (!messages.ok) return messages
  const format = formatIn(settings)
  if (format === undefined)
    return wrong('The format must be text, json_object, or json_schema with a schema.', 'response_format')
  if (
    settings.most !== undefined &&
    settings.most !== null &&
    !(Number.isInteger(settings.most) && Number(settings.most) > 0)
  )
    return wrong('Must be a positive integer.', 'max_tokens')
  const texts = messages.found.filter(({ role }) => role === 'user').map(({ text }) => text)
  const everything = [
    ...(typeof settings.instructions === 'string' ? [settings.instructions] : []),
    ...messages.found.map(({ text }) => text),
  ].join('\n')
  const includeUsage = isForm(body.stream_options) && body.stream_options.include_usage === true
  return {
    ok: true,
    asked: {
      texts,
      format,
      everything,
      stream: body.stream === true,
      includeUsage,
      most: typeof settings.most === 'number' ? settings.most : undefined,
    },
  }
}

/** What this model does not do, whatever it is asked. */
function unfitReason(body: Form): { readonly ok: false; readonly fault: Fault } | undefined {
  if (body.model !== MODEL) {
    const message = `The model "${String(body.model)}" does not exist here. This server has "${MODEL}".`
    return { ok: false, fault: { status: 404, message, param: 'model', code: 'model_not_found' } }
  }
  if (typeof body.n === 'number' && body.n !== 1)
    return wrong('The same text always gets the same answer: n must be 1.', 'n')
  if (body.tool_choice === 'required' || isForm(body.tool_choice))
    return wrong('This model calls no tools.', 'tool_choice')
  return undefined
}

function wrong(message: string, param: string | null): { readonly ok: false; readonly fault: Fault } {
  return { ok: false, fault: { status: 400, message, param, code: null } }
}

interface Message {
  readonly role: string
  readonly text: string
}

function messagesIn(
  value: unknown,
  field: string,
): { readonly ok: true; readonly found: readonly Message[] } | { readonly ok: false; readonly fault: Fault } {
  if (field === 'input' && typeof value === 'string')
    return { ok: true, found: [{ role: 'user', text: value }] }
  if (!Array.isArray(value) || value.length === 0)
    return wrong(`"${field}" must be a list of messages, at least one.`, field)
  const found: Message[] = []
  for (const [index, message] of value.entries()) {
    const at = `${field}[${index}]`
    if (!isForm(message) || (message.type !== undefined && message.type !== 'message'))
      return wrong('This model reads messages only.', at)
    if (
      typeof message.role !== 'string' ||
      !['system', 'developer', 'user', 'assistant', 'tool'].includes(message.role)
    )
      return wrong('The role is not known.', `${at}.role`)
    const text = textIn(message.content)
    if (text === undefined) return wrong('This model reads text only.', `${at}.content`)
    found.push({ role: message.role, text })
  }
  return { ok: true, found }
}

function textIn(content: unknown): string | undefined {
  if (typeof content === 'string') return content
  if (content === null) return ''
  if (!Array.isArray(content)) return undefined
  const texts = content.map((part) =>
    isForm(part) &&
    ['text', 'input_text', 'output_text'].includes(String(part.type)) &&
    typeof part.text === 'string'
      ? part.text
      : undefined,
  )
  return texts.every((text) => text !== undefined) ? texts.join('\n') : undefined
}

function formatIn({ format, schemaOf }: Settings): Question['format'] | undefined {
  if (format === undefined || format === null) return { type: 'text' }
  if (!isForm(format)) return undefined
  if (format.type === 'text' || format.type === 'json_object') return { type: format.type }
  if (format.type !== 'json_schema') return undefined
  const holder = schemaOf(format)
  return isForm(holder) && isForm(holder.schema) ? { type: 'json_schema', schema: holder.schema } : undefined
}
