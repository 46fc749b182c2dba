import type { JSX } from 'hono/jsx/jsx-runtime'
import { REQUEST_LIMITS } from '../../guard/request-input.js'
import { formatIsoDay } from '../../i18n/format.js'
import { RECORD_LANGUAGE } from '../../i18n/language.js'
import { TOKEN_FIELD } from '../form-token.js'
import type { Form } from '../read-form.js'
import { VisibleText } from '../visible-text.js'
import { Control } from './control.js'
import { inLanguage } from './paths.js'
import { PersonFields } from './person-fields.js'
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
