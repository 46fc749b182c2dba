import { cuesBefore, nearestCueBefore } from '../text/context.js'
import { CUE_NETWORK, CUE_REFERENCE, CUE_VERSION } from '../text/cues.js'
import type { Hit } from '../text/reading.js'
import { MARK, NUMBER, type Tokens, WORD } from '../text/tokens.js'
import { isDigit, isFree } from './read-symbols.js'

const DOT = 46
const COLON = 58

/** IPv4: four touching numbers from 0 to 255, unless the words say that it is a version or an article. */
export function readIpv4(tokens: Tokens, at: number): Hit | undefined {
  const { text } = tokens
  const start = tokens.start[at] ?? 0
  if (!isFree(text, start - 1) || (text.charCodeAt(start - 1) === DOT && isDigit(text.charCodeAt(start - 2))))
    return undefined
  let wide = false
  for (let part = 0; part < 4; part++) {
    const token = at + part * 2
    if (token >= tokens.count || tokens.kind[token] !== NUMBER || !isOctet(tokens, token)) return undefined
    if ((tokens.end[token] ?? 0) - (tokens.start[token] ?? 0) === 3) wide = true
    if (part === 3) break
    if (tokens.code[token + 1] !== DOT || tokens.spaced[token + 1] === 1 || tokens.spaced[token + 2] === 1)
      return undefined
  }
  const end = tokens.end[at + 6] ?? 0
  const after = text.charCodeAt(end)
  if (!isFree(text, end) || (after === DOT && isDigit(text.charCodeAt(end + 1)))) return undefined
  const cues = nearestCueBefore(tokens, at, CUE_NETWORK | CUE_VERSION | CUE_REFERENCE)
  if ((cues & CUE_VERSION) !== 0 && (cues & CUE_NETWORK) === 0) return undefined
  const said = (cuesBefore(tokens, at) & CUE_NETWORK) !== 0
  const likely = wide || /^(?:10|127|172|192)\./.test(text.slice(start, start + 4))
  if (said) return { type: 'ip', start, end, score: 0.98 }
  return likely && cues === 0 ? { type: 'ip', start, end, score: 0.9 } : undefined
}

function isOctet(tokens: Tokens, at: number): boolean {
  const digits = (tokens.end[at] ?? 0) - (tokens.start[at] ?? 0)
  return digits < 3 || (digits === 3 && Number(tokens.text.slice(tokens.start[at], tokens.end[at])) <= 255)
}

const LONGEST_IPV6 = 45

/** IPv6 around its first colon. */
export function readIpv6(tokens: Tokens, at: number): Hit | undefined {
  const { text } = tokens
  const colon = tokens.start[at] ?? 0
  if (!isIpv6Unit(text.charCodeAt(colon + 1))) return undefined
  let start = colon
  while (start > colon - 4 && start > 0 && isHexadecimal(text.charCodeAt(start - 1))) start--
  if (!isFree(text, start - 1) || text.charCodeAt(start - 1) === COLON) return undefined
  let end = colon + 1
  let colons = 1
  while (end < text.length && end - start <= LONGEST_IPV6 && isIpv6Unit(text.charCodeAt(end))) {
    if (text.charCodeAt(end) === COLON) colons++
    end++
  }
  // « 10:30 », « objet:devis »
  if (colons < 2) return undefined
  if (
    text.charCodeAt(end - 1) === DOT ||
    (text.charCodeAt(end - 1) === COLON && text.charCodeAt(end - 2) !== COLON)
  )
    end--
  if (end - start > LONGEST_IPV6 || !isFree(text, end) || !isIpv6(text.slice(start, end))) return undefined
  return { type: 'ip', start, end, score: 0.97 }
}

function isHexadecimal(unit: number): boolean {
  return isDigit(unit) || ((unit | 32) >= 97 && (unit | 32) <= 102)
}

function isIpv6Unit(unit: number): boolean {
  return isHexadecimal(unit) || unit === COLON || unit === DOT
}

/** RFC 4291, section 2.2: eight groups of up to four hexadecimal digits, one run of zeros left out. */
export function isIpv6(word: string): boolean {
  const halves = word.split('::')
  if (halves.length > 2 || word.length < 3 || word.length > LONGEST_IPV6) return false
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')))
  const last = groups.at(-1) ?? ''
  const mapped = last.includes('.')
  if (mapped && !/^(?:\d{1,3}\.){3}\d{1,3}$/.test(last)) return false
  const plain = mapped ? groups.slice(0, -1) : groups
  if (!plain.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false
  const count = plain.length + (mapped ? 2 : 0)
  // « 12::30 » or « a::b » in a text is more often a slip or code than an address.
  if (halves.length === 2)
    return count >= 2 && count < 8 && word.length >= 6 && !/^\d{1,4}::\d{1,4}$/.test(word)
  return count === 8
}

/** True for a colon that an IPv6 address may hold: hexadecimal before or after, without spaces. */
export function mayHoldIpv6(tokens: Tokens, at: number): boolean {
  if (tokens.code[at] !== COLON || tokens.kind[at] !== MARK || at + 1 >= tokens.count) return false
  if (tokens.spaced[at + 1] === 1) return false
  const before = tokens.kind[at - 1]
  return tokens.code[at + 1] === COLON || before === NUMBER || before === WORD
}
