import { type AiDisclosureMode, VOCABULARIES } from '../vocabularies.js'

/** The members of an HTTP field `AI-Disclosure` (draft-abaris-aicdh-01): advisory, unsigned, absent means unknown. */
export interface AiDisclosure {
  readonly mode: AiDisclosureMode
  readonly model?: string
  readonly provider?: string
  /** A service or a role, never a person. */
  readonly reviewedBy?: string
  readonly date?: Date
}

const MAX_FIELD_LENGTH = 4096

// RFC 9651 §4.2, the bare items that the draft uses and those that it may use one day. Each alternative consumes what it
// matches, so reading is linear.
const MEMBER =
  /[ \t]*([a-z*][a-z0-9_\-.*]*)(?:=(?:("(?:[ !#-[\]-~]|\\["\\])*")|@(-?\d{1,15})|([A-Za-z*][!#$%&'*+\-.^_`|~\w:/]*)|(-?\d{1,15}(?:\.\d{1,3})?|\?[01])))?[ \t]*/y

/**
 * Reads an `AI-Disclosure` field. The draft says RFC 9651 dictionary (commas) but shows semicolons: both are read.
 * Undefined when the field cannot be parsed whole, as RFC 9651 asks, or names no known mode.
 */
export function parseAiDisclosure(field: string): AiDisclosure | undefined {
  const members = parseMembers(field)
  if (members === undefined) return undefined
  const mode = modeOf(members.get('mode'))
  if (mode === undefined) return undefined
  const model = stringOf(members.get('model'))
  const provider = stringOf(members.get('provider'))
  const reviewedBy = stringOf(members.get('reviewed-by'))
  const date = dateOf(members.get('date'))
  return {
    mode,
    ...(model === undefined ? {} : { model }),
    ...(provider === undefined ? {} : { provider }),
    ...(reviewedBy === undefined ? {} : { reviewedBy }),
    ...(date === undefined ? {} : { date }),
  }
}

/** Writes an `AI-Disclosure` field, with commas and in ASCII: RFC 9651 strings cannot carry accents. */
export function formatAiDisclosure(disclosure: AiDisclosure): string {
  const { mode, model, provider, reviewedBy, date } = disclosure
  return [
    `mode=${mode}`,
    ...(model === undefined ? [] : [`model=${quoted(model)}`]),
    ...(provider === undefined ? [] : [`provider=${quoted(provider)}`]),
    ...(reviewedBy === undefined ? [] : [`reviewed-by=${quoted(reviewedBy)}`]),
    ...(date === undefined ? [] : [`date=@${Math.floor(date.getTime() / 1000)}`]),
  ].join(', ')
}

/** A text in printable ASCII: accents dropped, ligatures and typographic marks spelt out, the rest as `?`. */
export function toAscii(text: string): string {
  return text
    .replace(/[œŒæÆßøØłŁ«»“”„‘’–—…]/g, (character) => SPELT[character] ?? '?')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/[^ -~]/gu, '?')
}

const SPELT: Readonly<Record<string, string>> = {
  œ: 'oe',
  Œ: 'OE',
  æ: 'ae',
  Æ: 'AE',
  ß: 'ss',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  '«': '"',
  '»': '"',
  '“': '"',
  '”': '"',
  '„': '"',
  '‘': "'",
  '’': "'",
  '–': '-',
  '—': '-',
  '…': '...',
}

type Item =
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'token'; readonly text: string }
  | { readonly kind: 'date'; readonly seconds: number }
  | { readonly kind: 'other' }

function parseMembers(field: string): ReadonlyMap<string, Item> | undefined {
  if (field.length > MAX_FIELD_LENGTH) return undefined
  const members = new Map<string, Item>()
  let position = 0
  while (position <= field.length) {
    MEMBER.lastIndex = position
    const match = MEMBER.exec(field)
    if (match === null) return undefined
    const [whole, key = '', text, seconds, token] = match
    members.set(key, itemOf(text, seconds, token))
    position += whole.length
    if (position === field.length) return members
    if (field[position] !== ',' && field[position] !== ';') return undefined
    position += 1
  }
  return undefined
}

function itemOf(text: string | undefined, seconds: string | undefined, token: string | undefined): Item {
  if (text !== undefined) return { kind: 'string', text: text.slice(1, -1).replace(/\\(["\\])/g, '$1') }
  if (seconds !== undefined) return { kind: 'date', seconds: Number(seconds) }
  return token === undefined ? { kind: 'other' } : { kind: 'token', text: token }
}

function modeOf(item: Item | undefined): AiDisclosureMode | undefined {
  if (item?.kind !== 'token') return undefined
  const { text } = item
  const modes: readonly AiDisclosureMode[] = ['none', 'ai-modified', 'ai-originated', 'machine-generated']
  const { headerAliases } = VOCABULARIES
  return (
    modes.find((mode) => mode === text) ??
    (Object.hasOwn(headerAliases, text) ? headerAliases[text] : undefined)
  )
}

function stringOf(item: Item | undefined): string | undefined {
  return item?.kind === 'string' ? item.text : undefined
}

function dateOf(item: Item | undefined): Date | undefined {
  if (item?.kind !== 'date') return undefined
  const date = new Date(item.seconds * 1000)
  return Number.isNaN(date.getTime()) ? undefined : date
}

function quoted(text: string): string {
  return `"${toAscii(text).replace(/["\\]/g, '\\$&')}"`
}
