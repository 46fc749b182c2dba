import type { TextPart } from '../call/model-call.js'
import { readValue } from '../call/read-value.js'
import { mapTexts, rewriteValue } from '../call/rewrite-value.js'
import { InputInvalidError, OutputInvalidError } from '../errors.js'
import type { Codec } from './codec.js'

/** An input as it was when the call began: its texts, and a plain copy that holds them and nothing else. */
export interface TakenInput {
  readonly parts: readonly TextPart[]
  readonly value: unknown
}

/**
 * Takes an input once: the model is given the copy that was checked, whatever becomes of the caller's object.
 *
 * @throws InputInvalidError when it cannot be read in full.
 */
export function takeInput(input: unknown, maxLength: number): TakenInput {
  const read = readValue(input, { root: 'input', role: 'data', maxLength })
  if (!read.ok) throw new InputInvalidError(read.unreadable.path, `${read.unreadable.reason}.`)
  return { parts: read.parts, value: read.value }
}

/** Takes an answer once, for the same reason. Its keys are the model's words: the error does not name them. */
export function takeOutput(output: unknown, maxLength: number): unknown {
  const read = readValue(output, { root: 'output', role: 'assistant', maxLength })
  if (!read.ok) throw new OutputInvalidError([{ path: 'output', reason: read.unreadable.reason }])
  return read.value
}

/** Reads an input and answers of plain functions: any JSON value, taken before. */
export function valueCodec({ parts, value: taken }: TakenInput, maxLength: number): Codec<unknown, unknown> {
  return {
    readInput: (input) => (input === taken ? parts : takeInput(input, maxLength).parts),
    rewriteInput: (input, changes) => rewriteValue(input, 'input', changes),
    rewriteOutput: mapTexts,
    readOutput(output) {
      const read = readValue(output, { root: 'output', role: 'assistant', maxLength })
      if (!read.ok) throw new OutputInvalidError([{ path: 'output', reason: read.unreadable.reason }])
      return { parts: read.parts }
    },
    readValue: (output) => output,
    writeValue: (_output, value) => value,
  }
}
