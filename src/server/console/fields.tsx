import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Say } from './visit.js'

/** Something wrong with a form: where, and what to do. */
export interface FormError {
  /** Name of the control. */
  readonly name: string
  readonly message: string
}

/** The id of a control: its name without the characters that lists of ids cannot hold. */
export function fieldId(name: string): string {
  return `champ-${name.replace(/[^A-Za-z0-9/_-]/g, (character) => `.${character.codePointAt(0)?.toString(16)}.`)}`
}

/** What is wrong, all of it, at the top of the page, with a link to each field. Takes the focus. */
export function ErrorSummary({
  say,
  errors,
}: {
  readonly say: Say
  readonly errors: readonly FormError[]
}): JSX.Element | null {
  if (errors.length === 0) return null
  return (
    <div class="error-summary" role="alert" aria-labelledby="erreurs-titre" tabindex={-1} autofocus>
      <h2 id="erreurs-titre">{say('form.errors', { count: errors.length })}</h2>
      <ul>
        {errors.map(({ name, message }) => (
          <li>
            <a href={`#${fieldId(name)}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What every control may have around it. */
export interface ControlProps {
  readonly name: string
  readonly label: Child
  readonly hint?: string
  readonly error?: string
}

/** Hint and error of a control, and the ids that point to them. */
export function describe({ name, hint, error }: ControlProps): {
  ids: string | undefined
  parts: JSX.Element
} {
  const id = fieldId(name)
  const ids = [hint === undefined ? [] : `${id}-aide`, error === undefined ? [] : `${id}-erreur`].flat()
  return {
    ids: ids.length === 0 ? undefined : ids.join(' '),
    parts: (
      <>
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
      </>
    ),
  }
}

/** ARIA attributes of a control with a hint or an error. */
export function ariaOf(props: ControlProps): { 'aria-describedby'?: string; 'aria-invalid'?: 'true' } {
  const { ids } = describe(props)
  return {
    ...(ids === undefined ? {} : { 'aria-describedby': ids }),
    ...(props.error === undefined ? {} : { 'aria-invalid': 'true' }),
  }
}

/** A field of several lines. */
export function TextArea(
  props: ControlProps & {
    readonly value: string
    readonly rows?: number
    readonly form?: string
    readonly original?: string
  },
): JSX.Element {
  const id = fieldId(props.name)
  return (
    <div class={props.error === undefined ? 'field' : 'field field-invalid'}>
      <label for={id}>{props.label}</label>
      {describe(props).parts}
      <textarea
        id={id}
        name={props.name}
        rows={props.rows ?? rowsFor(props.value)}
        form={props.form}
        data-original={props.original}
        {...ariaOf(props)}
      >
        {/* The first line feed of a text area is not part of its text. */}
        {`\n${props.value}`}
      </textarea>
    </div>
  )
}

/** A field of one line. */
export function TextInput(
  props: ControlProps & {
    readonly value: string
    readonly type?: 'text' | 'date' | 'email'
    readonly inputmode?: 'text' | 'decimal' | 'numeric'
    readonly short?: boolean
    /** What the suggestion says, for the script that shows differences. */
    readonly original?: string
  },
): JSX.Element {
  const id = fieldId(props.name)
  return (
    <div class={props.error === undefined ? 'field' : 'field field-invalid'}>
      <label for={id}>{props.label}</label>
      {describe(props).parts}
      <input
        id={id}
        name={props.name}
        type={props.type ?? 'text'}
        value={props.value}
        autocomplete="off"
        class={props.short === true ? 'short' : undefined}
        inputmode={props.inputmode}
        data-original={props.original}
        {...ariaOf(props)}
      />
    </div>
  )
}

/** One of the answers of a group. */
export interface RadioOption {
  readonly value: string
  readonly label: Child
  readonly hint?: string
}

/** A group of which one is chosen. Nothing is chosen unless the person has chosen it before. */
export function Radios(
  props: ControlProps & {
    readonly options: readonly RadioOption[]
    readonly value: string
    readonly className?: string
  },
): JSX.Element {
  const id = fieldId(props.name)
  const classes = ['radios', props.className, props.error === undefined ? undefined : 'field-invalid']
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA in HTML allows it, and says what it is
    <fieldset class={classes.filter(Boolean).join(' ')} role="radiogroup" {...ariaOf(props)}>
      <legend>{props.label}</legend>
      {describe(props).parts}
      {props.options.map((option, index) => {
        const own = index === 0 ? id : `${id}-${index}`
        return (
          <div class="choice">
            <input
              id={own}
              type="radio"
              name={props.name}
              value={option.value}
              checked={props.value === option.value}
              aria-describedby={option.hint === undefined ? undefined : `${own}-detail`}
            />
            <label for={own}>{option.label}</label>
            {option.hint === undefined ? null : (
              <span class="hint" id={`${own}-detail`}>
                {option.hint}
              </span>
            )}
          </div>
        )
      })}
    </fieldset>
  )
}

/** A group of boxes, none ticked unless the person has ticked it before. Each box has a name of its own. */
export function Checkboxes(props: {
  readonly label: Child
  readonly hint?: string
  readonly className?: string
  readonly form?: string
  readonly options: readonly { readonly name: string; readonly label: Child; readonly checked: boolean }[]
}): JSX.Element {
  return (
    <fieldset class={['checkboxes', props.className].filter(Boolean).join(' ')}>
      <legend>{props.label}</legend>
      {props.hint === undefined ? null : <span class="hint">{props.hint}</span>}
      {props.options.map(({ name, label, checked }) => (
        <div class="choice">
          <input
            id={fieldId(name)}
            type="checkbox"
            name={name}
            value="oui"
            checked={checked}
            form={props.form}
          />
          <label for={fieldId(name)}>{label}</label>
        </div>
      ))}
    </fieldset>
  )
}

/** Rows that a text needs, within reason. */
function rowsFor(value: string): number {
  // The decision's column holds about 36 characters in a line.
  const lines = value.split('\n').reduce((sum, line) => sum + 1 + Math.floor(line.length / 36), 0)
  return Math.min(Math.max(lines, 2), 16)
}
