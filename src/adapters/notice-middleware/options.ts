import type { NoticeLanguage } from '../../notice/language.js'
import type { NoticeContext, NoticeLevel } from '../../notice/levels.js'
import type { Notice } from '../../notice/notice.js'
import type { System } from '../../system/define-system.js'

/** Which use a page announces, and how. */
export interface PageUse {
  /** Id of a system given to the middleware. */
  readonly system: string
  readonly use: string
  /** Default: the least of the use, in that place. */
  readonly level?: Exclude<NoticeLevel, 'decision'>
  readonly context?: NoticeContext
  /** Default: those of the middleware. */
  readonly languages?: readonly [NoticeLanguage, ...NoticeLanguage[]]
}

/** How a middleware puts notices into pages. */
export interface NoticeMiddlewareOptions {
  readonly systems: readonly System[]
  /** The charter's authority. Needed when a record names no administration. */
  readonly authority?: string
  /** Pages by path, such as `/demande`: one that says nothing of its use itself gets the notice at the start of `<main>`. */
  readonly pages?: Readonly<Record<string, PageUse | readonly PageUse[]>>
  /** Default: French, then English. */
  readonly languages?: readonly [NoticeLanguage, ...NoticeLanguage[]]
  /** Address of the site, for records whose address is a path. */
  readonly baseUrl?: string
  /**
   * Also says it in the words of two drafts that are no standards yet: the response header `AI-Disclosure` (IETF
   * individual draft) and `<meta name="ai-disclosure">` (W3C community group). Default `false`.
   */
  readonly draftMarks?: boolean
}

/** What a handler knows of an output that its page shows: the facts that the guard returned with it. */
export interface PageNotice {
  readonly notice: Notice
  readonly level?: Exclude<NoticeLevel, 'decision'>
  readonly context?: NoticeContext
}
