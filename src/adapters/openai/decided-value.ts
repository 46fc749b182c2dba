import { isObject } from './json-shapes.js'

/** A call of a tool, in both protocols. `arguments` is the text the model wrote, usually JSON. */
export interface ToolCallValue {
  readonly id: string
  readonly type: 'function' | 'custom'
  readonly name: string
  readonly arguments: string
}

/** Tool calls that a person decided on, with the text beside them. */
export interface DecidedCalls {
  readonly content: string | null
  readonly calls: readonly ToolCallValue[]
}

/**
 * What a person reviews of an answer that calls tools: `{ content?, tool_calls: [{ name, arguments }] }` as JSON text.
 * Text, so that it is a valid output of a use whose output is text.
 */
export function toolCallsText(content: string, calls: readonly ToolCallValue[]): string {
  const tool_calls = calls.map(({ name, arguments: args }) => ({ name, arguments: parsed(args) }))
  return JSON.stringify(content === '' ? { tool_calls } : { content, tool_calls })
}

/** Arguments as the value they spell; text that is no JSON stays text. */
function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    // Only objects and arrays: a text such as « 12 » must come back as the text it was.
    return typeof value === 'object' && value !== null ? value : text
  } catch {
    return text
  }
}

/** The text of a decided value: itself, or its JSON. */
export function decidedText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/**
 * The tool calls in a decided value, when the model's answer had some and the value still has their shape. Ids come
 * from the model's calls, in order, so that tool results find them.
 */
export function decidedCalls(value: unknown, before: readonly ToolCallValue[]): DecidedCalls | undefined {
  if (before.length === 0) return undefined
  const shape = typeof value === 'string' ? parsed(value) : value
  if (!isObject(shape) || !Array.isArray(shape.tool_calls)) return undefined
  const calls = shape.tool_calls.filter(isObject).map((call, index) => ({
    id: before[index]?.id || `call_decided_${index}`,
    type: before[index]?.type ?? 'function',
    name: String(call.name ?? ''),
    arguments: decidedText(call.arguments ?? ''),
  }))
  return { content: typeof shape.content === 'string' ? shape.content : null, calls }
}
