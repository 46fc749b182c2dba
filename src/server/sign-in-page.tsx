import type { JSX } from 'hono/jsx/jsx-runtime'
import { FailurePage, MessagePage } from './console/message-page.js'
import type { PageContext } from './console/visit.js'
import { page } from './responses.js'

/** The name of the link's secret, in its address and in its form. */
export const LINK_FIELD = 'lien'

/** What the sign-in page shows. */
export type SignInPageProps = { readonly context: PageContext } & (
  | { readonly state: 'link'; readonly action: string; readonly link: string }
  | { readonly state: 'no-link' | 'refused' | 'signed-out' }
)

/** The page behind a one-time link: one button, so that only a person uses the link up. */
export function SignInPage(props: SignInPageProps): JSX.Element {
  const { context } = props
  const { say } = context
  return (
    <MessagePage context={context} title={say('sign-in.title')}>
      {props.state === 'link' ? (
        <form method="post" action={props.action}>
          <p>{say('sign-in.text')}</p>
          <input type="hidden" name={LINK_FIELD} value={props.link} />
          <button type="submit" class="primary">
            {say('sign-in.submit')}
          </button>
        </form>
      ) : (
        <p role={props.state === 'refused' ? 'alert' : 'status'}>
          {props.state === 'refused'
            ? say('sign-in.refused')
            : props.state === 'signed-out'
              ? say('sign-in.signed-out')
              : say('sign-in.no-link')}
        </p>
      )}
    </MessagePage>
  )
}

/** Somebody tries too often from one address. */
export async function tooManyTries(context: PageContext, seconds: number): Promise<Response> {
  const text = context.say('failure.too-many', { count: seconds })
  const response = await page(FailurePage({ context, text, reference: '429' }), 429)
  response.headers.set('retry-after', String(seconds))
  return response
}
