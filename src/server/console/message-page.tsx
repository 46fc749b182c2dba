import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { formatDay } from '../../i18n/format.js'
import { TOKEN_FIELD } from '../form-token.js'
import type { Form } from '../read-form.js'
import { Shell } from './shell.js'
import type { PageContext, Visit } from './visit.js'

/** A page that says one thing and shows the way back. */
export function MessagePage(props: {
  readonly context: PageContext
  readonly visit?: Visit
  readonly title: string
  readonly children?: Child
}): JSX.Element {
  const { context, visit, title } = props
  return (
    <Shell context={context} {...(visit === undefined ? {} : { visit })} title={[title]}>
      <div class="narrow">
        <h1>{title}</h1>
        {props.children}
      </div>
    </Shell>
  )
}

/** The same words whether a review does not exist or is none of this person's business. */
export function NotFoundPage({ visit }: { readonly visit: Visit }): JSX.Element {
  const { say, paths } = visit
  return (
    <MessagePage context={visit} visit={visit} title={say('not-found.title')}>
      <p>{say('not-found.text')}</p>
      <p>
        <a href={paths.queue}>{say('review.back')}</a>
      </p>
    </MessagePage>
  )
}

/** The texts of a case were erased: nothing is left to show. */
export function ErasedPage({ visit, at }: { readonly visit: Visit; readonly at: string }): JSX.Element {
  const { say, paths, language } = visit
  return (
    <MessagePage context={visit} visit={visit} title={say('erased.title')}>
      <p>{say('erased.text', { day: formatDay(language, new Date(at)) })}</p>
      <p>
        <a href={paths.queue}>{say('review.back')}</a>
      </p>
    </MessagePage>
  )
}

/** Something failed. Says what is safe, and a reference to give to whoever looks after the server. */
export function FailurePage(props: {
  readonly context: PageContext
  readonly visit?: Visit
  readonly text: string
  readonly reference: string
  readonly retry?: string
}): JSX.Element {
  const { context, visit, text, reference, retry } = props
  const { say } = context
  return (
    <MessagePage context={context} {...(visit === undefined ? {} : { visit })} title={say('failure.title')}>
      <p>{text}</p>
      <p>{say('failure.reference', { reference })}</p>
      {retry === undefined ? null : (
        <p>
          <a class="button" href={retry}>
            {say('failure.retry')}
          </a>
        </p>
      )}
    </MessagePage>
  )
}

/** Nobody is signed in, or nobody any more. What was being sent stays in this page, to be sent again. */
export function SignedOutPage(props: {
  readonly context: PageContext
  /** Present when a form of this very site was being sent. */
  readonly resend?: { readonly action: string; readonly form: Form }
}): JSX.Element {
  const { context, resend } = props
  const { say, paths } = context
  const signInPath = context.signInPathFor?.(paths.queue)
  return (
    <MessagePage context={context} title={say('signed-out.title')}>
      <p>{resend === undefined ? say('signed-out.text') : say('signed-out.text-kept')}</p>
      {signInPath === undefined ? null : (
        <p>
          <a
            class="button"
            href={signInPath}
            {...(resend === undefined ? {} : { target: '_blank', rel: 'noopener' })}
          >
            {resend === undefined ? say('signed-out.sign-in') : say('signed-out.sign-in-tab')}
          </a>
        </p>
      )}
      {resend === undefined ? null : (
        <form method="post" action={resend.action}>
          {[...resend.form].map(([name, value]) => (
            <textarea class="carried" name={name} hidden>
              {`\n${value}`}
            </textarea>
          ))}
          <button type="submit">{say('signed-out.resend')}</button>
        </form>
      )}
    </MessagePage>
  )
}

/** The session had ended; what was sent is kept until its person has signed in again, which this page leads to. */
export function FormKeptPage(props: {
  readonly context: PageContext
  readonly signInPath: string
}): JSX.Element {
  const { context, signInPath } = props
  const { say } = context
  return (
    <MessagePage context={context} title={say('signed-out.title')}>
      <p role="status">{say('signed-out.stored')}</p>
      <p>
        <a class="button" href={signInPath}>
          {say('signed-out.sign-in')}
        </a>
      </p>
    </MessagePage>
  )
}

/** The form's token is missing or not this person's: nothing was done, and the text is there to be sent again. */
export function StaleFormPage(props: {
  readonly visit: Visit
  readonly action: string
  readonly form: Form
  /** Default: that the page was open for too long. */
  readonly text?: string
}): JSX.Element {
  const { visit, action, form, text } = props
  const { say } = visit
  return (
    <MessagePage context={visit} visit={visit} title={say('stale-form.title')}>
      <p>{text ?? say('stale-form.text')}</p>
      <form method="post" action={action}>
        {[...form].map(([name, value]) => (
          <textarea class="carried" name={name} hidden>
            {`\n${name === TOKEN_FIELD ? visit.token : value}`}
          </textarea>
        ))}
        <button type="submit">{say('signed-out.resend')}</button>
      </form>
    </MessagePage>
  )
}
