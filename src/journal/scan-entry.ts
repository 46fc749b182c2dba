import { OUT, objectEnd, stringEnd, valueEnd } from './ascii-json.js'

const [QUOTE, HYPHEN, DOT, ZERO, ONE, NINE, OPEN] = [0x22, 0x2d, 0x2e, 0x30, 0x31, 0x39, 0x7b]
const [LETTER_A, LETTER_F, LETTER_Z] = [0x61, 0x66, 0x7a]
const UUID_LENGTH = 36
const DIGEST_LENGTH = 64
const ACTORS = ['"agent"', '"application"', '"citizen"', '"guard"'] as const
const TIME = 'dddd-dd-ddTdd:dd:dd.dddZ'

/**
 * Reads an entry of the ordinary form from its text alone, without parsing it: that takes several times as long, and this runs
 * on every entry of a journal.
 *
 * @returns the id of a text that is a journal entry in RFC 8785 form; undefined when it is out of the ordinary in any way, which
 * says nothing against it: then it has to be parsed.
 */
export function scanEntry(text: string): string | undefined {
  let id: string | undefined
  let required = 0
  const end = objectEnd(text, 0, 0, (from, to, value) => {
    const kind = fieldAt(text, from, to)
    if (kind <= LAST_REQUIRED) required += 1
    switch (kind) {
      case FIELD.v:
        return text.charCodeAt(value) === ONE ? value + 1 : OUT
      case FIELD.id: {
        const idEnd = uuidEnd(text, value)
        if (idEnd !== OUT) id = text.slice(value + 1, idEnd - 1)
        return idEnd
      }
      case FIELD.at:
        return timeEnd(text, value)
      case FIELD.event:
        return eventEnd(text, value)
      case FIELD.actor:
        return actorEnd(text, value)
      case FIELD.data:
        return text.charCodeAt(value) === OPEN ? valueEnd(text, value, 1) : OUT
      case FIELD.payloads:
        return objectEnd(text, value, 1, (_, __, digest) => digestEnd(text, digest))
      case FIELD.anId:
        return stringEnd(text, value)
      default:
        return valueEnd(text, value, 1)
    }
  })
  return end === text.length && required === REQUIRED ? id : undefined
}

const FIELD = { v: 0, id: 1, at: 2, event: 3, actor: 4, data: 5, payloads: 6, anId: 7, later: 8 } as const
type Field = (typeof FIELD)[keyof typeof FIELD]
/** Each of the fields up to this one has to be there. */
const LAST_REQUIRED = FIELD.data
const REQUIRED = LAST_REQUIRED + 1

/** By length first: most comparisons of names are saved. A field of a later version may hold anything. */
function fieldAt(text: string, from: number, to: number): Field {
  const is = (name: string): boolean => text.startsWith(name, from)
  switch (to - from) {
    case 1:
      return is('v') ? FIELD.v : FIELD.later
    case 2:
      return is('id') ? FIELD.id : is('at') ? FIELD.at : FIELD.later
    case 4:
      return is('data') ? FIELD.data : FIELD.later
    case 5:
      return is('actor') ? FIELD.actor : is('event') ? FIELD.event : is('useId') ? FIELD.anId : FIELD.later
    case 6:
      return is('callId') ? FIELD.anId : FIELD.later
    case 8:
      if (is('systemId') || is('reviewId')) return FIELD.anId
      return is('payloads') ? FIELD.payloads : FIELD.later
    default:
      return FIELD.later
  }
}

function uuidEnd(text: string, at: number): number {
  const end = at + UUID_LENGTH + 2
  if (text.charCodeAt(at) !== QUOTE || text.charCodeAt(end - 1) !== QUOTE) return OUT
  for (let i = 0; i < UUID_LENGTH; i += 1) {
    const code = text.charCodeAt(at + 1 + i)
    const hyphen = i === 8 || i === 13 || i === 18 || i === 23
    if (hyphen ? code !== HYPHEN : !isHex(code)) return OUT
  }
  return end
}

function digestEnd(text: string, at: number): number {
  const end = at + DIGEST_LENGTH + 2
  if (text.charCodeAt(at) !== QUOTE || text.charCodeAt(end - 1) !== QUOTE) return OUT
  for (let i = at + 1; i < end - 1; i += 1) if (!isHex(text.charCodeAt(i))) return OUT
  return end
}

/** To the millisecond, as every entry of this package has it. */
function timeEnd(text: string, at: number): number {
  const end = at + TIME.length + 2
  if (text.charCodeAt(at) !== QUOTE || text.charCodeAt(end - 1) !== QUOTE) return OUT
  for (let i = 0; i < TIME.length; i += 1) {
    const code = text.charCodeAt(at + 1 + i)
    if (TIME.charAt(i) === 'd' ? !isDigit(code) : code !== TIME.charCodeAt(i)) return OUT
  }
  return Number.isNaN(Date.parse(text.slice(at + 1, end - 1))) ? OUT : end
}

/** `noun.verb`, each of small letters with single hyphens between them. */
function eventEnd(text: string, at: number): number {
  if (text.charCodeAt(at) !== QUOTE) return OUT
  let dots = 0
  let letter = false
  for (let end = at + 1; ; end += 1) {
    const code = text.charCodeAt(end)
    if (code >= LETTER_A && code <= LETTER_Z) {
      letter = true
      continue
    }
    if (!letter) return OUT
    letter = false
    if (code === DOT) dots += 1
    else if (code === QUOTE) return dots === 1 ? end + 1 : OUT
    else if (code !== HYPHEN) return OUT
  }
}

function actorEnd(text: string, at: number): number {
  let known = false
  const end = objectEnd(text, at, 1, (from, to, value) => {
    if (to - from === 4 && text.startsWith('kind', from)) {
      const kind = ACTORS.find((word) => text.startsWith(word, value))
      known = kind !== undefined
      return kind === undefined ? OUT : value + kind.length
    }
    return to - from === 4 && text.startsWith('role', from)
      ? stringEnd(text, value)
      : valueEnd(text, value, 2)
  })
  return known ? end : OUT
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE
}

function isHex(code: number): boolean {
  return isDigit(code) || (code >= LETTER_A && code <= LETTER_F)
}
