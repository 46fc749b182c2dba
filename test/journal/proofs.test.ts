import fc from 'fast-check'
import type { ReadNodes } from 'garde-fou/journal'
import {
  consistencyProof,
  inclusionProof,
  leafHash,
  verifyConsistency,
  verifyInclusion,
} from 'garde-fou/journal'
import { describe, expect, it } from 'vitest'
import { CT_CONSISTENCY, CT_INCLUSION, CT_LEAVES, CT_ROOTS } from './ct-vectors.js'
import type { NodeTable } from './oracle-types.js'
import { definitionNodes, definitionRoot } from './tree-oracle.js'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const bytes = (text: string): Buffer => Buffer.from(text, 'hex')
const reading =
  (nodes: NodeTable): ReadNodes =>
  async (positions) =>
    positions.map(({ level, index }) => nodes.get(`${level}/${index}`))
const leavesOf = (size: number): Buffer[] => Array.from({ length: size }, (_, i) => Buffer.from(`leaf ${i}`))

const big = leavesOf(70)
const bigNodes = reading(definitionNodes(big))
const bigRoots = big.map((_, i) => definitionRoot(big.slice(0, i + 1)))
const rootAt = (size: number): Uint8Array => bigRoots[size - 1] ?? definitionRoot([])
const sizes = fc.integer({ min: 1, max: big.length })

describe('proofs against the published vectors', () => {
  const readNodes = reading(definitionNodes(CT_LEAVES))

  it('makes and accepts the known inclusion proofs', async () => {
    for (const [index, size, path] of CT_INCLUSION) {
      const proof = await inclusionProof({ index, size, readNodes })
      expect(proof.hashes.map(hex)).toEqual(path)
      const leaf = leafHash(CT_LEAVES[index] ?? Buffer.alloc(0))
      const known = {
        index,
        size,
        hashes: path.map(bytes),
        leafHash: leaf,
        rootHash: bytes(CT_ROOTS[size - 1] ?? ''),
      }
      expect(verifyInclusion(known)).toBe(true)
    }
  })

  it('makes and accepts the known consistency proofs', async () => {
    for (const [first, second, path] of CT_CONSISTENCY) {
      const proof = await consistencyProof({ first, second, readNodes })
      expect(proof.hashes.map(hex)).toEqual(path)
      const roots = {
        firstRoot: bytes(CT_ROOTS[first - 1] ?? ''),
        secondRoot: bytes(CT_ROOTS[second - 1] ?? ''),
      }
      expect(verifyConsistency({ first, second, hashes: path.map(bytes), ...roots })).toBe(true)
    }
  })
})

describe('inclusion proofs', () => {
  it('hold for every leaf of every size, also of sizes the tree has outgrown', async () => {
    for (let size = 1; size <= big.length; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const proof = await inclusionProof({ index, size, readNodes: bigNodes })
        const leaf = leafHash(big[index] ?? '')
        expect(verifyInclusion({ ...proof, leafHash: leaf, rootHash: rootAt(size) })).toBe(true)
      }
    }
  })

  it('fail when anything in them is changed', async () => {
    const place = sizes.chain((size) =>
      fc.record({ size: fc.constant(size), index: fc.nat({ max: size - 1 }) }),
    )
    await fc.assert(
      fc.asyncProperty(place, fc.nat(), fc.nat({ max: 255 }), async ({ size, index }, at, flip) => {
        const proof = await inclusionProof({ index, size, readNodes: bigNodes })
        const claim = { ...proof, leafHash: leafHash(big[index] ?? ''), rootHash: rootAt(size) }
        expect(verifyInclusion({ ...claim, leafHash: leafHash('other') })).toBe(false)
        expect(verifyInclusion({ ...claim, rootHash: flipped(claim.rootHash, at, flip) })).toBe(false)
        expect(verifyInclusion({ ...claim, hashes: [...claim.hashes, leafHash('more')] })).toBe(false)
        expect(verifyInclusion({ ...claim, size: claim.index })).toBe(false)
        for (const hashes of damaged(claim.hashes, at, flip))
          expect(verifyInclusion({ ...claim, hashes })).toBe(false)
        for (let other = 0; other < size; other += 1) {
          if (other !== index) expect(verifyInclusion({ ...claim, index: other })).toBe(false)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('are refused, not misread, when their numbers or hashes are absurd', () => {
    const claim = {
      index: 0,
      size: 1,
      hashes: [],
      leafHash: leafHash(''),
      rootHash: bytes(CT_ROOTS[0] ?? ''),
    }
    expect(verifyInclusion(claim)).toBe(true)
    for (const size of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60]) {
      expect(verifyInclusion({ ...claim, size })).toBe(false)
    }
    for (const index of [-1, 0.5, Number.NaN, 1]) expect(verifyInclusion({ ...claim, index })).toBe(false)
    expect(verifyInclusion({ ...claim, size: 2, hashes: [Buffer.alloc(31)] })).toBe(false)
    expect(verifyInclusion({ ...claim, leafHash: Buffer.alloc(0) })).toBe(false)
  })

  it('ask the store once, for at most 2·log₂(size) nodes', async () => {
    for (const size of [1000, 1_000_000, 2 ** 40 + 12_345]) {
      for (const index of [0, 1, Math.floor(size / 2), size - 1]) {
        const calls: number[] = []
        const readNodes: ReadNodes = async (positions) => {
          calls.push(positions.length)
          return positions.map(() => leafHash('any'))
        }
        await inclusionProof({ index, size, readNodes })
        expect(calls).toHaveLength(1)
        expect(calls[0]).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(size)))
      }
    }
  })

  it('name what is wrong with the question, and a node that is missing', async () => {
    for (const [index, size] of [
      [5, 5],
      [-1, 5],
      [0.5, 5],
      [0, -1],
      [0, 2 ** 54],
    ] as const) {
      await expect(inclusionProof({ index, size, readNodes: bigNodes })).rejects.toMatchObject({
        code: 'ERR_INPUT_INVALID',
      })
    }
    const none: ReadNodes = async (positions) => positions.map(() => undefined)
    await expect(inclusionProof({ index: 0, size: 2, readNodes: none })).rejects.toMatchObject({
      code: 'ERR_JOURNAL_BROKEN',
    })
  })
})

describe('consistency proofs', () => {
  it('hold between every two sizes', async () => {
    for (let second = 1; second <= big.length; second += 1) {
      for (let first = 0; first <= second; first += 1) {
        const proof = await consistencyProof({ first, second, readNodes: bigNodes })
        expect(verifyConsistency({ ...proof, firstRoot: rootAt(first), secondRoot: rootAt(second) })).toBe(
          true,
        )
      }
    }
  })

  it('fail when anything in them is changed', async () => {
    const pair = sizes.chain((second) =>
      fc.record({ second: fc.constant(second), first: fc.integer({ min: 1, max: second }) }),
    )
    await fc.assert(
      fc.asyncProperty(pair, fc.nat(), fc.nat({ max: 255 }), async ({ first, second }, at, flip) => {
        const proof = await consistencyProof({ first, second, readNodes: bigNodes })
        const claim = { ...proof, firstRoot: rootAt(first), secondRoot: rootAt(second) }
        expect(verifyConsistency({ ...claim, firstRoot: flipped(claim.firstRoot, at, flip) })).toBe(false)
        expect(verifyConsistency({ ...claim, secondRoot: flipped(claim.secondRoot, at, flip) })).toBe(false)
        expect(verifyConsistency({ ...claim, hashes: [...claim.hashes, leafHash('more')] })).toBe(false)
        for (const hashes of damaged(claim.hashes, at, flip))
          expect(verifyConsistency({ ...claim, hashes })).toBe(false)
        for (let other = 1; other <= second; other += 1) {
          if (other !== first) expect(verifyConsistency({ ...claim, first: other })).toBe(false)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('do not let another tree pass as empty, equal or smaller', async () => {
    const root = rootAt(8)
    expect(verifyConsistency({ first: 0, second: 8, hashes: [], firstRoot: root, secondRoot: root })).toBe(
      false,
    )
    expect(
      verifyConsistency({ first: 8, second: 8, hashes: [], firstRoot: rootAt(7), secondRoot: root }),
    ).toBe(false)
    expect(
      verifyConsistency({ first: 8, second: 8, hashes: [root], firstRoot: root, secondRoot: root }),
    ).toBe(false)
    expect(
      verifyConsistency({ first: 4, second: 8, hashes: [], firstRoot: rootAt(4), secondRoot: root }),
    ).toBe(false)
    expect(
      verifyConsistency({ first: 9, second: 8, hashes: [], firstRoot: rootAt(9), secondRoot: root }),
    ).toBe(false)
    await expect(consistencyProof({ first: 9, second: 8, readNodes: bigNodes })).rejects.toMatchObject({
      code: 'ERR_INPUT_INVALID',
    })
  })
})

function flipped(hash: Uint8Array, at: number, by: number): Uint8Array {
  const copy = Uint8Array.from(hash)
  const i = at % copy.length
  copy[i] = (copy[i] ?? 0) ^ (by === 0 ? 1 : by)
  return copy
}

function damaged(hashes: readonly Uint8Array[], at: number, by: number): Uint8Array[][] {
  if (hashes.length === 0) return []
  const i = at % hashes.length
  const changed = hashes.map((hash, j) => (j === i ? flipped(hash, at, by) : hash))
  const swapped = hashes.length > 1 ? [[...hashes.slice(1), ...hashes.slice(0, 1)]] : []
  return [changed, hashes.filter((_, j) => j !== i), ...swapped]
}
