import type { JSX } from 'hono/jsx/jsx-runtime'
import type { FormPageProps } from './form-page.js'
import { FIELDS } from './paths.js'

/** One field of a form. */
export interface ControlProps extends FormPageProps {
  readonly name: keyof typeof FIELDS
  readonly label: string
  readonly hint?: string
  /** Of several lines. */
  readonly rows?: number
  readonly type?: 'text' | 'email' | 'tel'
  readonly autocomplete?: string
  readonly required?: boolean
}

/** A field with its label, its hint and what is wrong with it. */
export function Control(props: ControlProps): JSX.Element {
  const { label, hint, rows, type = 'text', autocomplete, required, errors = [], typed } = props
  const id = FIELDS[props.name]
  const error = errors.find(({ name }) => name === id)?.message
  const described = [error === undefined ? [] : `${id}-erreur`, hint === undefined ? [] : `${id}-aide`].flat()
  const value = (typed?.get(id) ?? '').toWellFormed()
  const attributes = {
    id,
    name: id,
    ...(autocomplete === undefined ? {} : { autocomplete }),
    ...(required === true ? { required } : {}),
    ...(described.length === 0 ? {} : { 'aria-describedby': described.join(' ') }),
    ...(error === undefined ? {} : { 'aria-invalid': 'true' as const }),
  }
  return (
    <div class={error === undefined ? 'field' : 'field field-invalid'}>
      <label for={id}>{label}</label>
      {hint === undefined ? null : (
        <span class="hint" id={`${id}-aide`}>
          {hint}
        </span>
      )}
      {error === undefined ? null : (
        <span class="error" id={`${id}-erreur`}>
          {error}
        </span>
      )}
      {rows === undefined ? (
        <input
          type={type}
          value={value}
          {...attributes}
          {...(props.name === 'reference' ? { class: 'reference-field', spellcheck: false } : {})}
        />
      ) : (
        <textarea rows={rows} {...attributes}>
          {/* The first line feed of a text area is not part of its text. */}
          {`\n${value}`}
        </textarea>
      )}
    </div>
  )
}
