import type { JSX } from 'hono/jsx/jsx-runtime'
import {
  ANSWER_CHANNELS,
  type AnswerChannel,
  REQUEST_WISHES,
  type RequestWish,
} from '../../guard/request-input.js'
import { Control } from './control.js'
import type { FormPageProps } from './form-page.js'
import { FIELDS } from './paths.js'

const WISHES = {
  understand: 'request.wish.understand',
  rules: 'request.wish.rules',
  agent: 'request.wish.agent',
  error: 'request.wish.error',
} as const satisfies Readonly<Record<RequestWish, string>>

const CHANNELS = {
  email: 'request.channel.email',
  post: 'request.channel.post',
  phone: 'request.channel.phone',
  desk: 'request.channel.desk',
} as const satisfies Readonly<Record<AnswerChannel, string>>

interface ChoiceProps extends FormPageProps {
  readonly name: 'wish' | 'channel'
  readonly legend: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  /** Chosen when nobody has chosen yet. */
  readonly preset?: string
}

function Choice({ name, legend, options, preset, typed }: ChoiceProps): JSX.Element {
  const field = FIELDS[name]
  const chosen = typed?.get(field) ?? preset
  return (
    <fieldset class="radios">
      <legend>{legend}</legend>
      {options.map(({ value, label }) => (
        <div class="choice">
          <input
            type="radio"
            id={`${field}-${value}`}
            name={field}
            value={value}
            checked={value === chosen}
          />
          <label for={`${field}-${value}`}>{label}</label>
        </div>
      ))}
    </fieldset>
  )
}

/** What somebody wants, who they are, how they are answered, and which decision it is about. */
export function PersonFields(props: FormPageProps): JSX.Element {
  const { say } = props.visit
  const optional = (label: string): string => say('request.optional', { label })
  return (
    <>
      <Choice
        {...props}
        name="wish"
        legend={say('request.wish')}
        preset="understand"
        options={REQUEST_WISHES.map((value) => ({ value, label: say(WISHES[value]) }))}
      />
      <Control {...props} name="name" label={say('request.name')} autocomplete="name" required />
      <fieldset class="group">
        <legend>{say('request.contact')}</legend>
        <p class="hint">{say('request.contact-hint')}</p>
        <Choice
          {...props}
          name="channel"
          legend={say('request.channel')}
          options={ANSWER_CHANNELS.map((value) => ({ value, label: say(CHANNELS[value]) }))}
        />
        <Control
          {...props}
          name="email"
          type="email"
          label={say('request.email')}
          hint={say('request.email-hint')}
          autocomplete="email"
        />
        <Control
          {...props}
          name="address"
          rows={3}
          label={say('request.address')}
          autocomplete="street-address"
        />
        <Control {...props} name="phone" type="tel" label={say('request.phone')} autocomplete="tel" />
      </fieldset>
      <Control
        {...props}
        name="reference"
        label={optional(say('request.reference'))}
        hint={say('request.reference-hint')}
        autocomplete="off"
      />
    </>
  )
}
