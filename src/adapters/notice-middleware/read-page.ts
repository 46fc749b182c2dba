import { NoticeInvalidError } from '../../errors.js'
import { NOTICE_LANGUAGES, type NoticeLanguage } from '../../notice/language.js'
import { CONTEXTS_OF, NOTICE_LEVELS, type NoticeContext, type NoticeLevel } from '../../notice/levels.js'
import { scanHtml } from '../../provenance/carriers/html-scan.js'
import type { PageUse } from './options.js'

/** An `<ia-notice>` of a page. */
export interface Placeholder extends PageUse {
  /** UTF-16 code units in the page: the whole element. */
  readonly from: number
  readonly to: number
  /** False when it already holds a notice, which stays as it is. */
  readonly isEmpty: boolean
  readonly headingLevel?: number
  readonly id?: string
}

/** What a page says of its uses, and where more can be said. */
export interface PageMap {
  readonly placeholders: readonly Placeholder[]
  /** Behind the start tags of `<head>` and of `<main>`, or else of `<body>`. */
  readonly head?: number
  readonly main?: number
}

/**
 * Finds the `<ia-notice>` elements of a page, in one pass and executing nothing: what stands in comments, scripts or
 * attributes is none.
 *
 * @throws NoticeInvalidError when one cannot be read.
 */
export function readPage(html: string): PageMap {
  const placeholders: Placeholder[] = []
  let open:
    | { readonly from: number; readonly to: number; readonly attributes: ReadonlyMap<string, string> }
    | undefined
  let places: Omit<PageMap, 'placeholders'> & { readonly body?: number } = {}
  for (const token of scanHtml(html)) {
    if (token.kind === 'text') continue
    if (token.kind === 'start') {
      if (token.name === 'ia-notice') open ??= token
      if (token.name === 'head' || token.name === 'main' || token.name === 'body')
        places = { [token.name]: token.to, ...places }
    } else if (token.name === 'ia-notice' && open !== undefined) {
      const isEmpty = html.slice(open.to, token.from).trim() === ''
      placeholders.push({ ...readAttributes(open.attributes), from: open.from, to: token.to, isEmpty })
      open = undefined
    }
  }
  if (open !== undefined) throw invalid('An <ia-notice> does not end: it needs </ia-notice>')
  const main = places.main ?? places.body
  return {
    placeholders,
    ...(places.head === undefined ? {} : { head: places.head }),
    ...(main === undefined ? {} : { main }),
  }
}

function readAttributes(
  attributes: ReadonlyMap<string, string>,
): Omit<Placeholder, 'from' | 'to' | 'isEmpty'> {
  const system = attributes.get('system')
  const use = attributes.get('use')
  if (system === undefined || use === undefined) throw invalid('An <ia-notice> needs `system` and `use`')
  const heading = attributes.get('heading-level')
  const id = attributes.get('id')
  const level = oneOf('level', attributes.get('level'), NOTICE_LEVELS)
  if (level === 'decision')
    throw invalid('The mention of a decision comes from the decision itself: draw it with `renderNotice`')
  const context = oneOf('context', attributes.get('context'), CONTEXTS)
  const languages = readLanguages(attributes.get('languages'))
  return {
    system,
    use,
    ...(level === undefined ? {} : { level }),
    ...(context === undefined ? {} : { context }),
    ...(languages === undefined ? {} : { languages }),
    ...(heading === undefined ? {} : { headingLevel: Number(heading) }),
    ...(id === undefined ? {} : { id }),
  }
}

const CONTEXTS: readonly NoticeContext[] = [...new Set(Object.values(CONTEXTS_OF).flat())]

function readLanguages(text: string | undefined): readonly [NoticeLanguage, ...NoticeLanguage[]] | undefined {
  if (text === undefined) return undefined
  const [first, ...others] = text
    .split(/[\s,]+/)
    .filter((word) => word !== '')
    .map((word) => oneOf('languages', word, NOTICE_LANGUAGES) ?? 'fr')
  return first === undefined ? undefined : [first, ...others]
}

function oneOf<Word extends NoticeLevel | NoticeContext | NoticeLanguage>(
  name: string,
  text: string | undefined,
  words: readonly Word[],
): Word | undefined {
  if (text === undefined) return undefined
  const found = words.find((word) => word === text)
  if (found === undefined) throw invalid(`\`${name}\` of an <ia-notice> is one of: ${words.join(', ')}`)
  return found
}

function invalid(why: string): NoticeInvalidError {
  return new NoticeInvalidError(`The page cannot be shown without its notice. ${why}.`)
}
