import { NoticeInvalidError } from '../../errors.js'
import { safeUrl } from '../../internal/html.js'
import { noticeElement, noticeElementOf } from '../../notice/element-markup.js'
import type { NoticeLanguage } from '../../notice/language.js'
import type { Notice } from '../../notice/notice.js'
import { formatAiDisclosure } from '../../provenance/carriers/ai-disclosure.js'
import { AI_DISCLOSURE_HEADER } from '../../provenance/carriers/http-header.js'
import { VOCABULARIES } from '../../provenance/vocabularies.js'
import type { System } from '../../system/define-system.js'
import type { NoticeMiddlewareOptions, PageNotice, PageUse } from './options.js'
import { type Placeholder, readPage } from './read-page.js'

/** A page with its notices, and the headers that go with it. */
export interface FilledPage {
  readonly html: string
  readonly headers: readonly (readonly [name: string, value: string])[]
}

/** What is known of a page besides its text. */
export interface PageFacts {
  /** Path of the request, without query. */
  readonly path: string
  /** From the handler. */
  readonly notices?: readonly PageNotice[]
}

/**
 * Puts the notices of a page into it: where it says `<ia-notice>`, else at the start of `<main>`. Announcing is part of
 * the page: one that cannot be announced truthfully is not shown.
 *
 * @throws NoticeInvalidError
 */
export function fillPage(html: string, facts: PageFacts, options: NoticeMiddlewareOptions): FilledPage {
  const page = readPage(html)
  const shown = page.placeholders
  const declared = usesOf(facts, options).filter(
    (use) => !shown.some(({ system, use: id }) => system === use.system && id === use.use),
  )
  const said: readonly Use[] = [...shown, ...declared]
  if (said.length === 0) return { html, headers: [] }
  if (declared.length > 0 && page.main === undefined)
    throw invalid('The page has neither <main> nor <body> to put its notice into')
  const drawing = { said, facts, options }
  const edits: Edit[] = shown
    .filter(({ isEmpty }) => isEmpty)
    .map((use) => ({ from: use.from, to: use.to, text: drawn(use, drawing) }))
  if (page.main !== undefined && declared.length > 0)
    edits.push({
      from: page.main,
      to: page.main,
      text: `\n${declared.map((use) => drawn(use, drawing)).join('\n')}\n`,
    })
  if (options.draftMarks === true && page.head !== undefined && said.some(isAboutOutput))
    edits.push({ from: page.head, to: page.head, text: '\n<meta name="ai-disclosure" content="mixed">' })
  return { html: edited(html, edits), headers: headersOf(said, facts, options) }
}

interface Edit {
  readonly from: number
  readonly to: number
  readonly text: string
}

function edited(html: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((one, other) => other.from - one.from)
    .reduce((page, { from, to, text }) => page.slice(0, from) + text + page.slice(to), html)
}

function usesOf(
  { path, notices = [] }: PageFacts,
  { pages = {} }: NoticeMiddlewareOptions,
): readonly PageUse[] {
  const declared = Object.hasOwn(pages, path) ? pages[path] : undefined
  const fromHandler = notices.map(
    ({ notice, level, context }): PageUse => ({
      system: notice.systemId,
      use: notice.useId,
      ...(level === undefined ? {} : { level }),
      ...(context === undefined ? {} : { context }),
    }),
  )
  const all = [...fromHandler, ...(declared === undefined ? [] : [declared].flat())]
  return all.filter(
    (use, index) => all.findIndex((other) => other.system === use.system && other.use === use.use) === index,
  )
}

type Use = PageUse & Partial<Placeholder>

interface Drawing {
  /** Every use of the page, in the order in which ids are given. */
  readonly said: readonly Use[]
  readonly facts: PageFacts
  readonly options: NoticeMiddlewareOptions
}

function drawn(use: Use, { said, facts, options }: Drawing): string {
  const { system: id, level, context, headingLevel } = use
  const before = said.slice(0, said.indexOf(use)).filter(({ system }) => system === id).length
  const shape = {
    languages: use.languages ?? options.languages ?? DEFAULT_LANGUAGES,
    nameSystem: new Set(said.map(({ system }) => system)).size > 1,
    id: use.id ?? `ia-notice-${id}${before === 0 ? '' : `-${before + 1}`}`,
    ...(level === undefined ? {} : { level }),
    ...(context === undefined ? {} : { context }),
    ...(headingLevel === undefined ? {} : { headingLevel }),
    ...(options.baseUrl === undefined ? {} : { baseUrl: options.baseUrl }),
  }
  const known = noticeOf(use, facts)
  if (known !== undefined) return noticeElementOf(known, shape)
  return noticeElement(systemOf(use, options), {
    ...shape,
    use: use.use,
    ...(options.authority === undefined ? {} : { authority: options.authority }),
  })
}

const DEFAULT_LANGUAGES: readonly [NoticeLanguage, ...NoticeLanguage[]] = ['fr', 'en']

function noticeOf({ system, use }: PageUse, { notices = [] }: PageFacts): Notice | undefined {
  return notices.find(({ notice }) => notice.systemId === system && notice.useId === use)?.notice
}

function systemOf({ system: id }: PageUse, { systems }: NoticeMiddlewareOptions): System {
  const found = systems.find((system) => system.id === id)
  if (found === undefined)
    throw invalid(
      `No system "${id}" was given to the middleware. Known: ${systems.map((one) => one.id).join(', ')}`,
    )
  return found
}

function isAboutOutput({ context, level }: PageUse): boolean {
  return context === 'message' || context === 'publication' || level === 'content'
}

function headersOf(
  said: readonly PageUse[],
  facts: PageFacts,
  options: NoticeMiddlewareOptions,
): FilledPage['headers'] {
  const urls = said.flatMap((use) => {
    const url =
      noticeOf(use, facts)?.recordUrl ?? options.systems.find(({ id }) => id === use.system)?.record.recordUrl
    const safe = url === undefined ? undefined : safeUrl(url, options.baseUrl)
    return safe === undefined ? [] : [safe]
  })
  const links = [...new Set(urls)].map((url) => ['Link', `<${url}>; rel="describedby"`] as const)
  return [...links, ...(options.draftMarks === true ? disclosure(said, facts) : [])]
}

// The draft's header is about the whole response: said only where one known output is what the page is for.
function disclosure(said: readonly PageUse[], facts: PageFacts): FilledPage['headers'] {
  const [only, ...others] = said
  if (only === undefined || others.length > 0 || !isAboutOutput(only)) return []
  const notice = noticeOf(only, facts)
  if (notice === undefined || notice.aiNature !== 'trained') return []
  const mode = VOCABULARIES.headerMode[notice.humanReview]
  return [[AI_DISCLOSURE_HEADER, formatAiDisclosure({ mode, provider: notice.supplier })]]
}

function invalid(why: string): NoticeInvalidError {
  return new NoticeInvalidError(`The page cannot be shown without its notice. ${why}.`)
}
