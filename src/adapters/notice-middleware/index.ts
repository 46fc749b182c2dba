/**
 * Notices for whole sites: a middleware puts them into pages that declare a use.
 *
 * @module
 */

export { type ExpressRequest, type ExpressResponse, expressNoticeMiddleware } from './express.js'
export { type FilledPage, fillPage, type PageFacts } from './fill-page.js'
export { type NoticeVariables, noticeMiddleware } from './hono.js'
export type { NoticeMiddlewareOptions, PageNotice, PageUse } from './options.js'
