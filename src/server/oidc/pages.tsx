import type { JSX } from 'hono/jsx/jsx-runtime'
import type { SignInFailedError } from '../../errors.js'
import { MessagePage } from '../console/message-page.js'
import type { PageContext } from '../console/visit.js'

/** Signing in did not work: why, what is safe, and how to try again. */
export function OidcFailurePage(props: {
  readonly context: PageContext
  readonly reason: SignInFailedError['reason']
  readonly reference: string
  readonly retry: string
}): JSX.Element {
  const { context, reason, reference, retry } = props
  const { say } = context
  return (
    <MessagePage context={context} title={say('oidc.failed')}>
      <p role="alert">{reasonText(context, reason)}</p>
      <p>{say('failure.reference', { reference })}</p>
      <p>
        <a class="button" href={retry}>
          {say('oidc.retry')}
        </a>
      </p>
    </MessagePage>
  )
}

function reasonText({ say }: PageContext, reason: SignInFailedError['reason']): string {
  switch (reason) {
    case 'unreachable':
      return say('oidc.unreachable')
    case 'refused':
      return say('oidc.refused')
    case 'denied':
      return say('oidc.denied')
    case 'no-access':
      return say('oidc.no-access')
    case 'no-person':
      return say('oidc.no-person')
  }
}

/** Signed out here, on the way to the provider to sign out there. */
export function SigningOutPage({
  context,
  url,
}: {
  readonly context: PageContext
  readonly url: string
}): JSX.Element {
  const { say } = context
  return (
    <MessagePage context={context} title={say('oidc.signing-out')}>
      <p role="status">{say('oidc.signing-out-text')}</p>
      <p>
        <a class="button" href={url} rel="noreferrer">
          {say('oidc.sign-out-there')}
        </a>
      </p>
    </MessagePage>
  )
}

/** Signed out, with the way in again. */
export function SignedOutPage({
  context,
  again,
}: {
  readonly context: PageContext
  readonly again: string
}): JSX.Element {
  const { say } = context
  return (
    <MessagePage context={context} title={say('sign-in.title')}>
      <p role="status">{say('oidc.signed-out')}</p>
      <p>
        <a class="button" href={again}>
          {say('oidc.sign-in')}
        </a>
      </p>
    </MessagePage>
  )
}
