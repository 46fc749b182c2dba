import type { TextPart } from '../../call/model-call.js'
import type { Span } from '../finding.js'
import { type Block, type Reader, readBlocks } from './blocks.js'
import type { CompiledGrammar } from './grammar.js'
import type { Work } from './matcher.js'
import { scorePassages } from './score-passages.js'

/** What reads a text, with the grammars that judge what was found in it. */
export interface Engine extends Reader {
  readonly grammars: readonly CompiledGrammar[]
}

/** The best passage of one grammar, as a place in the original text. */
export interface Match {
  readonly namespace: string
  readonly score: number
  readonly span: Span
}

/**
 * Reads parts block by block and yields after each block what it found, so that a long text can give way to other work.
 * A generator does the work once for callers that wait and callers that do not.
 */
export function* scanBlocks(
  engine: Engine,
  parts: readonly TextPart[],
  work: Work,
): Generator<readonly Match[], void, void> {
  for (const block of readBlocks(engine, parts, work)) yield matchBlock(engine, block)
}

/** The best passage of each grammar in a block. */
export function matchBlock(engine: Engine, block: Block): Match[] {
  if (block.reading.hits.length === 0) return []
  return engine.grammars.flatMap((grammar) => {
    const scored = scorePassages(block.reading, grammar)
    if (scored === undefined) return []
    return [
      {
        namespace: grammar.namespace,
        score: scored.score,
        span: block.spanOf(scored.first, scored.last),
      },
    ]
  })
}

/** The firmest match of each grammar over all blocks. */
export function keepBest(best: Map<string, Match>, found: readonly Match[]): void {
  for (const match of found) {
    const known = best.get(match.namespace)
    if (known === undefined || match.score > known.score) best.set(match.namespace, match)
  }
}
