import { mapTexts } from '../../call/rewrite-value.js'
import { CallUnreadableError, OutputInvalidError } from '../../errors.js'
import type { ChunkText, StreamCodec, TextDelta } from '../../guard/codec.js'
import { answerParts, answerTexts } from './answer-texts.js'
import { isObject, type JsonObject, objectAt, rewriteRequest } from './json-shapes.js'
import { outputItemParts, responseParts, responseValue } from './responses-codec.js'
import { responsesRequestParts } from './responses-request.js'

/** Where each kind of growing text ends up in the whole response, and in which field its event carries it. */
const GROWING: Readonly<
  Record<string, { readonly place: (event: JsonObject) => string; readonly done: string }>
> = {
  'response.output_text': { place: (event) => `${contentPlace(event)}.text`, done: 'text' },
  'response.refusal': { place: (event) => `${contentPlace(event)}.refusal`, done: 'refusal' },
  'response.reasoning_text': { place: (event) => `${contentPlace(event)}.text`, done: 'text' },
  'response.reasoning_summary_text': { place: (event) => `${summaryPlace(event)}.text`, done: 'text' },
  'response.function_call_arguments': {
    place: (event) => `${itemPlace(event)}.arguments`,
    done: 'arguments',
  },
  'response.custom_tool_call_input': { place: (event) => `${itemPlace(event)}.input`, done: 'input' },
}

/** Parts of a known place: what they hold repeats or anticipates the deltas. */
const PARTS: Readonly<Record<string, (event: JsonObject) => string>> = {
  'response.content_part': contentPlace,
  'response.reasoning_summary_part': summaryPlace,
}

/** Events that carry the response as a whole. */
const WHOLE = new Set(
  ['created', 'queued', 'in_progress', 'completed', 'failed', 'incomplete'].map((name) => `response.${name}`),
)

/**
 * Reads one Responses stream; make a new one for each. It remembers the texts that the deltas spelled, since every
 * text comes again in `*.done` events and in the final response: what is said again word for word needs no second
 * check, and anything that differs from its deltas is text of its own, checked before it is released.
 */
export function responsesStreamCodec(): StreamCodec<JsonObject, unknown> {
  const memory = streamMemory()
  return {
    readInput: responsesRequestParts,
    rewriteInput: rewriteRequest,
    rewriteChunk: (chunk, rewrite) => rewriteEvent(objectAt(chunk, 'event'), rewrite),
    readDelta: (chunk) => eventTexts(objectAt(chunk, 'event'), memory),
    readValue: (chunks) => responseValue(finalResponse(chunks)),
  }
}

/** The growing text of a delta goes on; whatever else an event says, it says in full. */
function rewriteEvent(event: JsonObject, rewrite: (text: ChunkText) => string): JsonObject {
  const type = String(event.type ?? '')
  const stem = type.replace(/\.(?:delta|done)$/, '')
  const growing = Object.hasOwn(GROWING, stem) ? GROWING[stem] : undefined
  const field = growing === undefined ? undefined : type.endsWith('.delta') ? 'delta' : growing.done
  return Object.fromEntries(
    Object.entries(event).map(([key, value]) => {
      if (key === 'type' || key === 'logprobs') return [key, value]
      if (growing !== undefined && key === field && typeof value === 'string') {
        const extent = key === 'delta' ? 'part' : 'whole'
        return [key, rewrite({ path: growing.place(event), text: value, extent })]
      }
      return [key, mapTexts(value, (text) => rewrite({ path: '', text, extent: 'whole' }))]
    }),
  )
}

interface StreamMemory {
  /** The text at a place goes on with this. */
  readonly grow: (delta: TextDelta) => readonly TextDelta[]
  /** The text at a place is said to be this, in full. */
  readonly restate: (delta: TextDelta) => readonly TextDelta[]
}

function streamMemory(): StreamMemory {
  const spelled = new Map<string, string>()
  const revised = new Set<string>()
  const grow: StreamMemory['grow'] = ({ path, kind, text }) => {
    if (text === '') return []
    spelled.set(path, (spelled.get(path) ?? '') + text)
    return [{ path, kind, text }]
  }
  const restate: StreamMemory['restate'] = ({ path, kind, text }) => {
    const known = spelled.get(path) ?? ''
    if (known.startsWith(text)) return []
    if (text.startsWith(known)) return grow({ path, kind, text: text.slice(known.length) })
    if (revised.has(text)) return []
    revised.add(text)
    return [{ path: `${path}~${revised.size}`, kind, text }]
  }
  return { grow, restate }
}

function eventTexts(event: JsonObject, memory: StreamMemory): readonly TextDelta[] {
  const type = String(event.type ?? '')
  const stem = type.replace(/\.(?:delta|done|added)$/, '')
  const growing = Object.hasOwn(GROWING, stem) ? GROWING[stem] : undefined
  if (growing !== undefined) {
    const field = type.endsWith('.delta') ? 'delta' : growing.done
    return growingTexts(event, {
      path: growing.place(event),
      field,
      take: field === 'delta' ? memory.grow : memory.restate,
    })
  }
  const place = Object.hasOwn(PARTS, stem) ? PARTS[stem] : undefined
  if (place !== undefined) return restated(event, 'part', (part) => answerParts(part, place(event)), memory)
  if (stem === 'response.output_item')
    return restated(event, 'item', (item) => outputItemParts(item, itemPlace(event)), memory)
  if (stem === 'response.output_text.annotation') {
    const path = `${contentPlace(event)}.annotations[${String(event.annotation_index)}]`
    return restated(event, 'annotation', (annotation) => answerTexts(annotation, path), memory)
  }
  if (WHOLE.has(type))
    return restated(
      event,
      'response',
      (response) => responseParts(objectAt(response, `${type}.response`)),
      memory,
    )
  return otherTexts(event, type)
}

/** The text that grows, and whatever else the event says beside it. */
function growingTexts(
  event: JsonObject,
  {
    path,
    field,
    take,
  }: { readonly path: string; readonly field: string; readonly take: StreamMemory['grow'] },
): readonly TextDelta[] {
  const { [field]: text, ...rest } = event
  const extras = answerTexts(rest, path).flatMap(take)
  if (text === undefined || text === null) return extras
  if (typeof text !== 'string')
    throw new CallUnreadableError(`${String(event.type)}.${field}`, 'is not text.')
  const kind = /\.(?:arguments|input)$/.test(path) ? 'tool-call' : 'text'
  return [...take({ path, kind, text }), ...extras]
}

/** What an event states in full in one of its fields, and whatever else it says beside it. */
function restated(
  event: JsonObject,
  field: string,
  read: (value: unknown) => readonly TextDelta[],
  { restate }: StreamMemory,
): readonly TextDelta[] {
  const { [field]: value, ...rest } = event
  return [...read(value), ...answerTexts(rest, String(event.type))].flatMap(restate)
}

/** An error says what went wrong; any other event may only carry bookkeeping. */
function otherTexts(event: JsonObject, type: string): readonly TextDelta[] {
  const texts = answerTexts(event, '')
  if (type !== 'error' && texts.length > 0)
    throw new CallUnreadableError(type || 'event', 'is not an event that can be checked.')
  return texts
}

function itemPlace(event: JsonObject): string {
  return `output[${String(event.output_index ?? 0)}]`
}

function contentPlace(event: JsonObject): string {
  return `${itemPlace(event)}.content[${String(event.content_index ?? 0)}]`
}

function summaryPlace(event: JsonObject): string {
  return `${itemPlace(event)}.summary[${String(event.summary_index ?? 0)}]`
}

const ENDS = new Set(['response.completed', 'response.incomplete', 'response.failed'])

/** The response as its last event states it; some servers leave its output to the items that went before. */
export function finalResponse(chunks: readonly unknown[]): JsonObject {
  const events = chunks.filter(isObject)
  const end = events.findLast((event) => ENDS.has(String(event.type)))
  if (end === undefined)
    throw new OutputInvalidError([{ path: 'status', reason: 'the stream ended before the answer did' }])
  const response = objectAt(end.response, 'response')
  if (Array.isArray(response.output) && response.output.length > 0) return response
  const items = events
    .filter((event) => event.type === 'response.output_item.done')
    .map((event) => event.item)
  return { ...response, output: items }
}
