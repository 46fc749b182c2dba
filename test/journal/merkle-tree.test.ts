import fc from 'fast-check'
import { appendLeaves, emptyRoot, leafHash, nodeHash, rootOf, treeBuilder } from 'garde-fou/journal'
import { describe, expect, it } from 'vitest'
import { completeSubtrees } from '../../src/journal/merkle-tree.js'
import { CT_LEAVES, CT_ROOTS } from './ct-vectors.js'
import { definitionNodes, definitionRoot } from './tree-oracle.js'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

describe('the Merkle tree', () => {
  it('gives the published roots of the Certificate Transparency test tree', () => {
    expect(hex(emptyRoot())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    for (const [i, root] of CT_ROOTS.entries()) {
      const leaves = CT_LEAVES.slice(0, i + 1).map((leaf) => leafHash(leaf))
      expect(hex(rootOf(appendLeaves({ size: 0, hashes: [] }, leaves).frontier))).toBe(root)
    }
  })

  it('hashes a text as its UTF-8 bytes, leaf prefix in front', () => {
    const text = '{"é":"🗝"}'
    expect(hex(leafHash(text))).toBe(hex(leafHash(Buffer.from(text))))
    expect(hex(leafHash(text))).toBe(hex(definitionRoot([Buffer.from(text)])))
  })

  it('gives the same root and nodes as the definition, whatever the batches', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 9 }), { maxLength: 12 }), (batches) => {
        const leaves: Buffer[] = []
        let frontier = { size: 0, hashes: [] as readonly Uint8Array[] }
        const nodes = new Map<string, string>()
        for (const count of batches) {
          const batch = Array.from({ length: count }, (_, i) => Buffer.from(`leaf ${leaves.length + i}`))
          const step = appendLeaves(
            frontier,
            batch.map((leaf) => leafHash(leaf)),
          )
          leaves.push(...batch)
          frontier = step.frontier
          for (const node of step.nodes) {
            // Each complete subtree is handed out once.
            expect(nodes.has(`${node.level}/${node.index}`)).toBe(false)
            nodes.set(`${node.level}/${node.index}`, hex(node.hash))
          }
        }
        expect(frontier.size).toBe(leaves.length)
        expect(hex(rootOf(frontier))).toBe(hex(definitionRoot(leaves)))
        expect(nodes).toEqual(new Map([...definitionNodes(leaves)].map(([key, hash]) => [key, hex(hash)])))
      }),
    )
  })

  it('refuses a frontier that cannot be one of its size', () => {
    const hash = leafHash('x')
    for (const frontier of [
      { size: 3, hashes: [hash] },
      { size: 4, hashes: [hash, hash] },
      { size: -1, hashes: [] },
      { size: 1.5, hashes: [hash] },
      { size: Number.NaN, hashes: [] },
      { size: 1, hashes: [hash.subarray(1)] },
    ]) {
      expect(() => treeBuilder(frontier)).toThrow(expect.objectContaining({ code: 'ERR_JOURNAL_BROKEN' }))
    }
  })

  it('refuses to join hashes of another length', () => {
    expect(() => nodeHash(Buffer.alloc(31), Buffer.alloc(32))).toThrow(/32 bytes/)
    expect(() => nodeHash(Buffer.alloc(32), Buffer.alloc(33))).toThrow(/32 bytes/)
  })

  it('covers a tree of more than 2³² leaves with the subtrees of its binary digits', () => {
    expect(completeSubtrees(0, 2 ** 33 + 5)).toEqual([
      { level: 33, index: 0 },
      { level: 2, index: 2 ** 31 },
      { level: 0, index: 2 ** 33 + 4 },
    ])
    expect(completeSubtrees(0, 0)).toEqual([])
  })
})
