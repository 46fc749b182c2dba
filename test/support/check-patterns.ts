import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A regular expression as it is written in the source. */
export interface WrittenPattern {
  /** Its file, below src/checks. */
  readonly place: string
  readonly source: string
  readonly flags: string
}

const FOLDER = join(import.meta.dirname, '../../src/checks')
/** Word lists and weights: long literals, and no code. */
const DATA = /(?:^|\/)(?:data|weights|lexicon)\/|weights\.ts$|known-words\.ts$/
const LITERAL =
  /(?<=[(=:,?|&![]\s{0,8}|return )\/(?![/*])((?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([a-z]*)/g

/** Every regular expression that the checks are written with. */
export function checkPatterns(): readonly WrittenPattern[] {
  return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !DATA.test(name))
    .sort()
    .flatMap((place) => {
      const code = readFileSync(join(FOLDER, place), 'utf8').replace(/^\s*(?:\/\/|\*|\/\*).*$/gm, '')
      return [...code.matchAll(LITERAL)].map(([, source = '', flags = '']) => ({ place, source, flags }))
    })
}

/** Texts made to hurt a pattern: its own signs again and again, alone and in pairs, and an end that does not fit. */
export function hostileTexts({ source }: WrittenPattern, length: number): readonly string[] {
  const plain = source
    .replace(/\\[dD]/g, '7')
    .replace(/\\s/g, ' ')
    .replace(/\\[pP]\{[^}]*\}/g, 'é')
    .replace(/\\u\{?([\da-f]{4,6})\}?/gi, (_, code: string) =>
      String.fromCodePoint(Number.parseInt(code, 16)),
    )
    .replace(/\\(.)/g, '$1')
  const signs = [...new Set([...plain].filter((sign) => !'()[]{}|^$?*+'.includes(sign)))].slice(0, 24)
  const seeds = [
    ...signs,
    ...signs.slice(1).map((sign, at) => `${signs[at]}${sign}`),
    signs.join(''),
    plain.replace(/[()[\]{}|^$?*+]/g, ''),
    '7 ',
    'A7',
  ]
  return [...new Set(seeds)]
    .filter((seed) => seed !== '')
    .map((seed) => `${seed.repeat(Math.ceil(length / seed.length))}\u0000`)
}
