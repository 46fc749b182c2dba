/** Symbols read from a text without their separators, and where each stands. */
export interface Symbols {
  /** Digits and upper-case letters only. */
  readonly value: string
  /** Offset of each symbol. */
  readonly at: readonly number[]
  /** Symbols that were letters standing for digits, as scanners misread them. */
  readonly repaired: number
}

/** What `readSymbols` takes. */
export interface SymbolRules {
  readonly max: number
  /** Letters are taken as they are. Otherwise a letter ends the reading, or stands for a digit when `repair` is set. */
  readonly letters: boolean
  /** O, l, I, S, B… between digits are read as the digits they look like. */
  readonly repair: boolean
  /** Units that may stand between two symbols, besides spaces. */
  readonly separators: string
}

/** Separators between two symbols, at most: « FR76 -  1234 ». Keeps the reading bounded. */
const MAX_GAP = 3

const LOOKALIKES: Readonly<Record<string, string>> = {
  O: '0',
  o: '0',
  Q: '0',
  D: '0',
  l: '1',
  I: '1',
  i: '1',
  '|': '1',
  '!': '1',
  Z: '2',
  z: '2',
  S: '5',
  s: '5',
  B: '8',
}

/** Reads up to `max` symbols from an offset on. Looks at most at `max × (MAX_GAP + 1)` units. */
export function readSymbols(text: string, from: number, rules: SymbolRules): Symbols {
  let value = ''
  const at: number[] = []
  let repaired = 0
  let gap = 0
  for (let place = from; value.length < rules.max && place < text.length; place++) {
    const unit = text.charCodeAt(place)
    const character = text.charAt(place)
    let symbol = ''
    if (unit >= 48 && unit <= 57) symbol = character
    else if (rules.letters && isLetter(unit)) symbol = character.toUpperCase()
    else if (rules.repair && LOOKALIKES[character] !== undefined) {
      symbol = LOOKALIKES[character]
      repaired++
    }
    if (symbol !== '') {
      value += symbol
      at.push(place)
      gap = 0
    } else if (value === '' || gap >= MAX_GAP || !(isSpace(unit) || rules.separators.includes(character)))
      break
    else gap++
  }
  return { value, at, repaired }
}

/** True when nothing that could belong to the value touches the offset: no letter and no digit. */
export function isFree(text: string, offset: number): boolean {
  if (offset < 0 || offset >= text.length) return true
  const unit = text.charCodeAt(offset)
  return !isLetter(unit) && !(unit >= 48 && unit <= 57) && !(unit >= 0xc0 && unit < 0x250)
}

/** Ordinary, no-break, narrow and thin spaces, zero-width signs. */
export function isSpace(unit: number): boolean {
  return (
    unit === 32 ||
    unit === 9 ||
    unit === 0xa0 ||
    unit === 0xad ||
    (unit >= 0x2000 && unit <= 0x200d) ||
    unit === 0x202f ||
    unit === 0x2060 ||
    unit === 0xfeff
  )
}

export function isLetter(unit: number): boolean {
  return (unit | 32) >= 97 && (unit | 32) <= 122
}

export function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57
}
