import type { Verdict } from '../checks/verdict.js'
import { ProhibitedUseError, ReviewRequiredError } from '../errors.js'
import type { Label } from '../provenance/label.js'
import { reportFault } from './announce.js'
import { checkOutput, concludeCall } from './conclude-call.js'
import { failCall } from './end-call.js'
import type { Streaming } from './guard.js'
import {
  concludeWhole,
  endReading,
  type NotReleased,
  notReleased,
  type Reading,
  readChunk,
  type StreamRun,
} from './stream-run.js'
import { lookBehindOf, shifted, streamWindow, type WindowPart } from './stream-window.js'

/** Releases a stream in windows that the checks have passed. */
export function releaseInWindows<Chunk>(run: StreamRun<Chunk>): Streaming<Chunk> {
  const label = Promise.withResolvers<Label>()
  // Whoever reads only the chunks must not be punished for not looking at the label.
  label.promise.catch(() => undefined)
  return {
    status: 'streaming',
    chunks: { [Symbol.asyncIterator]: () => windows(run, label) },
    label: label.promise,
  }
}

async function* windows<Chunk>(
  run: StreamRun<Chunk>,
  label: PromiseWithResolvers<Label>,
): AsyncGenerator<Chunk> {
  const reading: Reading<Chunk> = { window: streamWindow(lookBehindOf(run.core.checks)), chunks: [] }
  let released = 0
  let concluded = false
  try {
    while (await readChunk(run, reading)) {
      if (!reading.window.ready()) continue
      const verdict = await checkWindow(run, reading.window.next())
      if (verdict.level !== 'pass') {
        const stop = await stoppedBy(run, reading, verdict)
        concluded = true
        throw stop
      }
      // Chunks are never cut: one is let go when all of its text was checked.
      for (
        let next = reading.chunks[released];
        next !== undefined && reading.window.covers(next.marks);
        next = reading.chunks[++released]
      )
        yield next.chunk
    }
    const conclusion = await concludeWhole(run, reading)
    concluded = true
    if (conclusion.status !== 'released') throw stopError(conclusion)
    for (; released < reading.chunks.length; released++) {
      const last = reading.chunks[released]
      if (last !== undefined) yield last.chunk
    }
    label.resolve(conclusion.label)
  } catch (error) {
    label.reject(error)
    if (!concluded) await recordFailure(run, error, released)
    concluded = true
    throw error
  } finally {
    endReading(run)
    // Reached without an error when the consumer left early: what it has read was checked, but no label covers it.
    const gone = new DOMException('The stream was not read to its end.', 'AbortError')
    label.reject(gone)
    if (!concluded) await recordFailure(run, gone, released)
  }
}

function stopError(conclusion: NotReleased): ProhibitedUseError | ReviewRequiredError {
  return conclusion.status === 'refused'
    ? new ProhibitedUseError(conclusion.refusal)
    : new ReviewRequiredError(conclusion.review)
}

function recordFailure<Chunk>(
  { core, begun }: StreamRun<Chunk>,
  error: unknown,
  releasedChunks: number,
): Promise<void> {
  return failCall(core, begun.call, error, { releasedChunks }).catch((fault: unknown) =>
    reportFault(core, fault),
  )
}

async function checkWindow<Chunk>(
  { core, begun }: StreamRun<Chunk>,
  stretches: readonly WindowPart[],
): Promise<Verdict> {
  const offsets = new Map(stretches.map(({ part, offset }) => [part.path, offset]))
  const verdict = await checkOutput(core, begun, { parts: stretches.map(({ part }) => part) }, true)
  const findings = verdict.findings.map((finding) => shifted(finding, offsets))
  return { level: verdict.level, findings }
}

/** A refusal stops at once. For a doubt the rest is read, and the whole waits for a person. */
async function stoppedBy<Chunk>(
  run: StreamRun<Chunk>,
  reading: Reading<Chunk>,
  verdict: Verdict,
): Promise<ProhibitedUseError | ReviewRequiredError> {
  if (verdict.level === 'refuse')
    return stopError(
      notReleased(
        await concludeCall(run.core, run.begun, { content: null, reviewable: () => null, verdict }),
      ),
    )
  while (await readChunk(run, reading));
  return stopError(notReleased(await concludeWhole(run, reading, verdict)))
}
