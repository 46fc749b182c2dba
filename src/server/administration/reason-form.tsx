import type { JSX } from 'hono/jsx/jsx-runtime'
import { type FormError, fieldId, TextArea } from '../console/fields.js'
import { HiddenFields } from '../console/shell.js'
import type { Visit } from '../console/visit.js'

/** What is done to a system for a reason: one field and one button, whose accessible name says to which system. */
export function ReasonForm(props: {
  readonly visit: Visit
  readonly action: string
  readonly field: string
  readonly label: string
  readonly button: { readonly text: string; readonly named: string }
  readonly errors: readonly FormError[]
  readonly typed: ReadonlyMap<string, string>
}): JSX.Element {
  const { visit, action, field, label, button, errors, typed } = props
  const error = errors.find((candidate) => candidate.name === field)?.message
  return (
    <form method="post" action={action} novalidate>
      <HiddenFields visit={visit} />
      <TextArea
        name={field}
        label={label}
        hint={visit.say('admin.reason-hint')}
        value={typed.get(field) ?? ''}
        rows={2}
        {...(error === undefined ? {} : { error })}
      />
      <button type="submit" aria-label={button.named} aria-describedby={`${fieldId(field)}-aide`}>
        {button.text}
      </button>
    </form>
  )
}
