import { fillPage } from './fill-page.js'
import { isHtml, STALE } from './hono.js'
import type { NoticeMiddlewareOptions, PageNotice } from './options.js'

/** What is needed of Express's request. */
export interface ExpressRequest {
  readonly path: string
  readonly baseUrl?: string
}

/** What is needed of Express's response. */
export interface ExpressResponse {
  readonly locals: Record<string, unknown>
  send: (body?: unknown) => unknown
  getHeader(name: string): number | string | readonly string[] | undefined
  removeHeader(name: string): void
  append(name: string, value: string): unknown
}

/**
 * The same for Express: pages that leave by `res.send` or `res.render`. A handler leaves facts in
 * `res.locals.iaNotices`. What is written in pieces (`res.write`) passes as it is: draw its notice with `noticeElement`.
 *
 * @example
 * app.use(expressNoticeMiddleware({ systems: [housing] }))
 */
export function expressNoticeMiddleware(
  options: NoticeMiddlewareOptions,
): (request: ExpressRequest, response: ExpressResponse, next: (error?: unknown) => void) => void {
  return function notices(request, response, next) {
    const send = response.send.bind(response)
    response.send = (body) => {
      // Express sends a text without a type as a page.
      const type = response.getHeader('content-type')
      if (typeof body !== 'string' || !(type === undefined || isHtml(String(type)))) return send(body)
      response.send = send
      const notices = noticesIn(response.locals)
      const path = `${request.baseUrl ?? ''}${request.path}`
      try {
        const page = fillPage(body, { path, notices }, options)
        for (const name of STALE) response.removeHeader(name)
        for (const [name, value] of page.headers) response.append(name, value)
        return send(page.html)
      } catch (error) {
        next(error)
        return response
      }
    }
    next()
  }
}

function noticesIn({ iaNotices }: Record<string, unknown>): readonly PageNotice[] {
  return Array.isArray(iaNotices) ? iaNotices : []
}
