import type { MiddlewareHandler } from 'hono'
import { NoticeInvalidError } from '../../errors.js'
import { fillPage } from './fill-page.js'
import type { NoticeMiddlewareOptions, PageNotice } from './options.js'

/** What a handler may leave for the middleware: `c.set('iaNotices', [{ notice: outcome.notice }])`. */
export interface NoticeVariables {
  iaNotices: readonly PageNotice[]
}

/**
 * For Hono: notices and response headers for pages that declare a use: by an empty `<ia-notice system="…" use="…">`, by
 * `pages`, or by the facts that a handler sets. Pages are held until they are whole. Put it inside of compression.
 *
 * A page whose notice cannot be drawn is not shown: the request fails with `NoticeInvalidError`.
 *
 * @example
 * app.use(noticeMiddleware({ systems: [housing], pages: { '/demande': { system: 'aide-logement', use: 'draft', context: 'form' } } }))
 */
export function noticeMiddleware(
  options: NoticeMiddlewareOptions,
): MiddlewareHandler<{ Variables: Partial<NoticeVariables> }> {
  return async function notices(context, next): Promise<void> {
    await next()
    const { res: response } = context
    if (!isHtml(response.headers.get('content-type')) || response.body === null) return
    if (response.headers.has('content-encoding'))
      throw new NoticeInvalidError(
        'The page cannot be shown without its notice. It is compressed already. Put `noticeMiddleware` inside of compression.',
      )
    const notices = context.get('iaNotices')
    const { html, headers } = fillPage(
      await response.text(),
      { path: context.req.path, ...(notices === undefined ? {} : { notices }) },
      options,
    )
    const changed = new Response(html, response)
    for (const name of STALE) changed.headers.delete(name)
    for (const [name, value] of headers) changed.headers.append(name, value)
    // Otherwise Hono puts the headers of the old response back.
    context.res = undefined
    context.res = changed
  }
}

/** What is true of the page as it was, no longer of the page with its notices. */
export const STALE: readonly string[] = ['content-length', 'etag']

/** True for a page. */
export function isHtml(type: string | null | undefined): boolean {
  return /^\s*text\/html\b/i.test(type ?? '')
}
