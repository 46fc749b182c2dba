import { formatNumber } from './format.js'
import { frenchSpacing } from './french.js'
import type { Language } from './language.js'

/** A text with `{name}` placeholders, or two texts of which `count` chooses one. No markup. */
export type Message = string | PluralMessage

/** Singular and plural. French counts 0 and 1 as singular, English only 1. */
export interface PluralMessage {
  readonly one: string
  readonly other: string
}

/** The texts of one area in one language, by key. */
export type Catalogue = Readonly<Record<string, Message>>

/** The same keys in another language: a missing or an additional key does not compile. */
export type Translation<Source extends Catalogue> = {
  readonly [Key in keyof Source]: Source[Key] extends string ? string : PluralMessage
}

type NamesIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never

type NamesOf<Of> = Of extends PluralMessage ? NamesIn<Of['one'] | Of['other']> | 'count' : NamesIn<Of>

/** What a message must be given: its placeholders, and `count` when it has two forms. */
export type Params<Of> = {
  readonly [Name in NamesOf<Of>]: Name extends 'count' ? number : string | number
}

/** The params argument, absent when a message has no placeholder. */
export type ParamsOf<Of> = [NamesOf<Of>] extends [never] ? [] : [params: Params<Of>]

/** A piece of a message: words, or the place of a parameter. */
export type MessagePart = { readonly words: string } | { readonly placeholder: string }

/** Reads one area's catalogues. `Other` names forms of a language that only this area has, such as `fr-simple`. */
export interface Translator<Source extends Catalogue, Other extends `${Language}-${string}` = never> {
  /** The message as plain text. Numbers are written the language's way; texts go in as they are, unescaped. */
  text<Key extends keyof Source & string>(
    language: Language | Other,
    key: Key,
    ...params: ParamsOf<Source[Key]>
  ): string
  /** The message in pieces, for a page that puts an element where a placeholder stands. Not for plural messages. */
  parts<Key extends keyof Source & string>(language: Language | Other, key: Key): readonly MessagePart[]
}

/**
 * Makes the reader of one area's catalogues. An area is `<area>.fr.ts` (`as const`, the source of keys and
 * placeholders), `<area>.en.ts` (typed `Translation<typeof areaFr>`) and `<area>.ts`, which calls this. Keys are
 * written out where they are used (`'queue.title'`, never built from pieces), so that a test can find unused ones.
 * French is written with ordinary spaces; the no-break ones are put in here.
 */
export function translator<const Source extends Catalogue, Other extends `${Language}-${string}` = never>(
  catalogues: { readonly fr: Source; readonly en: Translation<Source> } & {
    readonly [Name in Other]: Translation<Source>
  },
): Translator<Source, Other> {
  const parsed = new Map<string, readonly MessagePart[]>()
  const all: Readonly<Record<string, Catalogue>> = catalogues
  const read = (name: Language | Other, key: string, count?: number): readonly MessagePart[] => {
    const language = languageOf(name)
    const message = all[name]?.[key]
    if (message === undefined) throw new RangeError(`There is no text "${key}" in ${name}.`)
    const form = typeof message === 'string' ? 'other' : formFor(language, count ?? 0)
    const place = `${name} ${form} ${key}`
    const known = parsed.get(place)
    if (known !== undefined) return known
    const parts = partsOf(language, typeof message === 'string' ? message : message[form])
    parsed.set(place, parts)
    return parts
  }
  return {
    parts: (language, key) => read(language, key),
    text: (language, key, ...[params]) => {
      const values: Readonly<Record<string, string | number>> = params ?? {}
      const { count } = values
      return read(language, key, typeof count === 'number' ? count : undefined)
        .map((part) =>
          'words' in part ? part.words : valueText(languageOf(language), key, values, part.placeholder),
        )
        .join('')
    },
  }
}

function languageOf(name: string): Language {
  return name === 'en' || name.startsWith('en-') ? 'en' : 'fr'
}

function formFor(language: Language, count: number): keyof PluralMessage {
  const size = Math.abs(count)
  return (language === 'fr' ? size < 2 : size === 1) ? 'one' : 'other'
}

function partsOf(language: Language, message: string): readonly MessagePart[] {
  const text = language === 'fr' ? frenchSpacing(message) : message
  return text
    .split(/(\{[A-Za-z]+\})/)
    .filter((piece) => piece !== '')
    .map((piece) => (/^\{[A-Za-z]+\}$/.test(piece) ? { placeholder: piece.slice(1, -1) } : { words: piece }))
}

function valueText(
  language: Language,
  key: string,
  values: Readonly<Record<string, string | number>>,
  name: string,
): string {
  const value = Object.hasOwn(values, name) ? values[name] : undefined
  if (value === undefined) throw new RangeError(`The text "${key}" needs a value for {${name}}.`)
  return typeof value === 'number' ? formatNumber(language, value) : value
}
