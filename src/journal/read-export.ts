import { JournalBrokenError } from '../errors.js'
import { EXPORT_FORMAT } from './export.js'
import { HASH_BYTES } from './merkle-tree.js'
import { decodeBase64 } from './signed-note.js'
import type { JournalExport, JournalRecord } from './source.js'
import type { Hash } from './tree-types.js'

/** Bounds on a file that may come from anybody. */
export interface ReadExportOptions {
  /** Bytes of one line. Default 4 Mi. */
  readonly maxLineLength?: number
  /** Lines of the whole file. Default: no bound. */
  readonly maxLines?: number
}

const MAX_LINE = 4 * 1024 * 1024
const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
/** Records handed on at a time. */
const BATCH = 1000

/**
 * Reads an export back, for `verifyJournal`: offline, once, in constant memory. Give it the file's chunks, such as
 * `fs.createReadStream(path)`.
 *
 * Iterating rejects with JournalBrokenError, naming the line, when the file is malformed or over a limit.
 */
export function readExport(
  chunks: AsyncIterable<Uint8Array | string>,
  options: ReadExportOptions = {},
): JournalExport {
  let size: number | undefined
  async function* records(): AsyncGenerator<readonly JournalRecord[]> {
    let number = 0
    let batch: JournalRecord[] = []
    for await (const text of linesOf(chunks, options.maxLineLength ?? MAX_LINE)) {
      number += 1
      if (number > (options.maxLines ?? Number.POSITIVE_INFINITY))
        throw broken(number, 'the file has too many lines')
      const value = parseLine(text, number)
      if (number === 1) size = readHeader(value)
      else batch.push(readRecord(value, number))
      if (batch.length === BATCH) {
        yield batch
        batch = []
      }
    }
    if (number === 0) throw broken(1, 'the file is empty')
    if (batch.length > 0) yield batch
  }
  return { records, expectedSize: () => size }
}

/** Cuts chunks into lines, as bytes: a newline byte is never part of another character. A line never outgrows the limit. */
async function* linesOf(chunks: AsyncIterable<Uint8Array | string>, limit: number): AsyncGenerator<string> {
  let parts: Uint8Array[] = []
  let length = 0
  let number = 1
  for await (const chunk of chunks) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    for (let at = 0; at < bytes.length; ) {
      const newline = bytes.indexOf(0x0a, at)
      const part = bytes.subarray(at, newline < 0 ? bytes.length : newline)
      length += part.length
      if (length > limit) throw broken(number, `it is longer than ${limit} bytes`)
      parts.push(part)
      if (newline < 0) break
      yield decode(parts, number)
      parts = []
      length = 0
      number += 1
      at = newline + 1
    }
  }
  if (length > 0) throw broken(number, 'the file ends in the middle of it')
}

function decode(parts: readonly Uint8Array[], number: number): string {
  const [first = new Uint8Array(), ...more] = parts
  try {
    return STRICT_UTF8.decode(more.length === 0 ? first : Buffer.concat(parts))
  } catch {
    throw broken(number, 'it is not valid UTF-8')
  }
}

function parseLine(text: string, number: number): Readonly<Record<string, unknown>> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw broken(number, 'it is not JSON')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw broken(number, 'it is not a JSON object')
  return { ...value }
}

function readHeader(value: Readonly<Record<string, unknown>>): number {
  if (value.format !== EXPORT_FORMAT) throw broken(1, `it is not the header of a ${EXPORT_FORMAT} file`)
  return count(value.size, 'size', 1)
}

function readRecord(value: Readonly<Record<string, unknown>>, number: number): JournalRecord {
  if (value.type === 'entry') {
    return {
      index: count(value.index, 'index', number),
      id: text(value.id, 'id', number),
      leafHash: hash(value.leafHash, 'leafHash', number),
      text: text(value.text, 'text', number),
    }
  }
  if (value.type !== 'checkpoint') throw broken(number, 'it is neither an entry nor a checkpoint')
  return {
    size: count(value.size, 'size', number),
    rootHash: hash(value.rootHash, 'rootHash', number),
    at: text(value.at, 'at', number),
    note: text(value.note, 'note', number),
  }
}

function text(value: unknown, name: string, number: number): string {
  if (typeof value !== 'string') throw broken(number, `its ${name} is not a text`)
  return value
}

function count(value: unknown, name: string, number: number): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw broken(number, `its ${name} is not a whole number from 0`)
  }
  return value
}

function hash(value: unknown, name: string, number: number): Hash {
  const bytes = typeof value === 'string' ? decodeBase64(value) : undefined
  if (bytes?.length !== HASH_BYTES) throw broken(number, `its ${name} is not ${HASH_BYTES} bytes in base64`)
  return bytes
}

function broken(number: number, why: string): JournalBrokenError {
  return new JournalBrokenError(`Line ${number} of the journal export cannot be read: ${why}.`)
}
