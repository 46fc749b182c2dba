import { randomUUID } from 'node:crypto'
import type { Guard } from 'garde-fou'
import { noticeElement, renderDecisionCheck, renderNotice } from 'garde-fou/notice'
import { faultFields, type Logger } from 'garde-fou/server'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { formPage } from './pages/form-page.ts'
import { recordPage } from './pages/record-page.ts'
import { missingPage, requestPage } from './pages/request-page.ts'
import { ICON, STYLE } from './pages/style.ts'
import { readRequest } from './read-request.ts'
import type { RequestBook, StoredRequest } from './request-book.ts'
import type { HousingSystem } from './system.ts'

/** What the pages of citizens need. */
export interface CitizenParts {
  readonly guard: Guard
  readonly system: HousingSystem
  readonly book: RequestBook
  /** Called when a request was filed. */
  readonly onRequest: () => void
  readonly logger: Logger
}

const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  // The address of a request's page opens it: it must not reach other sites.
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
} as const

/** The pages of citizens: form, receipt, decision, the record of the AI. */
export function citizenApp(parts: CitizenParts): Hono {
  const { guard, system, book } = parts
  const app = new Hono()
  app.use(async (c, next) => {
    await next()
    for (const [name, value] of Object.entries(HEADERS)) c.header(name, value)
  })
  app.get('/style.css', (c) => c.body(STYLE, 200, { 'content-type': 'text/css; charset=utf-8' }))
  app.get('/icone.svg', (c) => c.body(ICON, 200, { 'content-type': 'image/svg+xml' }))
  app.get('/', (c) =>
    c.html(
      formPage(
        { typed: new URLSearchParams(), faults: [] },
        { formKey: randomUUID(), notice: formNotice(parts) },
      ),
    ),
  )
  app.post(
    '/demande',
    bodyLimit({ maxSize: 100_000, onError: (c) => c.text('Formulaire trop volumineux.', 413) }),
    async (c) => {
      const typed = new URLSearchParams(await c.req.text())
      const now = new Date()
      const read = readRequest(typed, now.toISOString().slice(0, 10))
      const formKey = typed.get('cle') || randomUUID()
      if (!read.ok)
        return c.html(formPage({ typed, faults: read.faults }, { formKey, notice: formNotice(parts) }), 422)
      const stored = book.add(read.request, { formKey, now })
      parts.onRequest()
      return c.redirect(`/demande/${stored.token}`, 303)
    },
  )
  app.get('/demande/:token', (c) => {
    const stored = book.find(c.req.param('token'))
    return stored === undefined
      ? c.html(missingPage(), 404)
      : c.html(pageOf(stored, parts, new URL(c.req.url).origin))
  })
  app.get('/ia/aide-logement', (c) => c.html(recordPage(system, guard.charter.authority)))
  app.notFound((c) => c.html(missingPage(), 404))
  app.onError((error, c) => {
    parts.logger.error(faultFields(error), 'fault')
    return c.text('Une erreur est survenue. Votre demande n’a pas été perdue si elle était enregistrée.', 500)
  })
  return app
}

function pageOf(stored: StoredRequest, parts: CitizenParts, origin: string): ReturnType<typeof requestPage> {
  const { system } = parts
  const { record } = system
  const administration = record.administration ?? parts.guard.charter.authority
  if (stored.answer === undefined) return requestPage(stored, { administration, notice: formNotice(parts) })
  const { outcome, decisionReference } = stored.answer
  // Both are refused unless a person's decision is recorded, and the letter is not shown without its mention.
  const decision = { outcome, systemId: system.id, useId: 'draft' } as const
  const common = { use: 'draft', lang: 'fr', decision, baseUrl: origin } as const
  const mention = renderNotice(system, {
    ...common,
    level: 'decision',
    channel: 'letter',
    reference: stored.reference,
    id: 'mention',
  })
  return requestPage(stored, {
    administration,
    notice: renderNotice(system, { ...common, channel: 'html' }),
    mention,
    ...(decisionReference === undefined
      ? {}
      : {
          check: renderDecisionCheck({
            reference: decisionReference,
            page: `${origin}/verifier`,
            lang: 'fr',
          }),
        }),
  })
}

function formNotice({ system }: CitizenParts): string {
  return noticeElement(system, { use: 'draft', context: 'form', languages: ['fr', 'en', 'fr-simple'] })
}
