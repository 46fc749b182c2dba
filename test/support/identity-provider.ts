import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { exportJWK, generateKeyPair } from 'jose'
import { type Configuration, Provider } from 'oidc-provider'
import { onTestFinished, vi } from 'vitest'

/** Somebody whom the provider knows. */
export interface Account {
  readonly name: string
  readonly groups: readonly string[]
}

/** A real OpenID provider in this process. Whoever comes is signed in as `current`, without a page. */
export interface IdentityProvider {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Accounts by subject. Change them as an administrator of the city would. */
  readonly accounts: Map<string, Account>
  /** Who sits at the browser; undefined says no. */
  current: string | undefined
  /** Stops answering, as when it is down. */
  stop(): Promise<void>
}

/** Starts a provider that knows one client, which comes back to `redirectUri`. */
export async function startProvider(options: {
  readonly redirectUris: readonly string[]
  readonly afterSignOut?: readonly string[]
  /** How long an ID token is good for, in seconds. Default an hour. */
  readonly idTokenSeconds?: number
}): Promise<IdentityProvider> {
  let handle: ReturnType<Provider['callback']> | undefined
  const server = createServer((incoming, outgoing) => void handle?.(incoming, outgoing))
  const issuer = await listening(server)
  const clientSecret = randomBytes(24).toString('base64url')
  const accounts = new Map<string, Account>()
  const identity = { current: undefined as string | undefined }
  // It warns that its memory is for trials only, which this is.
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  const provider = new Provider(issuer, await configuration({ ...options, clientSecret, accounts }))
  warn.mockRestore()
  provider.on('server_error', (_, error) => console.error(error))
  const answer = provider.callback()
  handle = async (incoming, outgoing) => {
    if (incoming.url?.startsWith('/interaction/') !== true) return answer(incoming, outgoing)
    const { prompt, session, params } = await provider.interactionDetails(incoming, outgoing)
    const accountId = identity.current
    if (accountId === undefined)
      return provider.interactionFinished(incoming, outgoing, {
        error: 'access_denied',
        error_description: 'The person said no.',
      })
    if (prompt.name === 'login')
      return provider.interactionFinished(incoming, outgoing, { login: { accountId } })
    const grant = new provider.Grant({
      accountId: session?.accountId ?? accountId,
      clientId: String(params['client_id']),
    })
    grant.addOIDCScope('openid profile')
    return provider.interactionFinished(incoming, outgoing, { consent: { grantId: await grant.save() } })
  }
  const stop = async (): Promise<void> => {
    server.closeAllConnections()
    if (server.listening) await new Promise((resolve) => server.close(resolve))
  }
  onTestFinished(stop)
  return Object.assign(identity, { issuer, clientId: 'console', clientSecret, accounts, stop })
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The provider has no address.')
  return `http://127.0.0.1:${address.port}`
}

async function configuration(options: {
  readonly redirectUris: readonly string[]
  readonly afterSignOut?: readonly string[]
  readonly idTokenSeconds?: number
  readonly clientSecret: string
  readonly accounts: ReadonlyMap<string, Account>
}): Promise<Configuration> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  return {
    clients: [
      {
        client_id: 'console',
        client_secret: options.clientSecret,
        token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: [...options.redirectUris],
        post_logout_redirect_uris: [...(options.afterSignOut ?? [])],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'test' }] },
    cookies: { keys: [randomBytes(24).toString('hex')] },
    claims: { profile: ['name', 'groups'] },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        // The provider asks; here the answer is always yes.
        logoutSource: (ctx, form) => {
          ctx.body = `<!doctype html><title>logout</title>${form}<button form="op.logoutForm" name="logout" value="yes">Yes</button>`
        },
      },
    },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    pkce: { required: () => true },
    ttl: {
      IdToken: options.idTokenSeconds ?? 3600,
      AccessToken: 3600,
      AuthorizationCode: 60,
      Grant: 3600,
      Interaction: 600,
      Session: 3600,
    },
    findAccount: (_, sub) => {
      const account = options.accounts.get(sub)
      if (account === undefined) return undefined
      return { accountId: sub, claims: () => ({ sub, name: account.name, groups: account.groups }) }
    },
    renderError: (ctx, out) => {
      ctx.type = 'text/plain'
      ctx.body = JSON.stringify(out)
    },
  }
}

/** A browser's way through redirects, cookies and all, over several hosts. Follows until `stopAt` says so. */
export interface Walker {
  readonly cookies: Map<string, Map<string, string>>
  follow(url: string, stopAt: (url: URL) => boolean): Promise<URL>
}

/** Follows a provider's redirects over the network. */
export function walker(): Walker {
  const cookies = new Map<string, Map<string, string>>()
  return {
    cookies,
    async follow(start, stopAt) {
      let url = new URL(start)
      for (let hops = 0; hops < 12; hops += 1) {
        if (stopAt(url)) return url
        const jar = cookies.get(url.origin) ?? new Map<string, string>()
        cookies.set(url.origin, jar)
        const response = await fetch(url, {
          redirect: 'manual',
          headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
        })
        for (const cookie of response.headers.getSetCookie()) {
          const [pair = ''] = cookie.split(';')
          jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
        }
        const location = response.headers.get('location')
        if (location === null)
          throw new Error(`${url.href} answered ${response.status}: ${await response.text()}`)
        url = new URL(location, url)
      }
      throw new Error('Too many redirects.')
    },
  }
}
