import { setImmediate as nextTurn } from 'node:timers/promises'
import type { TextPart } from '../../call/model-call.js'
import { type Block, type Reader, readBlocks } from './blocks.js'
import { type Engine, keepBest, type Match, matchBlock } from './scan.js'

/** Above this many UTF-16 code units a scan gives way to other work between blocks, and heeds its signal. */
const AT_ONCE = 131_072

/** A reading of parts, block after block. */
export interface PartsReading {
  readonly reader: Reader
  readonly parts: readonly TextPart[]
  /** Called with each block, in order. */
  readonly take: (block: Block) => void
  /** Asked for a signal only when the texts are long. */
  readonly signal: () => AbortSignal
}

/**
 * Gives every block of the parts to `take`. Done at once for texts of usual size; a long text is read in turns, so
 * that neither a 50 MB input nor its time limit blocks the process. Rejects with the signal's reason.
 */
export function readParts(work: PartsReading): undefined | Promise<void> {
  const { reader, parts, take, signal } = work
  const length = parts.reduce((sum, part) => sum + part.text.length, 0)
  if (length > AT_ONCE) return readInTurns(work, signal())
  for (const block of readBlocks(reader, parts, { steps: 0 })) take(block)
  return undefined
}

async function readInTurns({ reader, parts, take }: PartsReading, signal: AbortSignal): Promise<void> {
  for (const block of readBlocks(reader, parts, { steps: 0 })) {
    take(block)
    await nextTurn()
    signal.throwIfAborted()
  }
}

/** The firmest match of each grammar in these parts, at once: for texts known to be short, such as a system's record. */
export function scanAtOnce(engine: Engine, parts: readonly TextPart[]): readonly Match[] {
  const best = new Map<string, Match>()
  for (const block of readBlocks(engine, parts, { steps: 0 })) keepBest(best, matchBlock(engine, block))
  return [...best.values()]
}
