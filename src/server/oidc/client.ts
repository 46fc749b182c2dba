/**
 * The parts of `openid-client` that signing in uses, as that package has them. It is handed in, never loaded from here,
 * so that who signs in another way does not need it.
 */
export interface OidcClient<Configuration extends OidcConfiguration = OidcConfiguration> {
  discovery(
    server: URL,
    clientId: string,
    metadata?: Record<string, string | number>,
    authentication?: undefined,
    options?: { timeout?: number; execute?: ((config: Configuration) => void)[] },
  ): Promise<Configuration>
  allowInsecureRequests(config: Configuration): void
  readonly clockTolerance: symbol
  randomState(): string
  randomNonce(): string
  randomPKCECodeVerifier(): string
  calculatePKCECodeChallenge(verifier: string): Promise<string>
  buildAuthorizationUrl(config: Configuration, parameters: Record<string, string>): URL
  buildEndSessionUrl(config: Configuration, parameters?: Record<string, string>): URL
  authorizationCodeGrant(
    config: Configuration,
    currentUrl: URL,
    checks?: {
      pkceCodeVerifier?: string
      expectedState?: string
      expectedNonce?: string
      idTokenExpected?: boolean
    },
  ): Promise<OidcTokens>
  fetchUserInfo(
    config: Configuration,
    accessToken: string,
    expectedSubject: string,
  ): Promise<Readonly<Record<string, unknown>>>
}

/** What discovery finds out. */
export interface OidcConfiguration {
  serverMetadata(): { readonly end_session_endpoint?: string; readonly userinfo_endpoint?: string }
}

/** What the provider answers to a code. */
export interface OidcTokens {
  readonly access_token: string
  readonly id_token?: string
  claims(): ({ readonly sub: string } & Readonly<Record<string, unknown>>) | undefined
}
