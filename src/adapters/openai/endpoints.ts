import type { Codec, StreamCodec } from '../../guard/codec.js'
import { chatChunksOf, joinChatChunks } from './chat-completions-chunks.js'
import { chatCompletionsCodec, chatCompletionsStreamCodec } from './chat-completions-codec.js'
import type { Door } from './doors.js'
import type { JsonObject } from './json-shapes.js'
import {
  joinLegacyChunks,
  legacyChunksOf,
  legacyCompletionsCodec,
  legacyCompletionsStreamCodec,
} from './legacy-completions-codec.js'
import { responsesCodec } from './responses-codec.js'
import { responseEventsOf } from './responses-events.js'
import { finalResponse, responsesStreamCodec } from './responses-stream-codec.js'

/** What the adapter needs of one protocol. */
export interface Endpoint {
  readonly codec: Codec<JsonObject, unknown>
  /** One for each stream: it may remember what the stream has said. */
  readonly streamCodec: () => StreamCodec<JsonObject, unknown>
  /** The answer that the chunks of a stream spell. */
  readonly join: (chunks: readonly unknown[]) => JsonObject
  /** The chunks that would have spelled an answer. */
  readonly chunksOf: (response: JsonObject) => readonly JsonObject[]
  /** True when server-sent events name their type and no `[DONE]` ends them. */
  readonly namedEvents: boolean
}

/** The protocols behind each door. */
export const ENDPOINTS: Readonly<Record<Door, Endpoint>> = {
  chat: {
    codec: chatCompletionsCodec,
    streamCodec: () => chatCompletionsStreamCodec,
    join: joinChatChunks,
    chunksOf: chatChunksOf,
    namedEvents: false,
  },
  responses: {
    codec: responsesCodec,
    streamCodec: responsesStreamCodec,
    join: finalResponse,
    chunksOf: responseEventsOf,
    namedEvents: true,
  },
  completions: {
    codec: legacyCompletionsCodec,
    streamCodec: () => legacyCompletionsStreamCodec,
    join: joinLegacyChunks,
    chunksOf: legacyChunksOf,
    namedEvents: false,
  },
}

/** How many answers a request asks for. */
export function answersAsked(request: JsonObject): number {
  return typeof request.n === 'number' ? request.n : 1
}
