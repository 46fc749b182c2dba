import type { TextPart } from '../call/model-call.js'
import type { Check } from '../checks/check.js'
import type { Finding } from '../checks/finding.js'
import type { TextDelta } from './codec.js'

/** A text of a stream that has no end of sentence is checked, and released, at least this often (UTF-16 code units). */
const LONGEST_WINDOW = 1000

/** Ends a sentence, a line or a list item; what stands before it can be judged by itself. */
const BOUNDARY = /[.!?…;\n](?:\s|$)|\n/g

interface Channel {
  readonly kind: TextPart['kind']
  /** What was handed out, in stretches: joined at the end only, for a text that grows by copying grows slowly. */
  readonly handed: string[]
  /** The last of it, which the next stretch is preceded by. */
  behind: string
  /** Where `fresh` begins in the whole text. */
  start: number
  fresh: string
  /** How much of `fresh` can be judged by itself. */
  finished: number
}

/** The growing texts of a stream: what is new, and how much of it may be judged now. */
export interface StreamWindow {
  /** Takes a chunk's texts in. The marks say how far it reaches into each. */
  add(deltas: readonly TextDelta[]): readonly TextMark[]
  /** True when some text has a finished stretch that no check has seen. */
  ready(): boolean
  /** The finished stretches, each preceded by the characters that checks need to see again. */
  next(): readonly WindowPart[]
  /** The texts in full. */
  whole(): readonly TextPart[]
  /** True when the texts up to these marks lie in stretches that were handed out. */
  covers(marks: readonly TextMark[]): boolean
  length(): number
}

/** A place in one of the texts. */
export interface TextMark {
  readonly path: string
  readonly end: number
}

/** A stretch of a stream's text. */
export interface WindowPart {
  readonly part: TextPart
  /** Where the stretch begins in the whole text, to shift offsets of findings. */
  readonly offset: number
}

/** Follows the texts of one stream, by path. Checks see up to `lookBehind` characters before a stretch again. */
export function streamWindow(lookBehind: number): StreamWindow {
  const channels = new Map<string, Channel>()
  const waiting = new Map<string, Channel>()
  let length = 0

  const grow = ({ path, kind, text }: TextDelta): TextMark => {
    const known = channels.get(path)
    const channel = known ?? { kind, handed: [], behind: '', start: 0, fresh: '', finished: 0 }
    if (known === undefined) channels.set(path, channel)
    channel.fresh += text
    channel.finished = finishedEnd(channel.fresh)
    if (channel.finished > 0) waiting.set(path, channel)
    length += text.length
    return { path, end: channel.start + channel.fresh.length }
  }

  const handOut = (path: string, channel: Channel): WindowPart => {
    const stretch = channel.fresh.slice(0, channel.finished)
    const text = channel.behind + stretch
    const offset = channel.start - channel.behind.length
    channel.handed.push(stretch)
    channel.behind = lastCharacters(text, lookBehind)
    channel.start += stretch.length
    channel.fresh = channel.fresh.slice(channel.finished)
    channel.finished = 0
    return { part: partOf(path, channel, text), offset }
  }

  return {
    add: (deltas) => deltas.map(grow),
    ready: () => waiting.size > 0,
    next() {
      const parts = [...waiting].map(([path, channel]) => handOut(path, channel))
      waiting.clear()
      return parts
    },
    whole: () =>
      [...channels].map(([path, channel]) => partOf(path, channel, channel.handed.join('') + channel.fresh)),
    covers: (marks) => marks.every(({ path, end }) => end <= (channels.get(path)?.start ?? 0)),
    length: () => length,
  }
}

function partOf(path: string, { kind }: Channel, text: string): TextPart {
  return { path, kind, role: 'assistant', text }
}

function finishedEnd(fresh: string): number {
  let end = 0
  for (const match of fresh.matchAll(BOUNDARY)) end = match.index + match[0].length
  return end === 0 && fresh.length >= LONGEST_WINDOW ? wholeCharacters(fresh) : end
}

/** Not between the halves of a surrogate pair: a check would see text that nobody wrote. */
function wholeCharacters(text: string): number {
  const last = text.charCodeAt(text.length - 1)
  return last >= 0xd800 && last <= 0xdbff ? text.length - 1 : text.length
}

function lastCharacters(text: string, count: number): string {
  if (count <= 0) return ''
  const start = Math.max(0, text.length - count)
  const first = text.charCodeAt(start)
  return text.slice(first >= 0xdc00 && first <= 0xdfff ? start + 1 : start)
}

/** How much of what was seen before the checks of a guard need to see again. */
export function lookBehindOf(checks: readonly Check[]): number {
  return checks.reduce((most, check) => Math.max(most, check.lookBehind ?? 0), 0)
}

/** A finding in a stretch, as offsets of the whole text. */
export function shifted(finding: Finding, offsets: ReadonlyMap<string, number>): Finding {
  const by = finding.span === undefined ? undefined : offsets.get(finding.span.part)
  if (finding.span === undefined || by === undefined) return finding
  return { ...finding, span: { ...finding.span, start: finding.span.start + by, end: finding.span.end + by } }
}
