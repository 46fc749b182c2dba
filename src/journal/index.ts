/**
 * Verifying a journal, and proving what is in it. An auditor needs nothing else of this package.
 *
 * @module
 */
export { JournalBrokenError, KeyInvalidError } from '../errors.js'
export type { Ed25519Jwk, KeyInput, SigningKey, VerifyingKey } from '../internal/signing-key.js'
export {
  exportPrivateJwk,
  exportPublicJwk,
  generateSigningKey,
  importSigningKey,
  importVerifyingKey,
  toVerifyingKey,
} from '../internal/signing-key.js'
export type { TreeHead } from './checkpoint.js'
export { parseCheckpoint, signCheckpoint, verifyCheckpoint } from './checkpoint.js'
export type { DecisionProof, ProvedDecision } from './decision-proof.js'
export { DECISION_PROOF_FORMAT, verifyDecisionProof } from './decision-proof.js'
export type { JournalEntry, JournalEvent } from './entry.js'
export type { EntryReading } from './entry-format.js'
export { readEntry } from './entry-format.js'
export type { ExportHeader } from './export.js'
export { EXPORT_FORMAT, exportJournal } from './export.js'
export { appendLeaves, emptyRoot, leafHash, nodeHash, rootOf, treeBuilder } from './merkle-tree.js'
export type { JournalProblem, LeafRange, ProblemKind } from './problem.js'
export type { ConsistencyProof, InclusionProof, ReadNodes } from './proofs.js'
export { consistencyProof, inclusionProof, verifyConsistency, verifyInclusion } from './proofs.js'
export type { ReadExportOptions } from './read-export.js'
export { readExport } from './read-export.js'
export type { SealOptions } from './sequence.js'
export { sealEntries } from './sequence.js'
export { formatVerifierKey, parseVerifierKey } from './signed-note.js'
export type { JournalExport, JournalReader, JournalRecord, JournalSource } from './source.js'
export type {
  Checkpoint,
  Frontier,
  Hash,
  PendingEntry,
  Sealed,
  SequencedEntry,
  TreeNode,
} from './tree-types.js'
export type { JournalReport, VerifyOptions } from './verify.js'
export { verifyJournal } from './verify.js'
