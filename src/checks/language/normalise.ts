import type { OffsetMap } from '../../internal/text-offsets.js'
import { foldCodePoint, isCombining } from './fold-tables.js'

/** A text as checks read it, with the way back to the original. */
export interface NormalisedText extends OffsetMap {
  /** Lower case, without accents, lookalikes as Latin letters, nothing invisible. Spaces are kept as they were. */
  readonly text: string
}

interface Writer {
  units: Uint16Array<ArrayBuffer>
  starts: Uint32Array<ArrayBuffer>
  ends: Uint32Array<ArrayBuffer>
  length: number
}

/** Folded forms met in one text, so that a rare letter is worked out once. */
type Seen = Map<number, { readonly text: string; readonly combining: boolean }>

/**
 * Folds a text for matching: NFKD, accents removed, lower case, lookalikes of other alphabets, invisible characters
 * dropped, `camelCase` parted. One pass, linear; any string is accepted, lone surrogates too.
 */
export function normalise(text: string): NormalisedText {
  const writer: Writer = {
    units: new Uint16Array(text.length + 64),
    starts: new Uint32Array(text.length + 64),
    ends: new Uint32Array(text.length + 64),
    length: 0,
  }
  const seen: Seen = new Map()
  let previousWasLower = false
  for (let index = 0; index < text.length; ) {
    const unit = text.charCodeAt(index)
    if (unit < 0x80) {
      const upper = unit >= 65 && unit <= 90
      // A boundary inside an identifier: `executeEviction` reads as two words.
      if (upper && previousWasLower) write(writer, 32, index, index)
      write(writer, upper ? unit + 32 : unit, index, index + 1)
      previousWasLower = unit >= 97 && unit <= 122
      index += 1
    } else {
      index = writeFolded(writer, text, index, seen)
      previousWasLower = false
    }
  }
  return finish(writer)
}

function writeFolded(writer: Writer, text: string, index: number, seen: Seen): number {
  const codePoint = text.codePointAt(index) ?? 0xfffd
  const end = index + (codePoint > 0xffff ? 2 : 1)
  let folded = seen.get(codePoint)
  if (folded === undefined) {
    folded = { text: foldCodePoint(codePoint), combining: isCombining(codePoint) }
    seen.set(codePoint, folded)
  }
  if (folded.text === '' && folded.combining && writer.length > 0) {
    // An accent written apart belongs to its letter; a span that ends there must not tear it off.
    const last = writer.length - 1
    if (writer.ends[last] === index) writer.ends[last] = end
  }
  for (let at = 0; at < folded.text.length; at += 1) write(writer, folded.text.charCodeAt(at), index, end)
  return end
}

function write(writer: Writer, unit: number, start: number, end: number): void {
  if (writer.length === writer.units.length) grow(writer)
  writer.units[writer.length] = unit
  writer.starts[writer.length] = start
  writer.ends[writer.length] = end
  writer.length += 1
}

function grow(writer: Writer): void {
  const size = writer.units.length * 2
  const units = new Uint16Array(size)
  const starts = new Uint32Array(size)
  const ends = new Uint32Array(size)
  units.set(writer.units)
  starts.set(writer.starts)
  ends.set(writer.ends)
  writer.units = units
  writer.starts = starts
  writer.ends = ends
}

function finish({ units, starts, ends, length }: Writer): NormalisedText {
  return {
    text: Buffer.from(units.buffer, 0, 2 * length).toString('utf16le'),
    starts: starts.subarray(0, length),
    ends: ends.subarray(0, length),
  }
}
