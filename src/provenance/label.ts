import type { Sha256 } from '../internal/digest.js'

/** How far a person has looked at an output. */
export type HumanReview = 'none' | 'pending' | 'approved' | 'amended'

/** A term of IPTC's Digital Source Type vocabulary (http://cv.iptc.org/newscodes/digitalsourcetype/) that this package emits. */
export type DigitalSourceType =
  | 'trainedAlgorithmicMedia'
  | 'compositeWithTrainedAlgorithmicMedia'
  | 'algorithmicMedia'

/** The facts of a label, as they are signed. */
export interface LabelClaims {
  /** Version of this format. */
  readonly v: 1
  readonly callId: string
  readonly system: {
    readonly id: string
    readonly version: string
    readonly name: string
    readonly recordUrl?: string
  }
  readonly use: string
  readonly model: { readonly name: string; readonly supplier: string; readonly version?: string }
  /** When the model answered (ISO 8601, UTC). */
  readonly generatedAt: string
  /** SHA-256 of the content: of a text after Unicode NFC, of any other value in its RFC 8785 form. */
  readonly digest: Sha256
  /** Full URI of the IPTC term. */
  readonly digitalSourceType: string
  readonly humanReview: HumanReview
  /** The role in which a person reviewed it; never a name. */
  readonly reviewedBy?: string
}

/** Provenance of one output: AI-generated, by which system, for which content, reviewed or not; signed. */
export interface Label extends LabelClaims {
  /** The same claims as a JWS in compact serialisation (RFC 7515), `alg` EdDSA over Ed25519 (RFC 8037). */
  readonly jws: string
}
