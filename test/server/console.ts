import type { Guard, GuardOptions, SignificantUse, SigningKey } from 'garde-fou'
import { createHandler, type Handler, type HandlerOptions } from 'garde-fou/server'
import type { FixedClock } from 'garde-fou/testing'
import { openGuard } from '../support/guard.js'
import { type Draft, housing } from '../support/housing.js'

/** Where the console of these tests is reached. */
export const ORIGIN = 'https://console.example'

/** What the model of these tests proposes. */
export const SUGGESTION: Draft = {
  proposal: 'favourable',
  amount: 450,
  letter: 'MARQUE-SUGGESTION Nous vous accordons 450 €.\nBien à vous.',
}

/** A console on a real guard. Who calls is said by the header `x-test-person`. */
export interface TestConsole {
  readonly guard: Guard
  readonly clock: FixedClock
  readonly signingKey: SigningKey
  readonly handler: Handler
  readonly errors: unknown[]
  /** Opens a review; returns its id. */
  propose(options?: {
    readonly subject?: string
    readonly value?: unknown
    readonly caseData?: unknown
    /** Default: the draft of the tests' housing system. */
    readonly use?: SignificantUse<Draft>
  }): Promise<string>
  /** A browser of one person, with its own cookies. */
  person(id: string | undefined): TestBrowser
}

/** An answer, read whole. */
export interface Answered {
  readonly status: number
  readonly headers: Headers
  readonly html: string
  /** Where a redirect leads. */
  readonly location: string | undefined
}

/** What one person does. */
export interface TestBrowser {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answered>
  post(
    path: string,
    fields: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answered>
  /** Loads a page and sends its form to `action`, as a browser would, with these fields changed. */
  submit(page: string, action: string, fields?: Readonly<Record<string, string>>): Promise<Answered>
}

/** Opens a console. Time stands at 10:00 in Paris on Tuesday 24 November 2026. */
export async function openConsole(
  options: Partial<HandlerOptions> = {},
  guardOptions: Partial<GuardOptions> = {},
): Promise<TestConsole> {
  const { guard, clock, signingKey } = await openGuard(guardOptions)
  const errors: unknown[] = []
  const handler = createHandler(guard, {
    authenticate: async (request) => request.headers.get('x-test-person') ?? undefined,
    clock,
    onError: (error) => void errors.push(error),
    ...options,
  })
  return {
    guard,
    clock,
    signingKey,
    handler,
    errors,
    async propose({
      subject = 'AL-1',
      value = SUGGESTION,
      caseData = { Revenus: 1240.5 },
      use = housing.uses.draft,
    } = {}) {
      const held = await guard.propose(
        use,
        { input: 'Demande d’aide', subject, caseData: JSON.parse(JSON.stringify(caseData)) },
        () => value,
      )
      return held.id
    },
    person: (id) => testBrowser(handler, id),
  }
}

/** A browser without a screen: keeps cookies, reads forms, follows nothing by itself. */
export function testBrowser(handler: Handler, id: string | undefined): TestBrowser {
  const cookies = new Map<string, string>()
  const send = async (
    path: string,
    init: RequestInit,
    own: Readonly<Record<string, string>>,
  ): Promise<Answered> => {
    const headers = new Headers({
      'sec-fetch-site': 'same-origin',
      'sec-fetch-mode': 'navigate',
      cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      ...(id === undefined ? {} : { 'x-test-person': id }),
      ...(init.method === 'POST'
        ? { origin: ORIGIN, 'content-type': 'application/x-www-form-urlencoded' }
        : {}),
      ...own,
    })
    const response = await handler.fetch(new Request(new URL(path, ORIGIN), { ...init, headers }))
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      const [name = '', value = ''] = pair.split('=')
      if (/max-age=0/i.test(cookie)) cookies.delete(name)
      else cookies.set(name, value)
    }
    const location = response.headers.get('location') ?? undefined
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true
    // A stream does not end by itself.
    if (isStream) await response.body?.cancel()
    const html = isStream ? '' : await response.text()
    return { status: response.status, headers: response.headers, html, location }
  }
  const browser: TestBrowser = {
    get: (path, headers = {}) => send(path, { method: 'GET' }, headers),
    post: (path, fields, headers = {}) =>
      send(path, { method: 'POST', body: new URLSearchParams({ ...fields }) }, headers),
    async submit(page, action, fields = {}) {
      const { html } = await browser.get(page)
      return browser.post(action, { ...formFields(html, action), ...fields })
    },
  }
  return browser
}

/** What a browser sends of a page's forms that post to `action`, when nobody touches them. */
export function formFields(html: string, action: string): Record<string, string> {
  const form = [...html.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)]
    .map(([text]) => text)
    .find((text) => text.includes(`action="${action}"`))
  if (form === undefined) throw new Error(`No form posts to ${action}:\n${html}`)
  const fields: Record<string, string> = {}
  for (const [tag] of form.matchAll(/<input\b[^>]*>/g)) {
    const name = attribute(tag, 'name')
    const isBox = /type="(?:radio|checkbox)"/.test(tag)
    if (name !== undefined && (!isBox || /\bchecked\b/.test(tag)))
      fields[name] = attribute(tag, 'value') ?? ''
  }
  for (const [, tag = '', text = ''] of form.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g)) {
    const name = attribute(tag, 'name')
    // A browser drops the first line feed and sends the others as CR LF.
    if (name !== undefined) fields[name] = unescaped(text).replace(/^\n/, '').replaceAll('\n', '\r\n')
  }
  return fields
}

/** A page's text without its markup. */
export function textOf(html: string): string {
  return unescaped(html.replace(/<[^>]*>/g, ' ')).replace(/[\s\u00A0]+/g, ' ')
}

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]
  return found === undefined ? undefined : unescaped(found)
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}
