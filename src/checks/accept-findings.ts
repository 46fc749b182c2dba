import type { TextPart } from '../call/model-call.js'
import type { Finding, LocalizedText, Span } from './finding.js'

/** What a check's answer comes to: the findings that are well formed, and whether all of it was. */
export interface Accepted {
  readonly findings: readonly Finding[]
  readonly valid: boolean
}

/** Nothing said, nothing wrong. Shared, so that a check that finds nothing costs nothing. */
const NOTHING: Accepted = Object.freeze({ findings: [], valid: true })

/**
 * Reads what a check answered as foreign data: an array of findings with every field, scores between 0 and 1, spans
 * inside the texts. Well-formed findings are kept even beside malformed ones: an error may never soften a verdict.
 * Each is copied field by field, so that nothing else travels on with it.
 */
export function acceptFindings(answer: unknown, parts: readonly TextPart[]): Accepted {
  if (!Array.isArray(answer)) return { findings: [], valid: false }
  if (answer.length === 0) return NOTHING
  const findings: Finding[] = []
  for (const item of answer as readonly unknown[]) {
    const finding = findingOf(item, parts)
    if (finding !== undefined) findings.push(finding)
  }
  return { findings, valid: findings.length === answer.length }
}

function findingOf(item: unknown, parts: readonly TextPart[]): Finding | undefined {
  if (!isRecord(item)) return undefined
  const { checkId, code, clause, layer, score, message, span } = item
  if (!isWord(checkId) || !isWord(code) || !isWord(clause) || !isWord(layer)) return undefined
  if (typeof score !== 'number' || !(score >= 0 && score <= 1)) return undefined
  const sentence = messageOf(message)
  if (sentence === undefined) return undefined
  const finding: Finding = { checkId, code, clause, layer, score, message: sentence }
  if (span === undefined) return Object.freeze(finding)
  const place = spanOf(span, parts)
  return place === undefined ? undefined : Object.freeze({ ...finding, span: place })
}

function messageOf(message: unknown): LocalizedText | undefined {
  if (!isRecord(message)) return undefined
  const { fr, en } = message
  return isWord(fr) && isWord(en) ? Object.freeze({ fr, en }) : undefined
}

function spanOf(span: unknown, parts: readonly TextPart[]): Span | undefined {
  if (!isRecord(span)) return undefined
  const { part, start, end } = span
  if (typeof part !== 'string' || !isOffset(start) || !isOffset(end) || start > end) return undefined
  const inside = parts.some((candidate) => candidate.path === part && end <= candidate.text.length)
  return inside ? Object.freeze({ part, start, end }) : undefined
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function isOffset(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}
