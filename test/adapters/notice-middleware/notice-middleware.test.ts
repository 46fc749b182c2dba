import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import fc from 'fast-check'
import { noticeFacts } from 'garde-fou/notice'
import {
  expressNoticeMiddleware,
  type NoticeMiddlewareOptions,
  noticeMiddleware,
  type PageNotice,
} from 'garde-fou/notice-middleware'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { afterEach, describe, expect, test } from 'vitest'
import { NoticeInvalidError } from '../../../src/errors.js'
import { bikes, housing, page } from './fixtures.js'

const systems = [housing, bikes]
const empty = '<ia-notice system="aide-logement" use="draft" context="form"></ia-notice>'
const answered = noticeFacts({
  record: housing.record,
  use: housing.uses.answer.record,
  authority: 'Bordeaux Métropole',
  humanReview: 'none',
})

async function get(
  body: string,
  options: Partial<NoticeMiddlewareOptions> = {},
  notices: readonly PageNotice[] = [],
): Promise<{ readonly html: string; readonly response: Response; readonly fault: unknown }> {
  const app = new Hono<{ Variables: { iaNotices?: readonly PageNotice[] } }>()
  let fault: unknown
  app.onError((error) => {
    fault = error
    return new Response('500', { status: 500 })
  })
  app.use(noticeMiddleware({ systems, ...options }))
  app.get('/demande', (c) => {
    if (notices.length > 0) c.set('iaNotices', notices)
    c.header('etag', '"old"')
    return c.html(body)
  })
  const response = await app.request('/demande')
  return { html: await response.text(), response, fault }
}

describe('A page that declares a use', () => {
  test('gets its notice where it asks for it, in two languages, and the address of the record as a header', async () => {
    const { html, response } = await get(page(`<form>${empty}<button>Envoyer</button></form>`))
    expect(html).toMatch(
      /<form><ia-notice system="aide-logement" use="draft">\n<section class="ia-notice ia-notice-short"/,
    )
    expect(html).toContain('Un agent de Bordeaux Métropole examine votre demande et prend la décision.')
    expect(html).toContain('<details class="ia-notice-version-of" lang="en">')
    expect(response.headers.get('link')).toBe('</registre/aide-logement>; rel="describedby"')
    expect(response.headers.get('etag')).toBeNull()
    expect(response.headers.get('ai-disclosure')).toBeNull()
  })

  test('by its path gets the notice at the start of its main part, unless it shows it already', async () => {
    const pages = { '/demande': { system: 'aide-logement', use: 'draft', context: 'form' } } as const
    const { html } = await get(page('<p>Texte</p>'), { pages })
    expect(html).toMatch(/<main>\n<ia-notice system="aide-logement"/)
    const shown = await get(page(`<p>Texte</p>${empty}`), { pages })
    expect(shown.html.match(/<ia-notice/g)).toHaveLength(1)
    expect(shown.html).toMatch(/<p>Texte<\/p><ia-notice/)
  })

  test('by the facts of an output says what really happened to it', async () => {
    const before = await get(page('<p>Réponse</p>'), {}, [{ notice: answered, context: 'message' }])
    expect(before.html).toContain('Cette réponse n’a pas été relue par un agent.')
    const after = await get(page('<p>Réponse</p>'), {}, [
      { notice: { ...answered, humanReview: 'approved', humanRole: 'decided' } },
    ])
    expect(after.html).toContain('Un agent de Bordeaux Métropole a relu cette réponse.')
  })

  test('names its systems when there are several, each with ids of its own', async () => {
    const { html, response } = await get(
      page(
        `${empty}<ia-notice system="aide-velo" use="check"></ia-notice><ia-notice system="aide-velo" use="check" level="full"></ia-notice>`,
      ),
    )
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(html.replaceAll('\u00A0', ' ')).toContain('est utilisée : Vérifier les demandes d’aide vélo')
    expect(response.headers.get('link')).toContain('</registre/aide-velo>')
  })

  test('that says nothing of AI passes as it is, and so does what is no page', async () => {
    const plain = page(
      '<p>Rien</p><!-- <ia-notice system="x" use="y"></ia-notice> --><script>"<ia-notice></ia-notice>"</script>',
    )
    const { html, response } = await get(plain)
    expect(html).toBe(plain)
    expect(response.headers.get('link')).toBeNull()
  })

  test('keeps a notice that was drawn before', async () => {
    const drawn = '<ia-notice system="aide-logement" use="draft"><p>Déjà</p></ia-notice>'
    expect((await get(page(drawn))).html).toContain(drawn)
  })
})

describe('The drafts’ marks', () => {
  test('are written on request only, and only for an output', async () => {
    const said = await get(page('<p>R</p>'), { draftMarks: true }, [
      { notice: answered, context: 'publication' },
    ])
    expect(said.html).toContain('<head>\n<meta name="ai-disclosure" content="mixed">')
    expect(said.response.headers.get('ai-disclosure')).toBe(
      'mode=machine-generated, provider="Bordeaux Metropole"',
    )
    const form = await get(page(empty), { draftMarks: true })
    expect(form.html).not.toContain('ai-disclosure')
    expect(form.response.headers.get('ai-disclosure')).toBeNull()
  })
})

describe('A page that cannot be announced truthfully is not shown', () => {
  test.each([
    ['a system that nobody declared', '<ia-notice system="autre" use="draft"></ia-notice>'],
    ['a use that the system does not have', '<ia-notice system="aide-logement" use="autre"></ia-notice>'],
    ['a level below the least', '<ia-notice system="aide-logement" use="draft" level="badge"></ia-notice>'],
    [
      'a mention without its decision',
      '<ia-notice system="aide-logement" use="draft" level="decision"></ia-notice>',
    ],
    ['a level that there is not', '<ia-notice system="aide-logement" use="draft" level="loud"></ia-notice>'],
    [
      'a language that there is not',
      '<ia-notice system="aide-logement" use="draft" languages="fr de"></ia-notice>',
    ],
    ['no use', '<ia-notice system="aide-logement"></ia-notice>'],
    ['no end', '<ia-notice system="aide-logement" use="draft">'],
  ])('%s', async (_name, body) => {
    const { fault, response } = await get(page(body))
    expect(response.status).toBe(500)
    expect(fault).toBeInstanceOf(NoticeInvalidError)
  })

  test('a declared one without a place for the notice, or compressed already', async () => {
    const pages = { '/demande': { system: 'aide-logement', use: 'draft' } } as const
    expect((await get('<p>fragment</p>', { pages })).fault).toBeInstanceOf(NoticeInvalidError)
    const app = new Hono()
    app.onError(
      (error) => new Response(error instanceof NoticeInvalidError ? 'refused' : 'other', { status: 500 }),
    )
    app.use(noticeMiddleware({ systems }))
    app.use(compress())
    app.get('/', (c) => c.html(page(`${empty}${'x'.repeat(4000)}`)))
    const response = await app.request('/', { headers: { 'accept-encoding': 'gzip' } })
    expect(await response.text()).toBe('refused')
  })
})

test('Any page at all: shown whole, with its notice, or refused', async () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '"',
    "'",
    '<!--',
    '-->',
    '<script>',
    '</script>',
    '<main>',
    '</main>',
    '<ia-notice ',
    'system="aide-logement" ',
    'use="draft"',
    '>',
    '</ia-notice>',
    empty,
    'é',
    '\u0000',
    '<head>',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 20 }), async (pieces) => {
      const body = pieces.join('')
      const { html, fault } = await get(body)
      if (fault !== undefined) expect(fault).toBeInstanceOf(NoticeInvalidError)
      else if (!html.includes('ia-notice-short')) expect(html).toBe(body)
    }),
    { numRuns: 150 },
  )
})

describe('For Express', () => {
  let server: Server | undefined
  afterEach(() => void server?.close())

  async function ask(
    handle: (response: express.Response) => void,
  ): Promise<{ status: number; text: string; link: string | null }> {
    const app = express()
    app.use(
      expressNoticeMiddleware({ systems, pages: { '/demande': { system: 'aide-logement', use: 'draft' } } }),
    )
    app.get('/demande', (_request, response) => handle(response))
    app.use(
      (
        error: unknown,
        _request: express.Request,
        response: express.Response,
        _next: express.NextFunction,
      ) => {
        response.status(500).send(error instanceof NoticeInvalidError ? 'refused' : 'other')
      },
    )
    server = createServer(app)
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/demande`)
    return { status: response.status, text: await response.text(), link: response.headers.get('link') }
  }

  test('a page gets its notice and header, and the right length', async () => {
    const { status, text, link } = await ask((response) => void response.send(page('<p>Texte</p>')))
    expect(status).toBe(200)
    expect(text).toContain('Un agent de Bordeaux Métropole')
    expect(text.endsWith('</html>')).toBe(true)
    expect(link).toBe('</registre/aide-logement>; rel="describedby"')
  })

  test('facts of the handler are heard', async () => {
    const { text } = await ask((response) => {
      response.locals['iaNotices'] = [{ notice: answered }]
      response.send(page('<p>Réponse</p>'))
    })
    expect(text).toContain('Cette réponse n’a pas été relue par un agent.')
  })

  test('data pass as they are, and a page without a place is refused', async () => {
    expect((await ask((response) => void response.json({ a: 1 }))).text).toBe('{"a":1}')
    server?.close()
    expect(await ask((response) => void response.send('<p>fragment</p>'))).toMatchObject({
      status: 500,
      text: 'refused',
    })
  })
})
