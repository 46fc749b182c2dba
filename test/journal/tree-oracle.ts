import { createHash } from 'node:crypto'
import type { Hash, NodeTable } from './oracle-types.js'

const sha = (...parts: readonly Uint8Array[]): Hash =>
  createHash('sha256').update(Buffer.concat(parts)).digest()

/** MTH of RFC 6962 §2.1, word for word: slow, recursive and independent of the code under test. */
export function definitionRoot(leaves: readonly Uint8Array[]): Hash {
  const [first] = leaves
  if (first === undefined) return sha()
  if (leaves.length === 1) return sha(Buffer.of(0), first)
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return sha(Buffer.of(1), definitionRoot(leaves.slice(0, k)), definitionRoot(leaves.slice(k)))
}

/** Every complete subtree of a tree, by the definition. */
export function definitionNodes(leaves: readonly Uint8Array[]): NodeTable {
  const table: NodeTable = new Map()
  for (let level = 0; 2 ** level <= leaves.length; level += 1) {
    const width = 2 ** level
    for (let index = 0; (index + 1) * width <= leaves.length; index += 1) {
      table.set(`${level}/${index}`, definitionRoot(leaves.slice(index * width, (index + 1) * width)))
    }
  }
  return table
}
