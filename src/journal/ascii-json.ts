/** Says that a text is out of the ordinary at this place: it may be anything, and has to be read in another way. */
export const OUT = -1

/** Looks at a member: where its name begins and ends (without quotes) and where its value begins. Returns where that ends, or `OUT`. */
export type MemberEnd = (from: number, to: number, value: number) => number

const [QUOTE, COMMA, MINUS, DOT, ZERO, NINE, COLON] = [0x22, 0x2c, 0x2d, 0x2e, 0x30, 0x39, 0x3a]
const [OPEN_LIST, BACKSLASH, CLOSE_LIST, OPEN, CLOSE] = [0x5b, 0x5c, 0x5d, 0x7b, 0x7d]
const [SPACE, LAST_PRINTABLE, LETTER_A] = [0x20, 0x7e, 0x41]
const MOST_DEPTH = 12
// Fifteen significant digits name a double in one way only (IEEE 754), and from a millionth on ECMAScript writes no exponent.
const MOST_WHOLE = 9
const MOST_DECIMALS = 6

/**
 * Where the object that begins at `at` ends, if it is in RFC 8785 form and ordinary all through: printable ASCII without
 * escapes, names that begin with a letter and stand in order, short numbers, no deep nesting. Otherwise `OUT`. One pass.
 */
export function objectEnd(text: string, at: number, depth: number, memberEnd?: MemberEnd): number {
  if (depth > MOST_DEPTH || text.charCodeAt(at) !== OPEN) return OUT
  if (text.charCodeAt(at + 1) === CLOSE) return at + 2
  let before = 0
  let beforeTo = 0
  for (let next = at + 1; ; ) {
    const from = next + 1
    const nameEnd = stringEnd(text, next)
    if (nameEnd === OUT || text.charCodeAt(nameEnd) !== COLON) return OUT
    const to = nameEnd - 1
    // Names like numbers are put in another order by JSON.parse; `__proto__` is nobody's member.
    if (text.charCodeAt(from) < LETTER_A || text.charCodeAt(from) === 0x5f) return OUT
    if (before > 0 && !isBefore(text, before, beforeTo, from, to)) return OUT
    before = from
    beforeTo = to
    const value = nameEnd + 1
    const end = memberEnd === undefined ? valueEnd(text, value, depth + 1) : memberEnd(from, to, value)
    if (end === OUT) return OUT
    const sign = text.charCodeAt(end)
    if (sign === CLOSE) return end + 1
    if (sign !== COMMA) return OUT
    next = end + 1
  }
}

/** Where the value that begins at `at` ends, under the same conditions. */
export function valueEnd(text: string, at: number, depth: number): number {
  const sign = text.charCodeAt(at)
  if (sign === QUOTE) return stringEnd(text, at)
  if (sign === OPEN) return objectEnd(text, at, depth)
  if (sign === OPEN_LIST) return listEnd(text, at, depth)
  if (sign === MINUS || (sign >= ZERO && sign <= NINE)) return numberEnd(text, at)
  for (const word of ['true', 'false', 'null']) if (text.startsWith(word, at)) return at + word.length
  return OUT
}

/** Where the string that begins at `at` ends, its closing quote included, under the same conditions. */
export function stringEnd(text: string, at: number): number {
  if (text.charCodeAt(at) !== QUOTE) return OUT
  for (let end = at + 1; ; end += 1) {
    const code = text.charCodeAt(end)
    if (code === QUOTE) return end + 1
    // Written so that the end of the text, which is no number, is out too.
    if (!(code >= SPACE && code <= LAST_PRINTABLE) || code === BACKSLASH) return OUT
  }
}

function listEnd(text: string, at: number, depth: number): number {
  if (depth > MOST_DEPTH) return OUT
  if (text.charCodeAt(at + 1) === CLOSE_LIST) return at + 2
  for (let next = at + 1; ; ) {
    const end = valueEnd(text, next, depth + 1)
    if (end === OUT) return OUT
    const sign = text.charCodeAt(end)
    if (sign === CLOSE_LIST) return end + 1
    if (sign !== COMMA) return OUT
    next = end + 1
  }
}

function numberEnd(text: string, at: number): number {
  const whole = text.charCodeAt(at) === MINUS ? at + 1 : at
  const wholeTo = digitsEnd(text, whole)
  const length = wholeTo - whole
  if (length === 0 || length > MOST_WHOLE || (length > 1 && text.charCodeAt(whole) === ZERO)) return OUT
  if (text.charCodeAt(wholeTo) !== DOT) {
    // `-0` is written `0`.
    return whole > at && text.charCodeAt(whole) === ZERO ? OUT : wholeTo
  }
  const to = digitsEnd(text, wholeTo + 1)
  const decimals = to - wholeTo - 1
  return decimals === 0 || decimals > MOST_DECIMALS || text.charCodeAt(to - 1) === ZERO ? OUT : to
}

function digitsEnd(text: string, at: number): number {
  let end = at
  for (let code = text.charCodeAt(end); code >= ZERO && code <= NINE; code = text.charCodeAt(end)) end += 1
  return end
}

/** RFC 8785 §3.2.3: names by UTF-16 code units; the same one twice is out of order. Five numbers: an object would be made for each name. */
function isBefore(text: string, first: number, firstTo: number, second: number, secondTo: number): boolean {
  const shared = Math.min(firstTo - first, secondTo - second)
  for (let i = 0; i < shared; i += 1) {
    const difference = text.charCodeAt(first + i) - text.charCodeAt(second + i)
    if (difference !== 0) return difference < 0
  }
  return firstTo - first < secondTo - second
}
