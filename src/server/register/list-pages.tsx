import type { JSX } from 'hono/jsx/jsx-runtime'
import { FIELDS } from './paths.js'
import { readPage } from './read-query.js'
import type { RegisterVisit } from './visit.js'

/** Systems shown at once: a page stays small and quick however many a city has. */
const PER_PAGE = 50

/** One page of what was found. */
export interface ListPart<Item> {
  readonly shown: readonly Item[]
  /** From 1; the last one when a later one is asked for. */
  readonly page: number
  readonly pages: number
}

/** The part of a list that an address asks for. A site without a server has all of it on one page. */
export function partOf<Item>({ url, staticBases }: RegisterVisit, items: readonly Item[]): ListPart<Item> {
  if (staticBases !== undefined) return { shown: items, page: 1, pages: 1 }
  const pages = Math.max(1, Math.ceil(items.length / PER_PAGE))
  const page = Math.min(readPage(url.searchParams), pages)
  return { shown: items.slice((page - 1) * PER_PAGE, page * PER_PAGE), page, pages }
}

/** Where one is in the list, and the way to the pages beside. */
export function PageLinks({
  visit,
  page,
  pages,
}: { readonly visit: RegisterVisit } & Omit<ListPart<unknown>, 'shown'>): JSX.Element | null {
  const { say, url, paths } = visit
  if (pages === 1) return null
  const address = (other: number): string => {
    const query = new URLSearchParams(url.searchParams)
    query.set(FIELDS.page, String(other))
    return `${paths.list}?${query}`
  }
  return (
    <nav class="register-pages" aria-label={say('register.pages')}>
      {page === 1 ? null : (
        <a href={address(page - 1)} rel="prev">
          {say('register.page.previous')}
        </a>
      )}
      <span>{say('register.page', { page, pages })}</span>
      {page === pages ? null : (
        <a href={address(page + 1)} rel="next">
          {say('register.page.next')}
        </a>
      )}
    </nav>
  )
}
