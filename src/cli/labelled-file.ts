import { LabelInvalidError } from '../errors.js'
import { extractFromHtml } from '../provenance/carriers/html.js'
import { extractFromJson } from '../provenance/carriers/json.js'
import { extractFromText } from '../provenance/carriers/text.js'
import type { Label } from '../provenance/label.js'

/** A label as found in a file, with the content that stands beside it, if any does. */
export interface FoundLabel {
  readonly label: Label | string
  readonly content?: unknown
}

const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]+$/

/**
 * Finds the labels of a file, whichever carrier it is: a label alone (JSON or its compact form), `{ content, label }`, a
 * text with its mention, a page. Nothing is checked here.
 *
 * @throws LabelInvalidError when there is none, or it cannot be read.
 */
export function labelsOf(text: string): readonly FoundLabel[] {
  const trimmed = text.trim()
  if (COMPACT.test(trimmed)) return [{ label: trimmed }]
  const json = parsedJson(trimmed)
  if (json !== undefined) return [labelOfJson(json)]
  const under = extractFromText(text)
  if (under !== undefined) {
    if ('jws' in under) return [{ label: under.jws, content: under.content }]
    throw new LabelInvalidError(
      'malformed',
      'The text carries only the reference of its label. Verify the label itself, with --content for the text.',
    )
  }
  const inPage = extractFromHtml(text)
  if (inPage.length > 0)
    return inPage.map(({ jws, content }) => ({ label: jws, ...(content === undefined ? {} : { content }) }))
  throw new LabelInvalidError('malformed', 'There is no label in this file.')
}

function labelOfJson(json: object): FoundLabel {
  const beside = extractFromJson(json)
  if (beside !== undefined) return beside
  if ('jws' in json) return { label: json as Label }
  throw new LabelInvalidError('malformed', 'This JSON file holds no label.')
}

function parsedJson(text: string): object | undefined {
  if (!text.startsWith('{')) return undefined
  try {
    return JSON.parse(text) as object
  } catch {
    // A text may begin with a brace and still be no JSON; it is read as a text then.
    return undefined
  }
}
