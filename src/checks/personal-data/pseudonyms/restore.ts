import { OutputInvalidError } from '../../../errors.js'
import { readMentions } from './grammar.js'
import { escapeJson, type Notation, notationOf } from './notation.js'
import { formsByName, type PlaceholderTable, type WrittenForm } from './table.js'

/** Puts values back into a text that comes in pieces. */
export interface StreamRestorer {
  /** What is certain of the text so far and was not given before. Half a placeholder is never given. */
  push(piece: string): string
  /** True while something is kept back. */
  pending(): boolean
  /** The rest, once the text is over. */
  end(): string
}

/** Puts values back into texts, and remembers what it could not. */
export interface Restorer {
  whole(text: string): string
  stream(): StreamRestorer
  /** Placeholders that were deliberately written and stand for nothing: the model made them up. */
  unknown(): readonly string[]
}

/**
 * Puts values back in the place of their placeholders, however a model has bent those: lower case, accents, a space or a
 * dash for the underscore, a plural, quotes, brackets or Markdown around, JSON escapes. What was not issued stays as it
 * is. In a text that is JSON, values are escaped as JSON strings are. Linear.
 */
export function restore(text: string, table: PlaceholderTable): string {
  return restorerFor(table).whole(text)
}

/** The same for a text that comes in pieces: all that is given, joined, is what `restore` gives for the whole. */
export function streamRestorer(table: PlaceholderTable): StreamRestorer {
  return restorerFor(table).stream()
}

/** What restoring an answer is held to. */
export interface RestoreOptions {
  /** Look-alikes that stood in the request: they stay, and nobody is told. */
  readonly untouched?: readonly string[]
  /** Most UTF-16 code units of all restored texts together: a few letters may stand for a page. Default: no limit. */
  readonly maxLength?: number
}

/**
 * Restores any number of texts of one answer.
 *
 * @throws OutputInvalidError (from the restorer) for more than `maxLength`.
 */
export function restorerFor(
  table: PlaceholderTable,
  { untouched = [], maxLength = Number.POSITIVE_INFINITY }: RestoreOptions = {},
): Restorer {
  const forms = formsByName(table)
  let room = maxLength
  const unknown = new Set<string>()
  const fill = (raw: string, notation: Notation, read: ReturnType<typeof readMentions>): string => {
    let filled = ''
    let from = 0
    for (const { start, end, name, deliberate } of read.mentions) {
      const form = forms.get(name)
      if (form === undefined) {
        if (deliberate && !untouched.includes(name)) unknown.add(name)
        continue
      }
      const value = written(form, notation)
      room -= value.length
      if (room < 0)
        throw new OutputInvalidError([
          { path: 'output', reason: `is longer than ${maxLength} UTF-16 code units once it is restored` },
        ])
      filled += raw.slice(from, start) + value
      from = end
    }
    return filled + raw.slice(from, read.settled)
  }
  const whole = (raw: string): string => {
    const notation = notationOf(raw) ?? 'prose'
    return fill(raw, notation, readMentions({ raw, notation, last: true }))
  }
  return { whole, stream: () => streamWith(fill), unknown: () => [...unknown] }
}

function written({ text, json }: WrittenForm, notation: Notation): string {
  return notation === 'prose' ? text : (json ?? escapeJson(text))
}

function streamWith(
  fill: (raw: string, notation: Notation, read: ReturnType<typeof readMentions>) => string,
): StreamRestorer {
  let pending = ''
  let behind = ''
  let notation: Notation | undefined
  const give = (last: boolean): string => {
    notation ??= notationOf(pending) ?? (last ? 'prose' : undefined)
    if (notation === undefined) return ''
    const read = readMentions({ raw: pending, notation, behind, last })
    const given = fill(pending, notation, read)
    pending = pending.slice(read.settled)
    behind = read.behind
    return given
  }
  return {
    push(piece) {
      pending += piece
      return give(false)
    },
    pending: () => pending !== '',
    end: () => give(true),
  }
}
