import type { TextPart } from '../../call/model-call.js'
import { CallUnreadableError } from '../../errors.js'
import type { TextDelta } from '../../guard/codec.js'
import { isIdentifier, isObject } from './json-shapes.js'

/** Fields that hold names for machines. What is longer than a name is read as text wherever it stands. */
const BOOKKEEPING = new Set([
  'id', 'object', 'role', 'type', 'model', 'finish_reason', 'stop_reason', 'status', 'phase', 'service_tier',
  'system_fingerprint', 'call_id', 'item_id', 'tool_call_id', 'content_filter_results', 'prompt_filter_results',
  'content_filter_result', 'usage', 'code', 'reason', 'provider', 'native_finish_reason', 'caller', 'agent',
]) // biome-ignore format: a list of words

/** Padding and sealed contents: no reader can make text of them. */
const SEALED = new Set([
  'encrypted_content',
  'obfuscation',
  'bytes',
  'token_logprobs',
  'text_offset',
  'token_ids',
])

function isSealed(key: string, value: unknown): boolean {
  // Sealed contents have no spaces: whatever has is prose under a strange name.
  return SEALED.has(key) && !(typeof value === 'string' && /\s/.test(value))
}

/** Where a text stands decides what it is to the checks. */
const TOOL_CALL = /(?:^|\.)(?:tool_calls|function_call)\b|\.arguments$|\.input$/

const MAX_DEPTH = 100

/**
 * Every text in a vendor's answer, by path: not only the fields we know, for what a supplier adds tomorrow must not
 * leave unread. Only names for machines, numbers and sealed contents are left out.
 *
 * @throws CallUnreadableError when it is nested too deep to be read.
 */
export function answerTexts(value: unknown, path: string): readonly TextDelta[] {
  const texts: TextDelta[] = []
  const visit = (node: unknown, at: string, bookkeeping: boolean, depth: number): void => {
    if (depth > MAX_DEPTH) throw new CallUnreadableError(at, `is nested more than ${MAX_DEPTH} levels deep.`)
    if (typeof node === 'string') {
      if (node !== '' && !(bookkeeping && isIdentifier(node)))
        texts.push({ path: at, kind: kindAt(at), text: node })
    } else if (Array.isArray(node)) {
      for (const [index, item] of node.entries())
        visit(item, `${at}[${placeOf(item) ?? index}]`, bookkeeping, depth + 1)
    } else if (isObject(node)) {
      for (const [key, child] of Object.entries(node)) {
        if (isSealed(key, child)) continue
        const below = at === '' ? key : `${at}.${key}`
        if (key === 'logprobs') texts.push(...logprobTexts(child, below))
        else visit(child, below, bookkeeping || BOOKKEEPING.has(key), depth + 1)
      }
    }
  }
  visit(value, path, false, 0)
  return texts
}

/** Choices and tool calls of a stream name their own place: one chunk may hold the second choice alone. */
function placeOf(item: unknown): number | undefined {
  return isObject(item) && typeof item.index === 'number' ? item.index : undefined
}

function kindAt(path: string): TextPart['kind'] {
  return TOOL_CALL.test(path) ? 'tool-call' : 'text'
}

/** Tokens spell the text once more, and the alternatives beside them spell what was not chosen: both can be read. */
function logprobTexts(value: unknown, path: string): readonly TextDelta[] {
  const chosen: string[] = []
  const others: string[] = []
  const visit = (node: unknown, into: string[]): void => {
    if (typeof node === 'string') into.push(node)
    else if (Array.isArray(node)) for (const item of node) visit(item, into)
    else if (isObject(node)) {
      for (const [key, child] of Object.entries(node)) {
        if (key === 'top_logprobs') alternatives(child)
        else if (!isSealed(key, child)) visit(child, into)
      }
    }
  }
  const alternatives = (node: unknown): void => {
    // The legacy form has the tokens as keys.
    for (const item of Array.isArray(node) ? node : [node]) {
      if (isObject(item) && !('token' in item)) others.push(...Object.keys(item))
      else visit(item, others)
    }
  }
  visit(value, chosen)
  return [
    ...(chosen.length > 0 ? [{ path, kind: 'text' as const, text: chosen.join('') }] : []),
    ...(others.length > 0
      ? [{ path: `${path}.top_logprobs`, kind: 'text' as const, text: `${others.join(' ')} ` }]
      : []),
  ]
}

/**
 * A vendor's value with its growing texts replaced, by path; names for machines, sealed contents and the tokens beside a
 * text stay.
 */
export function rewriteAnswerTexts(
  value: unknown,
  path: string,
  rewrite: (text: Pick<TextDelta, 'path' | 'text'>) => string,
): unknown {
  const visit = (node: unknown, at: string, bookkeeping: boolean, depth: number): unknown => {
    if (typeof node === 'string')
      return node === '' || (bookkeeping && isIdentifier(node)) ? node : rewrite({ path: at, text: node })
    if (depth > MAX_DEPTH) return node
    if (Array.isArray(node))
      return node.map((item, index) =>
        visit(item, `${at}[${placeOf(item) ?? index}]`, bookkeeping, depth + 1),
      )
    if (!isObject(node)) return node
    return Object.fromEntries(
      Object.entries(node).map(([key, child]) => {
        if (key === 'logprobs' || isSealed(key, child)) return [key, child]
        const below = at === '' ? key : `${at}.${key}`
        return [key, visit(child, below, bookkeeping || BOOKKEEPING.has(key), depth + 1)]
      }),
    )
  }
  return visit(value, path, false, 0)
}

/** The same texts as parts of a whole answer. */
export function answerParts(value: unknown, path: string): readonly TextPart[] {
  return answerTexts(value, path).map((delta) => ({ ...delta, role: 'assistant' }))
}
