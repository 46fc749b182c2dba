/**
 * Signing in to the console by OpenID Connect, with the package `openid-client`.
 *
 * @module
 */
export type { OidcClient, OidcConfiguration, OidcTokens } from './client.js'
export { type OidcSignIn, oidcSignIn } from './oidc-sign-in.js'
export type { OidcClaims, OidcReviewers, OidcSignInOptions } from './options.js'
