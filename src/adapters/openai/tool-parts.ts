import type { TextPart } from '../../call/model-call.js'
import { CallUnreadableError } from '../../errors.js'
import {
  arrayAt,
  fieldParts,
  type JsonObject,
  jsonParts,
  nothing,
  objectAt,
  textPart,
  type Voice,
} from './json-shapes.js'

const DEFINITION: Voice = { kind: 'tool-definition', role: 'system' }
const HOSTED =
  'runs at the supplier, out of the guard’s sight: only "function" and "custom" tools can be checked.'

const definition = (value: unknown, path: string): readonly TextPart[] => textPart(value, path, DEFINITION)
const schema = (value: unknown, path: string): readonly TextPart[] => jsonParts(value, path, DEFINITION)

/** Name, description and parameters of a function that the model may call. */
function functionParts(tool: JsonObject, path: string): readonly TextPart[] {
  return fieldParts(tool, path, {
    type: nothing,
    name: definition,
    description: definition,
    parameters: schema,
    format: schema,
    output_schema: schema,
  })
}

/**
 * Texts of tool definitions, in both protocols: `{ type, function: {…} }` and `{ type, name, … }`.
 *
 * @throws CallUnreadableError for tools that the supplier runs.
 */
export function toolParts(value: unknown, path: string): readonly TextPart[] {
  return arrayAt(value, path).flatMap((item, index) => {
    const at = `${path}[${index}]`
    const tool = objectAt(item, at)
    const { type } = tool
    if (type !== 'function' && type !== 'custom') throw new CallUnreadableError(at, HOSTED)
    const inner = tool[type]
    if (inner === undefined) return functionParts(tool, at)
    return fieldParts(tool, at, {
      type: nothing,
      [type]: (body, below) => functionParts(objectAt(body, below), below),
    })
  })
}

/** Texts of `functions`, the older form of tool definitions. */
export function functionListParts(value: unknown, path: string): readonly TextPart[] {
  return arrayAt(value, path).flatMap((item, index) =>
    functionParts(objectAt(item, `${path}[${index}]`), `${path}[${index}]`),
  )
}

/** Texts of `tool_choice` and `function_call`: a word, or the name of the tool that must be called. */
export function toolChoiceParts(value: unknown, path: string): readonly TextPart[] {
  return typeof value === 'string' ? [] : schema(value, path)
}

/** Texts of an output format: the names and descriptions of its JSON schema ask the model for things. */
export function formatParts(value: unknown, path: string): readonly TextPart[] {
  return schema(value, path)
}
