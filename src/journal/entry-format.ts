import { canonicalJson } from '../internal/canonical-json.js'
import { scanEntry } from './scan-entry.js'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const EVENT = /^[a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*$/
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/
const DIGEST = /^[0-9a-f]{64}$/
const ACTORS: ReadonlySet<unknown> = new Set(['guard', 'application', 'agent', 'citizen'])
const OPTIONAL_IDS = ['systemId', 'useId', 'callId', 'reviewId'] as const

/** What was found in an entry's text. */
export interface EntryReading {
  /** The id inside the text, if there is one. */
  readonly id?: string
  /** Why the text is not an entry in RFC 8785 form; undefined when it is one. */
  readonly fault?: string
}

/**
 * Reads an entry's text and says whether it is a journal entry in its one RFC 8785 form. Fields that this version does not
 * know are accepted: a later version's journal must not look broken to an older auditor.
 */
export function readEntry(text: string): EntryReading {
  const scanned = scanEntry(text)
  return scanned === undefined ? parseEntryText(text) : { id: scanned }
}

/** The same by parsing the text, whatever it is. */
export function parseEntryText(text: string): EntryReading {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { fault: 'it is not JSON' }
  }
  if (!isObject(value)) return { fault: 'it is not a JSON object' }
  const id = typeof value.id === 'string' ? { id: value.id } : {}
  const fault = fieldFault(value) ?? (isCanonical(text, value) ? undefined : 'it is not in RFC 8785 form')
  return fault === undefined ? id : { ...id, fault }
}

function fieldFault(entry: Readonly<Record<string, unknown>>): string | undefined {
  const { v, id, at, event, actor, data, payloads } = entry
  if (v !== 1) return 'its format version is not 1'
  if (typeof id !== 'string' || !UUID.test(id)) return 'its id is not a UUID'
  if (typeof at !== 'string' || !TIME.test(at) || Number.isNaN(Date.parse(at)))
    return 'its time is not ISO 8601 in UTC'
  if (typeof event !== 'string' || !EVENT.test(event)) return 'its event is not of the form noun.verb'
  if (!isObject(actor) || !ACTORS.has(actor.kind)) return 'its actor is of no known kind'
  if (actor.role !== undefined && typeof actor.role !== 'string') return "its actor's role is not a text"
  if (!isObject(data)) return 'its data are not an object'
  const wrongId = OPTIONAL_IDS.find((name) => entry[name] !== undefined && typeof entry[name] !== 'string')
  if (wrongId !== undefined) return `its ${wrongId} is not a text`
  if (payloads === undefined) return undefined
  const digests = isObject(payloads) ? Object.values(payloads) : [undefined]
  const right = digests.every((digest) => typeof digest === 'string' && DIGEST.test(digest))
  return right ? undefined : 'its payload digests are not SHA-256 in hexadecimal'
}

/**
 * RFC 8785 takes numbers and strings as ECMAScript writes them, so a text that `JSON.stringify` gives back with its keys in
 * order is canonical: three times faster than serialising again, and this runs on every entry. What this does not settle
 * (keys like numbers, lone surrogates) is settled by the serialiser itself.
 */
function isCanonical(text: string, value: unknown): boolean {
  if (!text.includes('\\ud') && JSON.stringify(value) === text && keysInOrder(value)) return true
  try {
    return canonicalJson(value) === text
  } catch {
    return false
  }
}

function keysInOrder(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(keysInOrder)
  let last: string | undefined
  for (const [key, member] of Object.entries(value)) {
    // RFC 8785 §3.2.3: by UTF-16 code units, as `<` compares them.
    if ((last !== undefined && key <= last) || !keysInOrder(member)) return false
    last = key
  }
  return true
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
