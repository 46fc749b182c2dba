import { readSpelling } from '../text/plain-units.js'
import { BREAK, MARK, NUMBER, type Tokens, WORD } from '../text/tokens.js'
import { type FeatureBuffer, place } from './feature-buffer.js'
import type { NameContext } from './runs.js'
import { surroundings } from './surroundings.js'
import type { Unit } from './units.js'
import { COMMON, FIRST_NAME, NAMED_AFTER, ORGANISATION, PARTICLE, SURNAME } from './word-classes.js'

const LISTS = FIRST_NAME | SURNAME | COMMON | 8

/** Writes the features of unit `at` of a run: its look, its lists, the words and signs around it. Bounded work. */
export function unitFeatures(
  context: NameContext,
  run: readonly Unit[],
  at: number,
  buffer: FeatureBuffer,
): void {
  const { places } = buffer
  let count = 0
  buffer.count = 0
  const unit = run[at]
  if (unit === undefined) return
  const lists = unit.classes & LISTS
  const look = (unit.shape << 4) | lists
  places[count++] = place(0)
  places[count++] = place(1, unit.shape)
  places[count++] = place(2, look)
  places[count++] = place(3, unit.classes >> 4, unit.shape)
  places[count++] = place(4, Math.min(unit.length, 12), look)
  if ((unit.classes & ~(FIRST_NAME | SURNAME)) !== 0) places[count++] = place(5, unit.code, unit.shape)
  buffer.count = count
  spelling(context.tokens, unit, buffer)
  runFeatures(run, at, look, buffer)
  beforeFeatures(context, unit, look, buffer)
  afterFeatures(context, unit, look, buffer)
  placeFeatures(context, run, at, look, buffer)
  if (at === 0) surroundings(context, run, buffer.around)
  aroundFeatures(buffer, look, unit)
}

function aroundFeatures(buffer: FeatureBuffer, look: number, unit: Unit): void {
  const { places } = buffer
  let { count } = buffer
  const { before, after, list, leader, signs } = buffer.around
  places[count++] = place(80, before, look)
  places[count++] = place(81, after, look)
  places[count++] = place(82, before | (after << 8))
  places[count++] = place(83, list, look)
  places[count++] = place(84, leader, list & 15)
  places[count++] = place(85, signs, look)
  places[count++] = place(86, unit.parts, look)
  buffer.count = count
}

function spelling(tokens: Tokens, unit: Unit, buffer: FeatureBuffer): void {
  const { places } = buffer
  let { count } = buffer
  readSpelling(tokens.text, unit, buffer.spelling)
  const { suffix, shorter, prefix } = buffer.spelling
  const known = unit.classes & (COMMON | FIRST_NAME | SURNAME)
  places[count++] = place(6, suffix, known)
  places[count++] = place(7, shorter, known)
  places[count++] = place(8, prefix, known)
  buffer.count = count
}

function runFeatures(run: readonly Unit[], at: number, look: number, buffer: FeatureBuffer): void {
  const { places } = buffer
  let { count } = buffer
  const before = run[at - 1]
  const after = run[at + 1]
  const left = before === undefined ? -1 : (before.shape << 4) | (before.classes & LISTS)
  const right = after === undefined ? -1 : (after.shape << 4) | (after.classes & LISTS)
  places[count++] = place(9, left, look)
  places[count++] = place(10, right, look)
  places[count++] = place(11, (left + 1) * 128 + right, look)
  let names = 0
  let named = 0
  for (let other = Math.max(0, at - 4); other < Math.min(run.length, at + 5); other++) {
    const classes = run[other]?.classes ?? 0
    if (other !== at && (classes & FIRST_NAME) !== 0 && (classes & COMMON) === 0) names |= 1
    if (other !== at && (classes & SURNAME) !== 0 && (classes & COMMON) === 0) names |= 2
    if (other < at && (classes & (NAMED_AFTER | ORGANISATION)) !== 0)
      named = classes & (NAMED_AFTER | ORGANISATION)
  }
  places[count++] = place(17, names, look)
  places[count++] = place(18, named, look)
  buffer.count = count
}

/** What a token is to its neighbours: its word, its sign, or that it is a number or the end of a line. */
function signOf(tokens: Tokens, at: number): number {
  if (at < 0 || at >= tokens.count) return 1
  const kind = tokens.kind[at]
  if (kind === NUMBER) return 2
  return kind === BREAK ? 3 : (tokens.code[at] ?? 0)
}

/** The nearest word before a token on its line, at most four tokens away; -1 when there is none. */
function wordBefore(tokens: Tokens, at: number): number {
  for (let before = at - 1; before >= Math.max(0, at - 4); before--) {
    if (tokens.kind[before] === BREAK) return -1
    if (tokens.kind[before] === WORD) return before
  }
  return -1
}

function beforeFeatures(context: NameContext, unit: Unit, look: number, buffer: FeatureBuffer): void {
  const { places } = buffer
  let { count } = buffer
  const { tokens, classes } = context
  const before = unit.first - 1
  const sign = signOf(tokens, before)
  places[count++] = place(19, sign, look)
  places[count++] = place(20, sign)
  const word = wordBefore(tokens, unit.first)
  const code = word < 0 ? 0 : (tokens.code[word] ?? 0)
  const second = word < 0 ? -1 : wordBefore(tokens, word)
  const secondCode = second < 0 ? 0 : (tokens.code[second] ?? 0)
  places[count++] = place(24, code, secondCode)
  places[count++] = place(25, second < 0 ? 0 : (classes[second] ?? 0) >> 4, look)
  places[count++] = place(26, secondCode, look & 15)
  places[count++] = place(27, startsSentence(tokens, unit.first) ? 1 : 0, look)
  const label = labelBefore(tokens, unit.first)
  if (label >= 0) {
    places[count++] = place(28, tokens.code[label] ?? 0)
    places[count++] = place(29, (classes[label] ?? 0) >> 4, look)
  }
  const column = context.columns?.[unit.first] ?? 0
  if (column !== 0) {
    places[count++] = place(30, column)
    places[count++] = place(31, column, look & 15)
  }
  if (column !== 0) places[count++] = place(45, context.classOf(column) >> 4, look)
  if (context.titled.has(unit.code)) places[count++] = place(32, look)
  buffer.count = count
}

const codesOf = (signs: string): ReadonlySet<number> => new Set([...signs].map((sign) => sign.charCodeAt(0)))
const OPENING_SIGNS = codesOf('"«“(—–-•*>|')
const LABEL_SIGNS = codesOf('"\'«»“”[({)*_-–—|>')

/** Nothing before, a line break, the end of a sentence, a bullet or an opening quote after one. */
function startsSentence(tokens: Tokens, at: number): boolean {
  let before = at - 1
  if (tokens.kind[before] === MARK && OPENING_SIGNS.has(tokens.code[before] ?? 0)) before--
  if (before < 0 || tokens.kind[before] === BREAK) return true
  if (tokens.kind[before] !== MARK) return false
  const code = tokens.code[before]
  return code === 46 || code === 33 || code === 63 || code === 0x2026 || code === 58
}

/** The word before a colon or equals sign that leads here: « nom : », `"nom":"`. */
function labelBefore(tokens: Tokens, at: number): number {
  let led = false
  for (let before = at - 1; before >= Math.max(0, at - 6); before--) {
    const kind = tokens.kind[before]
    if (kind === WORD) return led ? before : -1
    if (kind === NUMBER) continue
    if (kind === BREAK && !led) continue
    if (kind === BREAK) return -1
    const code = tokens.code[before]
    if (code === 58 || code === 61) led = true
    else if (!LABEL_SIGNS.has(code ?? 0)) return -1
  }
  return -1
}

function afterFeatures(context: NameContext, unit: Unit, look: number, buffer: FeatureBuffer): void {
  const { places } = buffer
  let { count } = buffer
  const { tokens, classes } = context
  const next = unit.last + 1
  const sign = signOf(tokens, next)
  places[count++] = place(33, sign, look)
  places[count++] = place(34, sign)
  const word = tokens.kind[next] === WORD ? next : tokens.kind[next + 1] === WORD ? next + 1 : -1
  if (word >= 0) {
    places[count++] = place(35, (classes[word] ?? 0) >> 4, look)
    places[count++] = place(36, tokens.code[word] ?? 0, word === next ? 1 : signOf(tokens, next))
  }
  const second = signOf(tokens, next + 1)
  places[count++] = place(37, sign, second)
  buffer.count = count
}

function placeFeatures(
  context: NameContext,
  run: readonly Unit[],
  at: number,
  look: number,
  buffer: FeatureBuffer,
): void {
  const { places } = buffer
  let { count } = buffer
  const { tokens, classes } = context
  const first = run[0]
  if (first === undefined) return
  // The word that leads to the run, past « de », « du », « l’ »: « rue du Général … », « l’école de … ».
  let word = wordBefore(tokens, first.first)
  for (let steps = 0; steps < 3 && word >= 0 && ((classes[word] ?? 0) & PARTICLE) !== 0; steps++)
    word = wordBefore(tokens, word)
  const code = word < 0 ? 0 : (tokens.code[word] ?? 0)
  const led = word < 0 ? 0 : (classes[word] ?? 0) >> 4
  places[count++] = place(40, led, look)
  places[count++] = place(41, code, Math.min(at, 3))
  places[count++] = place(42, code, look & 15)
  places[count++] = place(43, (first.classes >> 4) * 4 + Math.min(at, 3), look)
  places[count++] = place(44, signOf(tokens, (run.at(-1)?.last ?? 0) + 1), Math.min(run.length, 4))
  buffer.count = count
}

/** Features of two neighbours being of one name. */
export function pairFeatures(before: Unit, unit: Unit, buffer: FeatureBuffer): void {
  const { places } = buffer
  let count = 0
  const left = (before.shape << 4) | (before.classes & LISTS)
  const right = (unit.shape << 4) | (unit.classes & LISTS)
  places[count++] = place(50)
  places[count++] = place(51, before.shape * 8 + unit.shape)
  places[count++] = place(52, left, right)
  places[count++] = place(53, (before.classes & PARTICLE) | ((unit.classes & PARTICLE) << 1))
  places[count++] = place(54, before.classes >> 4)
  places[count++] = place(55, unit.classes >> 4)
  buffer.count = count
}

/** A name begins (after another word of the run) or ends (before one). */
export function edgeFeatures(before: Unit, unit: Unit, begins: boolean, buffer: FeatureBuffer): void {
  const { places } = buffer
  let count = 0
  const template = begins ? 60 : 70
  places[count++] = place(template)
  places[count++] = place(template + 1, before.shape * 8 + unit.shape)
  places[count++] = place(template + 2, before.classes >> 4)
  places[count++] = place(template + 3, unit.classes >> 4)
  buffer.count = count
}
