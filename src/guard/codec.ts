import type { ModelOutput, TextPart } from '../call/model-call.js'
import type { TextChanges } from '../call/rewrite-value.js'

/**
 * Everything the guard needs of a vendor's request and answer. Pure functions. A shape that cannot be read in full is
 * refused with CallUnreadableError, never waved through.
 */
export interface Codec<Request, Response> {
  /** Every text of the request: all messages of all roles, tool definitions, tool results, declared image purposes. */
  readInput(request: Request): readonly TextPart[]
  /**
   * The request with texts of `readInput` replaced, by path; nothing else changes. What was asked and could not be
   * replaced shows when the result is read again, and the call is refused.
   */
  rewriteInput(request: Request, changes: TextChanges): Request
  /** Every text of the answer: all choices, tool calls with their arguments, refusals. Empty when it answers nothing. */
  readOutput(response: Response): ModelOutput
  /** The answer with each of its texts passed through `rewrite`, whole: tool calls, all choices, keys of JSON. */
  rewriteOutput(response: Response, rewrite: (text: string) => string): Response
  /** What a person reviews, before the use's schema has checked it: the text, its JSON, or the tool calls. */
  readValue(response: Response): unknown
  /** The vendor's answer with a reviewed value in place of the model's. */
  writeValue(response: Response, value: unknown): Response
}

/** One stretch of text in a chunk of a stream. */
export interface TextDelta {
  /** Names the growing text it belongs to, such as `choices[0].content`: same path as `readOutput` gives it at the end. */
  readonly path: string
  readonly kind: TextPart['kind']
  readonly text: string
}

/** One text of a chunk, to be rewritten. */
export interface ChunkText {
  /** The growing text it belongs to, as in `TextDelta`. */
  readonly path: string
  readonly text: string
  /** `part`: goes on where the last one at this path ended. `whole`: says the text at this path in full. */
  readonly extent: 'part' | 'whole'
}

/** Reads a vendor's stream. */
export interface StreamCodec<Request, Chunk> {
  readInput(request: Request): readonly TextPart[]
  /** As in `Codec`. */
  rewriteInput(request: Request, changes: TextChanges): Request
  /** The chunk with each of its texts replaced, asked for in the order in which they stand. Depends on nothing else. */
  rewriteChunk(chunk: Chunk, rewrite: (text: ChunkText) => string): Chunk
  /** The texts in one chunk; none for a chunk that only carries bookkeeping. */
  readDelta(chunk: Chunk): readonly TextDelta[]
  /** What a person reviews when the whole stream is held. */
  readValue(chunks: readonly Chunk[]): unknown
}
