import type { Verdict } from '../checks/verdict.js'
import { OutputInvalidError } from '../errors.js'
import { untilAborted } from '../internal/until-aborted.js'
import { reportFault } from './announce.js'
import type { BegunCall } from './begin-call.js'
import type { CallCore } from './call-core.js'
import { checkValue, withSpelled } from './check-value.js'
import type { StreamCodec } from './codec.js'
import { type Conclusion, checkOutput, concludeCall, requireAnswer } from './conclude-call.js'
import { joinVerdicts } from './join-verdicts.js'
import type { StreamWindow, TextMark } from './stream-window.js'

const PASS: Verdict = { level: 'pass', findings: [] }

/** A stream under way. */
export interface StreamRun<Chunk> {
  readonly core: CallCore
  readonly begun: BegunCall
  readonly codec: Pick<StreamCodec<unknown, Chunk>, 'readDelta' | 'readValue'>
  readonly chunks: AsyncIterator<Chunk>
  readonly endUpstream: () => void
}

/** What was read of a stream so far. */
export interface Reading<Chunk> {
  readonly window: StreamWindow
  readonly chunks: { readonly chunk: Chunk; readonly marks: readonly TextMark[] }[]
}

/** How a stream ends that is not released. */
export type NotReleased = Exclude<Conclusion, { status: 'released' }>

/** The end of a stream that must not be released. */
export function notReleased(conclusion: Conclusion): NotReleased {
  if (conclusion.status === 'released') throw new Error('A stream that must be held was released.')
  return conclusion
}

/** Reads one chunk; false at the end of the stream. */
export async function readChunk<Chunk>(
  { core, begun, codec, chunks }: StreamRun<Chunk>,
  reading: Reading<Chunk>,
): Promise<boolean> {
  const next = await untilAborted(begun.signal, chunks.next())
  if (next.done === true) return false
  reading.chunks.push({ chunk: next.value, marks: reading.window.add(codec.readDelta(next.value)) })
  if (reading.window.length() > core.maxTextLength) {
    throw new OutputInvalidError([
      { path: 'output', reason: `the stream is longer than ${core.maxTextLength} UTF-16 code units` },
    ])
  }
  return true
}

/** The whole text is checked again at the end: what spreads over many sentences shows only there. */
export async function concludeWhole<Chunk>(
  { core, begun, codec }: StreamRun<Chunk>,
  reading: Reading<Chunk>,
  seen: Verdict = PASS,
): Promise<Conclusion> {
  const raw = codec.readValue(reading.chunks.map(({ chunk }) => chunk))
  const output = withSpelled({ parts: reading.window.whole() }, raw, core)
  requireAnswer(output, core.maxTextLength)
  const verdict = joinVerdicts(seen, await checkOutput(core, begun, output, false))
  const value =
    verdict.level === 'refuse' ? { parsed: undefined, json: null } : await checkValue(begun.use, raw)
  return concludeCall(core, begun, { content: value.parsed, reviewable: () => value.json, verdict })
}

/** Tells the upstream to stop. Not awaited: one that hangs would hold the caller up with it. */
export function endReading<Chunk>({ core, chunks, endUpstream }: StreamRun<Chunk>): void {
  endUpstream()
  chunks.return?.().catch((fault: unknown) => reportFault(core, fault))
}
