import { LabelInvalidError } from '../../errors.js'
import type { Label } from '../label.js'

/** A content and its label, side by side. */
export interface LabelledJson<Content> {
  readonly content: Content
  readonly label: Label
}

/** Puts a label beside its content: `{ content, label }`. */
export function embedInJson<Content>(content: Content, label: Label): LabelledJson<Content> {
  return { content, label }
}

/**
 * Takes `{ content, label }` apart. It only reads: give both to `verifyLabel`. Undefined when the value has no label.
 *
 * @throws LabelInvalidError `malformed` when it has one that cannot be a label, or a label without content.
 */
export function extractFromJson(value: unknown): LabelledJson<unknown> | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'label')) return undefined
  const { label } = value as { readonly label: unknown }
  if (typeof label !== 'object' || label === null || !Object.hasOwn(label, 'jws'))
    throw new LabelInvalidError('malformed', 'The member "label" is not a label.')
  if (!Object.hasOwn(value, 'content'))
    throw new LabelInvalidError(
      'malformed',
      'There is a label but no member "content" that it could belong to.',
    )
  // Its other members are compared with the signed ones by `verifyLabel`.
  return { content: (value as { readonly content: unknown }).content, label: label as Label }
}
