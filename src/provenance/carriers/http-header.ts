import { LabelInvalidError } from '../../errors.js'
import type { Label } from '../label.js'
import { isTrained, VOCABULARIES } from '../vocabularies.js'
import { formatAiDisclosure } from './ai-disclosure.js'

/** The response header that carries a whole label, signed. */
export const LABEL_HEADER = 'Garde-Fou-Label'

/** The draft response header for AI disclosure: optional and unsigned. */
export const AI_DISCLOSURE_HEADER = 'AI-Disclosure'

/** Anything that headers come in: a `Headers`, Node's `request.headers`, or a plain object. */
export type HeaderSource =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>

/** The label of a response as headers. */
export interface LabelHeaderOptions {
  /** Also says it in the words of the IETF draft `AI-Disclosure`, which is not a standard. Default `false`. */
  readonly aiDisclosure?: boolean
}

/** The headers that carry a label, for a response whose whole body is the labelled content. */
export function labelHeaders(label: Label, options: LabelHeaderOptions = {}): Record<string, string> {
  const headers: Record<string, string> = { [LABEL_HEADER]: label.jws }
  // The draft is about generative AI: nothing is said of an algorithm, which means unknown.
  if (options.aiDisclosure === true && isTrained(label))
    headers[AI_DISCLOSURE_HEADER] = formatAiDisclosure({
      mode: VOCABULARIES.headerMode[label.humanReview],
      model: label.model.name,
      provider: label.model.supplier,
      ...(label.reviewedBy === undefined ? {} : { reviewedBy: label.reviewedBy }),
      date: new Date(label.generatedAt),
    })
  return headers
}

/**
 * The signed label of a response, to be given to `verifyLabel` with the body. Undefined when there is none.
 *
 * @throws LabelInvalidError `malformed` when the header is there more than once.
 */
export function extractFromHeaders(headers: HeaderSource): string | undefined {
  const values = headerValues(headers, LABEL_HEADER)
  const [value, ...others] = values
  if (others.length > 0 || value?.includes(','))
    throw new LabelInvalidError('malformed', `There is more than one ${LABEL_HEADER} header.`)
  return value?.trim()
}

function headerValues(headers: HeaderSource, name: string): readonly string[] {
  if ('get' in headers && typeof headers.get === 'function') {
    const value: unknown = headers.get(name)
    return typeof value === 'string' ? [value] : []
  }
  return Object.entries(headers)
    .filter(([key]) => key.toLowerCase() === name.toLowerCase())
    .flatMap(([, value]) => (typeof value === 'string' ? [value] : Array.isArray(value) ? value : []))
}
