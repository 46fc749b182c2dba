import type { JSX } from 'hono/jsx/jsx-runtime'
import {
  ANSWER_CHANNELS,
  type AnswerChannel,
  REQUEST_LIMITS,
  REQUEST_WISHES,
  type RequestWish,
} from '../../guard/request-input.js'
import { formatIsoDay } from '../../i18n/format.js'
import { RECORD_LANGUAGE } from '../../i18n/language.js'
import { TOKEN_FIELD } from '../form-token.js'
import type { Form } from '../read-form.js'
import { VisibleText } from '../visible-text.js'
import { FIELDS, inLanguage } from './paths.js'
import type { RequestError } from './read-request.js'
import { RequestShell } from './shell.js'
import type { PublicVisit } from './visit.js'

/** What a form shows. */
export interface FormPageProps {
  readonly visit: PublicVisit
  readonly token: string
  /** By when is answered what is sent now, `YYYY-MM-DD`. */
  readonly due: string
  readonly typed?: Form
  readonly errors?: readonly RequestError[]
  readonly expired?: boolean
}

/** A form, before it was sent or with what is to be corrected. */
export function FormPage(props: FormPageProps): JSX.Element {
  const { visit, token, errors = [], expired } = props
  const { say, system, kind, paths, language } = visit
  const isExplanation = kind === 'explanation'
  const title = isExplanation ? say('request.explanation.title') : say('request.feedback.title')
  return (
    <RequestShell visit={visit} title={title} hasErrors={errors.length > 0} hasLanguages>
      {errors.length === 0 ? null : (
        <div class="error-summary" role="alert" aria-labelledby="erreurs-titre" tabindex={-1} autofocus>
          <h2 id="erreurs-titre">{say('request.errors', { count: errors.length })}</h2>
          <ul>
            {errors.map(({ name, message }) => (
              <li>
                <a href={`#${name}`}>{message}</a>
              </li>
            ))}
          </ul>
        </div>
      )}
      {expired === true ? (
        <p class="message warning" role="alert">
          {say('request.expired')}
        </p>
      ) : null}
      <h1>{title}</h1>
      <SystemLine visit={visit} />
      <p class="lede">
        {isExplanation
          ? say('request.explanation.lede', {
              day: formatIsoDay(language, props.due),
            })
          : say('request.feedback.lede')}
      </p>
      {isExplanation ? <p>{say('request.explanation.law')}</p> : null}
      <form method="post" action={inLanguage(paths.form(system.id, kind), language)} novalidate>
        <input type="hidden" name={TOKEN_FIELD} value={token} />
        {isExplanation ? <PersonFields {...props} /> : null}
        <Control
          {...props}
          name="text"
          rows={8}
          required
          label={isExplanation ? say('request.text') : say('request.feedback.text')}
          hint={
            isExplanation
              ? say('request.text-hint', { count: REQUEST_LIMITS.text })
              : say('request.feedback.text-hint', { count: REQUEST_LIMITS.text })
          }
        />
        <button type="submit" class="primary">
          {isExplanation ? say('request.explanation.send') : say('request.feedback.send')}
        </button>
      </form>
    </RequestShell>
  )
}

/** Which system this is about, with the way back to its page. */
export function SystemLine({ visit }: { readonly visit: PublicVisit }): JSX.Element {
  const { say, paths, system, language } = visit
  const [before = '', after = ''] = say('request.system', { name: '\n' }).split('\n')
  return (
    <p>
      {before}
      <strong lang={RECORD_LANGUAGE}>
        <VisibleText text={system.name} />
      </strong>
      {after} <br />
      <a href={inLanguage(paths.sheet(system.id), language)}>{say('request.back')}</a>
    </p>
  )
}

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

function PersonFields(props: FormPageProps): JSX.Element {
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

interface ControlProps extends FormPageProps {
  readonly name: keyof typeof FIELDS
  readonly label: string
  readonly hint?: string
  /** Of several lines. */
  readonly rows?: number
  readonly type?: 'text' | 'email' | 'tel'
  readonly autocomplete?: string
  readonly required?: boolean
}

function Control(props: ControlProps): JSX.Element {
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
