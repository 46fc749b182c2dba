import { createHash } from 'node:crypto'
import type { JsonValue } from '../../internal/canonical-json.js'
import { canonicalJson } from '../../internal/canonical-json.js'
import type { ReviewView } from '../../review/view.js'
import { TOKEN_FIELD } from '../form-token.js'
import type { Form } from '../read-form.js'
import { isObject } from '../schema-form/shape.js'
import { HIDDEN_NAMES } from './shell.js'

const NOT_TYPED: readonly string[] = [TOKEN_FIELD, ...Object.values(HIDDEN_NAMES)]

/** What somebody typed, without the hidden fields of the form. */
export function typedIn(form: Form): Form {
  return new Map([...form].filter(([name]) => !NOT_TYPED.includes(name)))
}

/** A draft as it is kept. */
export function draftBody(typed: Form): JsonValue {
  return { form: Object.fromEntries(typed) }
}

/** The draft of a view; undefined when there is none, or when another program wrote it. */
export function draftForm(view: ReviewView): Form | undefined {
  const body = view.draft?.body
  if (!isObject(body) || !isObject(body.form)) return undefined
  const typed = Object.entries(body.form).filter(
    (field): field is [string, string] => typeof field[1] === 'string',
  )
  return typed.length === 0 ? undefined : new Map(typed)
}

/** Identifies what was typed, so that what is recorded is what was checked. */
export function draftDigest(typed: Form): string {
  return createHash('sha256')
    .update(canonicalJson(draftBody(typed)))
    .digest('base64url')
}
