import type { registerFr } from '../../../i18n/register.fr.js'
import { safeUrl } from '../../../internal/html.js'

/** Text that leads somewhere. */
export interface SheetLink {
  readonly text: string
  readonly href: string
}

/** The name of a term: a text of the register that takes no parameter. */
export type TermKey = {
  [Key in keyof typeof registerFr]: (typeof registerFr)[Key] extends infer Text extends string
    ? Text extends `${string}{${string}`
      ? never
      : Key
    : never
}[keyof typeof registerFr]

/** A term and what is known of it; without values it is shown as not filled in. */
export interface SheetRow {
  readonly key: TermKey
  readonly values: readonly (string | SheetLink)[] | undefined
  /** In the page's language; else in the record's. */
  readonly own?: boolean
}

/** A part of the full sheet. */
export interface SheetPart {
  readonly id: string
  readonly title: string
  readonly texts?: readonly string[]
  readonly links?: readonly { readonly href: string; readonly text: string }[]
  readonly rows: readonly SheetRow[]
}

/** One value, or none. */
export function one(text: string | null | undefined): readonly string[] | undefined {
  return text === null || text === undefined ? undefined : [text]
}

/** A text that leads to where it is published, where that is known. */
export function linked(text: string, url: string | null): string | SheetLink {
  const href = url === null ? undefined : safeUrl(url)
  return href === undefined ? text : { text, href }
}

/** An address, under its own name. */
export function address(url: string | null): readonly (string | SheetLink)[] | undefined {
  return url === null ? undefined : [linked(url, url)]
}

/** A value without its link: for files. */
export function plainValue(value: string | SheetLink): string {
  return typeof value === 'string' || value.text === value.href
    ? plainText(value)
    : `${value.text} (${value.href})`
}

function plainText(value: string | SheetLink): string {
  return typeof value === 'string' ? value : value.text
}
