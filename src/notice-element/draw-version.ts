import type { NoticeJson } from '../notice/channels/json.js'

type Piece = NoticeJson['title'][number]
type Children = readonly (Node | string)[]

let count = 0

/** One version of a notice as elements: the same as the server draws. Texts stay texts, whatever they hold. */
export function drawVersion(notice: NoticeJson, headingLevel: number): HTMLElement {
  const { title, body, contact, details, version, link, level, lang, language, system } = notice
  const said = (paragraph: readonly Piece[]): Children => paragraph.map((piece) => drawPiece(piece, lang))
  const attributes = { lang, 'data-ia-system': system, 'data-ia-language': language }
  if (level === 'badge') {
    const href = link === undefined ? undefined : safeHref(link.url)
    return href === undefined
      ? make('span', { class: 'ia-badge', ...attributes }, said(title))
      : make('a', { class: 'ia-badge', href, ...attributes }, said(title))
  }
  count += 1
  const id = `ia-notice-${system}-${count}`
  const line = (name: string, paragraph: readonly Piece[]): HTMLElement =>
    make('p', { class: `ia-notice-${name}` }, said(paragraph))
  return make('section', { class: `ia-notice ia-notice-${level}`, 'aria-labelledby': id, ...attributes }, [
    make(`h${headingLevel}`, { class: 'ia-notice-title', id }, said(title)),
    ...body.map((paragraph) => line('statement', paragraph)),
    ...contact.map((paragraph) => line('contact', paragraph)),
    ...(details === undefined ? [] : [drawDetails(details, said)]),
    ...(version === undefined ? [] : [line('version', version)]),
    ...(link === undefined
      ? []
      : [make('p', { class: 'ia-notice-more' }, [anchor(link.url, said(link.label))])]),
  ])
}

function drawDetails(
  { summary, rows, rights }: NonNullable<NoticeJson['details']>,
  said: (paragraph: readonly Piece[]) => Children,
): HTMLElement {
  return make('details', { class: 'ia-notice-details' }, [
    make('summary', {}, [summary]),
    make(
      'dl',
      {},
      rows.map(({ term, values }) =>
        make('div', {}, [make('dt', {}, [term]), ...values.map((value) => make('dd', {}, said(value)))]),
      ),
    ),
    make('p', { class: 'ia-notice-rights' }, [rights]),
  ])
}

function drawPiece(piece: Piece, lang: string): Node | string {
  const { kind, text } = piece
  switch (kind) {
    case 'record':
      return lang === 'fr' ? text : make('span', { lang: 'fr' }, [text])
    case 'phone':
      return piece.uri === undefined ? text : anchor(piece.uri, [text])
    case 'email':
      return anchor(`mailto:${encodeURIComponent(text).replace('%40', '@')}`, [text])
    case 'link':
      return anchor(piece.url, [text])
    default:
      return text
  }
}

// What is not safe to follow stays words.
function anchor(url: string, children: Children): HTMLElement {
  const href = safeHref(url)
  return href === undefined ? make('span', {}, children) : make('a', { href }, children)
}

function safeHref(url: string): string | undefined {
  try {
    return /^(?:https?|tel|mailto):$/.test(new URL(url, document.baseURI).protocol) ? url : undefined
  } catch {
    // No address at all: shown as words.
    return undefined
  }
}

function make(name: string, attributes: Readonly<Record<string, string>>, children: Children): HTMLElement {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.append(...children)
  return element
}
