import type { TextPart } from '../../call/model-call.js'
import { mapTexts } from '../../call/rewrite-value.js'
import { CallUnreadableError, OutputInvalidError } from '../../errors.js'
import type { Codec, StreamCodec } from '../../guard/codec.js'
import { answerParts, answerTexts, rewriteAnswerTexts } from './answer-texts.js'
import { SETTINGS } from './chat-completions-request.js'
import { decidedText } from './decided-value.js'
import {
  arrayAt,
  fieldParts,
  isObject,
  type JsonObject,
  jsonParts,
  nothing,
  objectAt,
  rewriteRequest,
  textPart,
} from './json-shapes.js'

const USER = { kind: 'text', role: 'user' } as const

/** Reads requests and answers of the older text completions. Pure. */
export const legacyCompletionsCodec: Codec<JsonObject, unknown> = {
  readInput,
  rewriteInput: rewriteRequest,
  rewriteOutput: mapTexts,
  readOutput: (response) => ({ parts: answerParts(requireCompletion(response), '') }),
  readValue: (response) => firstText(requireCompletion(response)),
  writeValue(response, value) {
    const { id, created, model, usage } = requireCompletion(response)
    const choices = [{ index: 0, text: decidedText(value), logprobs: null, finish_reason: 'stop' }]
    return {
      id,
      object: 'text_completion',
      created,
      model,
      choices,
      ...(usage === undefined ? {} : { usage }),
    }
  },
}

/** Reads streams of the older text completions. Pure. */
export const legacyCompletionsStreamCodec: StreamCodec<JsonObject, unknown> = {
  readInput,
  rewriteInput: rewriteRequest,
  rewriteChunk: (chunk, rewrite) =>
    rewriteAnswerTexts(objectAt(chunk, 'chunk'), '', (text) => rewrite({ ...text, extent: 'part' })),
  readDelta: (chunk) => answerTexts(objectAt(chunk, 'chunk'), ''),
  readValue: (chunks) => firstText(joinLegacyChunks(chunks)),
}

/**
 * Joins the chunks of a stream to the answer they spell.
 *
 * @throws OutputInvalidError when the stream ended before the model had.
 */
export function joinLegacyChunks(chunks: readonly unknown[]): JsonObject {
  const choices = chunks
    .flatMap((chunk) => arrayAt(objectAt(chunk, 'chunk').choices, 'choices'))
    .map((choice) => objectAt(choice, 'choices[]'))
    .filter((choice) => (choice.index ?? 0) === 0)
  const finish_reason = choices.findLast((choice) => typeof choice.finish_reason === 'string')?.finish_reason
  if (finish_reason === undefined) {
    throw new OutputInvalidError([
      { path: 'choices[0].finish_reason', reason: 'the stream ended before the answer did' },
    ])
  }
  const text = choices.map((choice) => (typeof choice.text === 'string' ? choice.text : '')).join('')
  const { id, created, model } = objectAt(chunks[0], 'chunk')
  return {
    id,
    object: 'text_completion',
    created,
    model,
    choices: [{ index: 0, text, logprobs: null, finish_reason }],
  }
}

/** A whole answer as the chunks that would have spelled it. */
export function legacyChunksOf(response: JsonObject): readonly JsonObject[] {
  return [response]
}

function readInput(request: JsonObject): readonly TextPart[] {
  return fieldParts(request, '', {
    ...SETTINGS,
    prompt: promptParts,
    suffix: (value, path) => textPart(value, path, USER),
    stop: (value, path) => jsonParts(value, path, { kind: 'text', role: 'system' }),
    logit_bias: nothing,
  })
}

function promptParts(value: unknown, path: string): readonly TextPart[] {
  if (!Array.isArray(value)) return textPart(value, path, USER)
  return value.flatMap((item, index) => {
    if (typeof item !== 'string')
      throw new CallUnreadableError(`${path}[${index}]`, 'tokens cannot be read. Send the text.')
    return textPart(item, `${path}[${index}]`, USER)
  })
}

function requireCompletion(response: unknown): JsonObject {
  if (!isObject(response) || !Array.isArray(response.choices))
    throw new CallUnreadableError('response', 'is not a completion.')
  return response
}

function firstText(response: JsonObject): string {
  const [choice] = arrayAt(response.choices, 'choices')
  if (choice === undefined)
    throw new OutputInvalidError([{ path: 'choices', reason: 'the model answered nothing' }])
  return String(objectAt(choice, 'choices[0]').text ?? '')
}
