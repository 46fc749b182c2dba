import type { Verdict } from '../checks/verdict.js'
import { OutputInvalidError } from '../errors.js'
import { untilAborted } from '../internal/until-aborted.js'
import type { Use } from '../system/use.js'
import { type BegunCall, beginCall } from './begin-call.js'
import type { CallCore } from './call-core.js'
import type { StreamCodec } from './codec.js'
import { composeSteps } from './compose-steps.js'
import { concludeCall } from './conclude-call.js'
import type { ResolvedContext } from './context.js'
import type { ModelContext, Streaming } from './guard.js'
import { orJournalFailure, stepsOf } from './invoke.js'
import { joinVerdicts } from './join-verdicts.js'
import { releaseInWindows } from './release-stream.js'
import { restoredChunks } from './restore-stream.js'
import {
  concludeWhole,
  endReading,
  type NotReleased,
  notReleased,
  type Reading,
  readChunk,
  type StreamRun,
} from './stream-run.js'
import { lookBehindOf, streamWindow } from './stream-window.js'

/** A streamed call in a vendor's words, with its context resolved. */
export interface StreamInvocation<Request, Chunk> {
  readonly use: Use
  readonly request: Request
  readonly context: ResolvedContext
  readonly codec: StreamCodec<Request, Chunk>
  readonly open: (request: Request, context: ModelContext) => Promise<AsyncIterable<Chunk>>
}

const PASS: Verdict = { level: 'pass', findings: [] }

/**
 * Takes a streamed call the whole way. An information use is released in windows that the checks have passed; a
 * significant use, or one whose input left a doubt, is read to its end and held whole.
 */
export async function invokeStreamed<Request, Chunk>(
  core: CallCore,
  invocation: StreamInvocation<Request, Chunk>,
): Promise<Streaming<Chunk> | NotReleased> {
  const { use, codec, open } = invocation
  const beginning = await beginCall(core, invocation)
  if (beginning.status === 'refused') return beginning
  const { begun, request } = beginning
  const upstreamEnd = new AbortController()
  const signal = AbortSignal.any([begun.signal, upstreamEnd.signal])
  const opened = await orJournalFailure(core, begun, async () => {
    const source: { chunks?: AsyncIterable<Chunk> } = {}
    const result = await composeSteps(core.steps, stepsOf(begun), async () => {
      source.chunks = await untilAborted(signal, open(request, { callId: begun.call.id, signal }))
      return { verdict: PASS }
    })
    if (source.chunks === undefined && result.verdict.level !== 'refuse')
      throw new OutputInvalidError([
        { path: 'output', reason: 'a step stopped the call before the model was asked' },
      ])
    return { chunks: source.chunks, verdict: result.verdict }
  })
  const begunWithSteps: BegunCall = {
    ...begun,
    inputVerdict: joinVerdicts(begun.inputVerdict, opened.verdict),
  }
  if (opened.verdict.level === 'refuse' || opened.chunks === undefined) {
    upstreamEnd.abort()
    return notReleased(
      await concludeCall(core, begunWithSteps, { content: null, reviewable: () => null, verdict: PASS }),
    )
  }
  const { restorer } = begun
  const chunks = restorer === undefined ? opened.chunks : restoredChunks(opened.chunks, codec, restorer)
  const run: StreamRun<Chunk> = {
    core,
    begun: begunWithSteps,
    codec,
    chunks: chunks[Symbol.asyncIterator](),
    endUpstream: () => upstreamEnd.abort(),
  }
  if (use.impact === 'significant' || begunWithSteps.inputVerdict.level === 'hold') return holdWhole(run)
  return releaseInWindows(run)
}

async function holdWhole<Chunk>(run: StreamRun<Chunk>): Promise<NotReleased> {
  const reading: Reading<Chunk> = { window: streamWindow(lookBehindOf(run.core.checks)), chunks: [] }
  return orJournalFailure(run.core, run.begun, async () => {
    try {
      while (await readChunk(run, reading));
      return notReleased(await concludeWhole(run, reading))
    } finally {
      endReading(run)
    }
  })
}
