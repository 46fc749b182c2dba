import type { oidcFr } from './oidc.fr.js'
import type { Translation } from './translate.js'

/** Signing in at the city's identity provider, in English. */
export const oidcEn: Translation<typeof oidcFr> = {
  'oidc.sign-in': 'Sign in',
  'oidc.signed-out': 'You are signed out.',
  'oidc.signing-out': 'Signing out',
  'oidc.signing-out-text':
    'Your session is closed in the console. It is being closed at the identity service too.',
  'oidc.sign-out-there': 'Continue',
  'oidc.failed': 'Signing in did not work',
  'oidc.retry': 'Start again',
  'oidc.unreachable':
    'The identity service does not answer. Nothing is lost: what you had typed is kept. Try again in a moment.',
  'oidc.refused':
    'This sign-in has expired, was used before or did not begin here. Nothing is lost. Start again.',
  'oidc.denied': 'The identity service refused to sign you in, or you interrupted it.',
  'oidc.no-access':
    'Your account is known, but it has no access to this console. Contact the AI referent of your department.',
  'oidc.no-person':
    'Your rights could not be read. Nothing is lost. If this happens again, pass on the reference below.',
}
