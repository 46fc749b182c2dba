import { MODEL } from './answer.ts'
import type { Asked } from './read-request.ts'
import { wordCount } from './sentences.ts'

/** An answer and how it ended. */
export interface Written {
  readonly text: string
  readonly cut: boolean
}

/** Events of a stream, with the name that the Responses protocol gives them. */
export interface StreamEvent {
  readonly name?: string
  readonly data: Readonly<Record<string, unknown>>
}

/** Keeps an answer within the words that were asked for. */
export function within(text: string, most: number | undefined): Written {
  if (most === undefined || wordCount(text) <= most) return { text, cut: false }
  const words = [...text.matchAll(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu)]
  const last = words[most - 1]
  return { text: last === undefined ? '' : text.slice(0, last.index + last[0].length), cut: true }
}

/** A text in pieces of a few words, as a stream sends them. */
export function piecesOf(text: string): readonly string[] {
  return text.match(/(?:\S+\s*){1,3}|\s+/gu) ?? []
}

interface Frame {
  readonly id: string
  readonly created: number
}

/** The whole answer of chat completions. */
export function chatCompletion(
  { id, created }: Frame,
  asked: Asked,
  { text, cut }: Written,
): Readonly<Record<string, unknown>> {
  const message = { role: 'assistant', content: text, refusal: null }
  return {
    id: `chatcmpl-${id}`,
    object: 'chat.completion',
    created,
    model: MODEL,
    choices: [{ index: 0, message, logprobs: null, finish_reason: cut ? 'length' : 'stop' }],
    usage: chatUsage(asked, text),
  }
}

/** The same answer as a stream of chat completions. */
export function* chatEvents(
  { id, created }: Frame,
  asked: Asked,
  { text, cut }: Written,
): Generator<StreamEvent> {
  const frame = { id: `chatcmpl-${id}`, object: 'chat.completion.chunk', created, model: MODEL }
  const choice = (delta: object, finish_reason: string | null): StreamEvent => ({
    data: { ...frame, choices: [{ index: 0, delta, logprobs: null, finish_reason }] },
  })
  yield choice({ role: 'assistant', content: '' }, null)
  for (const piece of piecesOf(text)) yield choice({ content: piece }, null)
  yield choice({}, cut ? 'length' : 'stop')
  if (asked.includeUsage) yield { data: { ...frame, choices: [], usage: chatUsage(asked, text) } }
}

function chatUsage(asked: Asked, text: string): Readonly<Record<string, number>> {
  const {
    input_tokens: prompt_tokens = 0,
    output_tokens: completion_tokens = 0,
    total_tokens = 0,
  } = responseUsage(asked, text)
  return { prompt_tokens, completion_tokens, total_tokens }
}

function responseUsage(asked: Asked, text: string): Readonly<Record<string, number>> {
  const input_tokens = wordCount(asked.everything)
  const output_tokens = wordCount(text)
  return { input_tokens, output_tokens, total_tokens: input_tokens + output_tokens }
}

/** The whole answer of the Responses protocol. */
export function response(
  { id, created }: Frame,
  asked: Asked,
  { text, cut }: Written,
): Readonly<Record<string, unknown>> {
  const usage = {
    ...responseUsage(asked, text),
    input_tokens_details: { cached_tokens: 0 },
    output_tokens_details: { reasoning_tokens: 0 },
  }
  return {
    ...responseFrame(id, created),
    status: cut ? 'incomplete' : 'completed',
    incomplete_details: cut ? { reason: 'max_output_tokens' } : null,
    output: [messageItem(id, text)],
    usage,
  }
}

function responseFrame(id: string, created: number): Readonly<Record<string, unknown>> {
  return {
    id: `resp_${id}`,
    object: 'response',
    created_at: created,
    model: MODEL,
    error: null,
    incomplete_details: null,
    instructions: null,
    metadata: {},
    parallel_tool_calls: false,
    temperature: null,
    tool_choice: 'none',
    tools: [],
    top_p: null,
  }
}

function messageItem(id: string, text: string): Readonly<Record<string, unknown>> {
  return {
    id: `msg_${id}`,
    type: 'message',
    role: 'assistant',
    status: 'completed',
    content: [{ type: 'output_text', text, annotations: [], logprobs: [] }],
  }
}

/** The same answer as a stream of the Responses protocol. */
export function* responseEvents(frame: Frame, asked: Asked, written: Written): Generator<StreamEvent> {
  let sequence_number = 0
  const event = (name: string, data: object): StreamEvent => ({
    name,
    data: { type: name, sequence_number: sequence_number++, ...data },
  })
  const { id, created } = frame
  const { text } = written
  const started = { ...responseFrame(id, created), status: 'in_progress', output: [] }
  const place = { item_id: `msg_${id}`, output_index: 0, content_index: 0 }
  const part = { type: 'output_text', text, annotations: [], logprobs: [] }
  yield event('response.created', { response: started })
  yield event('response.in_progress', { response: started })
  yield event('response.output_item.added', {
    output_index: 0,
    item: { ...messageItem(id, ''), status: 'in_progress', content: [] },
  })
  yield event('response.content_part.added', { ...place, part: { ...part, text: '' } })
  for (const delta of piecesOf(text))
    yield event('response.output_text.delta', { ...place, delta, logprobs: [] })
  yield event('response.output_text.done', { ...place, text, logprobs: [] })
  yield event('response.content_part.done', { ...place, part })
  yield event('response.output_item.done', { output_index: 0, item: messageItem(id, text) })
  yield event(written.cut ? 'response.incomplete' : 'response.completed', {
    response: response(frame, asked, written),
  })
}
