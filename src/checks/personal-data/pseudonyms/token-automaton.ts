import type { Tally } from './fold-tokens.js'

/** A pattern that ends at a token: its number, and how many tokens it has. */
export interface Ending {
  readonly pattern: number
  readonly length: number
}

/**
 * Finds many patterns in one walk over tokens (Aho and Corasick, 1975): steps grow with the tokens, whatever the
 * patterns have in common with one another and with the text.
 */
export interface TokenAutomaton {
  /** Calls back at each token where patterns end, with the longest first. `endings` can be read once. */
  walk(tokens: readonly string[], found: (at: number, endings: Iterable<Ending>) => void): void
}

interface Nodes {
  /** Next node by node and token, in one map: `node * width + token`. */
  readonly edges: ReadonlyMap<number, number>
  readonly width: number
  /** Node of the longest proper end of a node's tokens. */
  readonly fall: readonly number[]
  /** The nearest node down the falls where a pattern ends, 0 for none. */
  readonly shorter: readonly number[]
  readonly depths: readonly number[]
  readonly patterns: readonly (number | undefined)[]
}

/** An automaton of patterns that are all different. */
export function tokenAutomaton(patterns: readonly (readonly string[])[], tally: Tally): TokenAutomaton {
  const ids = new Map<string, number>()
  for (const tokens of patterns) for (const token of tokens) if (!ids.has(token)) ids.set(token, ids.size)
  const nodes = buildNodes(patterns, ids, tally)
  return {
    walk(tokens, found) {
      let node = 0
      for (const [at, token] of tokens.entries()) {
        tally.steps++
        const id = ids.get(token)
        node = id === undefined ? 0 : step(nodes, node, id, tally)
        const last = nodes.patterns[node] === undefined ? (nodes.shorter[node] ?? 0) : node
        if (last !== 0) found(at, endingsFrom(nodes, last, tally))
      }
    },
  }
}

function* endingsFrom({ patterns, depths, shorter }: Nodes, last: number, tally: Tally): Iterable<Ending> {
  for (let node = last; node !== 0; node = shorter[node] ?? 0) {
    tally.steps++
    const pattern = patterns[node]
    if (pattern !== undefined) yield { pattern, length: depths[node] ?? 0 }
  }
}

function step({ edges, width, fall }: Nodes, from: number, id: number, tally: Tally): number {
  for (let node = from; ; node = fall[node] ?? 0) {
    tally.steps++
    const next = edges.get(node * width + id)
    if (next !== undefined) return next
    if (node === 0) return 0
  }
}

function buildNodes(
  patterns: readonly (readonly string[])[],
  ids: ReadonlyMap<string, number>,
  tally: Tally,
): Nodes {
  const width = ids.size
  const edges = new Map<number, number>()
  const depths = [0]
  const parents = [0]
  const tokens = [0]
  const ends: (number | undefined)[] = [undefined]
  for (const [pattern, words] of patterns.entries()) {
    let node = 0
    for (const word of words) {
      tally.steps++
      const token = ids.get(word) ?? 0
      const key = node * width + token
      let next = edges.get(key)
      if (next === undefined) {
        next = depths.length
        edges.set(key, next)
        depths.push((depths[node] ?? 0) + 1)
        parents.push(node)
        tokens.push(token)
        ends.push(undefined)
      }
      node = next
    }
    ends[node] = pattern
  }
  const nodes = {
    edges,
    width,
    depths,
    patterns: ends,
    fall: depths.map(() => 0),
    shorter: depths.map(() => 0),
  }
  // A node's falls lead to nodes of less depth: those first.
  const byDepth = [...depths.keys()].sort((a, b) => (depths[a] ?? 0) - (depths[b] ?? 0))
  for (const node of byDepth) {
    if ((depths[node] ?? 0) < 2) continue
    const fall = step(nodes, nodes.fall[parents[node] ?? 0] ?? 0, tokens[node] ?? 0, tally)
    nodes.fall[node] = fall
    nodes.shorter[node] = ends[fall] === undefined ? (nodes.shorter[fall] ?? 0) : fall
  }
  return nodes
}
