import type { EventEmitter } from 'eventemitter3'
import type { Actor } from '../call/model-call.js'
import type { Charter } from '../charter/charter.js'
import type { Language } from '../i18n/language.js'
import type { JsonValue } from '../internal/canonical-json.js'
import type { VerifyingKey } from '../internal/signing-key.js'
import type { Explanation } from '../notice/explanation/explanation.js'
import type { Label } from '../provenance/label.js'
import type { ReviewDesk } from '../review/commands.js'
import type { Decision, Undecided } from '../review/decision.js'
import type { ReviewerDirectory } from '../review/reviewer.js'
import type { Store } from '../store/store.js'
import type { System } from '../system/define-system.js'
import type { InformationUse, SignificantUse, Use } from '../system/use.js'
import type { DecisionCheck } from './check-decision.js'
import type { Codec, StreamCodec } from './codec.js'
import type { GuardEvents } from './events.js'
import type { ModeRaises } from './mode-raises.js'
import type {
  Held,
  HeldReview,
  InformationOutcome,
  Refused,
  ReviewId,
  SignificantOutcome,
} from './outcome.js'
import type { OutputCheck } from './output-index.js'
import type { Problems } from './problem-types.js'
import type { Publications } from './publications.js'
import type { NotReady } from './readiness.js'
import type { Requests } from './requests.js'
import type { Subjects } from './subjects.js'
import type { Suspensions } from './suspensions.js'

/** What belongs to a call besides its input. Missing fields are taken from `guard.withContext`. */
export interface CallContext {
  /** The case it is about, as the city writes it. */
  readonly subject?: string
  /** Where the case belongs, such as a commune: the queue shows it and can be filtered by it. At most 200 characters. */
  readonly territory?: string
  /** The person contests an earlier decision: queue and case say « Recours ». */
  readonly appeal?: boolean
  /** Who asks. Default: the application itself. */
  readonly actor?: Actor
  /** Cancels the call; a cancelled call is journalled as failed and releases nothing. */
  readonly signal?: AbortSignal
  /** What the reviewer reads beside the suggestion. Default: the input. */
  readonly caseData?: JsonValue
}

/** One call: its input and its context. */
export interface CallRequest<Input> extends CallContext {
  readonly input: Input
}

/** A case to decide on without a suggestion: what the person reads is all there is. */
export interface CaseRequest extends CallContext {
  readonly caseData: JsonValue
}

/** What a model function gets beside its input. */
export interface ModelContext {
  readonly callId: string
  readonly signal: AbortSignal
}

/** Any function that asks a model. Its answer is checked against the use's schema. */
export type Model<Input> = (input: Input, context: ModelContext) => unknown

/** The context that `withContext` carries to every call below it. */
export interface AmbientContext extends CallContext {
  /** The use of calls that do not name one, such as those of a wrapped client. */
  readonly use?: Use
}

/** A stream that has begun: its chunks are released in windows that the checks have passed. */
export interface Streaming<Chunk> {
  readonly status: 'streaming'
  /**
   * Throws ProhibitedUseError or ReviewRequiredError where a check stops the stream; nothing unchecked is yielded
   * before. Ends the upstream when the consumer stops early.
   */
  readonly chunks: AsyncIterable<Chunk>
  /** Resolves with the label once the stream ended and was released whole; rejects with what stopped it. */
  readonly label: Promise<Label>
}

/** What people and programs do with a guard. Made by `createGuard`. */
export interface Guard {
  readonly charter: Charter
  readonly systems: readonly System[]
  readonly reviews: ReviewDesk
  readonly reviewers: ReviewerDirectory
  /** The stop button of each system (AI Act, art. 14(4)(e)). */
  readonly suspensions: Suspensions
  /** Who asked for everybody's opinion first on a system's cases, and until when. */
  readonly modeRaises: ModeRaises
  /** What is kept of a case, to be given to the person it is about or erased (GDPR, art. 15 and 17). */
  readonly subjects: Subjects
  /** What the public asks and says about the systems. */
  readonly requests: Requests
  /** What became of problems that people reported with suggestions. */
  readonly problems: Problems
  /** What the public register has said of each system, version by version. */
  readonly publications: Publications
  readonly store: Store
  /** Typed events (`call.released`, `review.opened`, …). Payloads carry ids, never texts. */
  readonly events: EventEmitter<GuardEvents>
  /** The public half of the signing key: labels, decisions and checkpoints verify with it. */
  readonly verifyingKey: VerifyingKey

  /** Runs a call through charter, checks, label and journal. */
  run<Value, Input>(
    use: InformationUse<Value>,
    request: CallRequest<Input>,
    model: Model<Input>,
  ): Promise<InformationOutcome<Value>>
  run<Value, Input>(
    use: SignificantUse<Value>,
    request: CallRequest<Input>,
    model: Model<Input>,
  ): Promise<SignificantOutcome<Value>>
  /**
   * Runs a call of a significant use and returns the review it waits in.
   *
   * @throws ProhibitedUseError when it is refused.
   */
  propose<Value, Input>(
    use: SignificantUse<Value>,
    request: CallRequest<Input>,
    model: Model<Input>,
  ): Promise<HeldReview<Value>>
  /**
   * Opens a review without a suggestion, for when the model cannot be asked or the system is suspended: a case never
   * waits for the AI. People decide it as `without-ai`.
   *
   * @throws InputInvalidError, UseUnknownError, a store error, or the signal's reason.
   */
  openWithoutAi<Value>(use: SignificantUse<Value>, request: CaseRequest): Promise<HeldReview<Value>>
  /**
   * Waits until a review has ended and returns what the person decided, or that nobody did. The same decision is
   * returned however often it is asked for.
   *
   * @throws ReviewNotFoundError, TamperedError, or the signal's reason.
   */
  decision<Value>(
    reviewId: ReviewId<Value>,
    options?: { readonly signal?: AbortSignal },
  ): Promise<Decision<Value> | Undecided>
  /** The same for an id that was stored as a plain string: the value is checked against the use's schema. */
  decisionFor<Value>(
    use: Use<Value>,
    reviewId: string,
    options?: { readonly signal?: AbortSignal },
  ): Promise<Decision<Value> | Undecided>
  /**
   * What can be told to whoever holds the reference of a decision's letter: that the AI had a part in it, who decided
   * in which role and when, and the proof that the journal has it. Nothing personal. Everything the decision rests on
   * is verified first.
   *
   * @throws a store error.
   */
  checkDecision(reference: string): Promise<DecisionCheck>
  /**
   * Whether a text was produced here, from the text itself or from its digests (`textFingerprint`). Nothing of what is
   * asked is kept. `off` without `outputIndexKey`.
   *
   * @throws InputInvalidError for invalid UTF-16; TamperedError when the index cannot be read; a store error.
   */
  checkOutput(
    asked: string | { readonly normalisedDigest: string; readonly digest?: string },
  ): Promise<OutputCheck>
  /**
   * The individual explanation of a decision (CRPA art. R. 311-3-1-2), from the stored trace, in facts and in sentences:
   * degree and mode of contribution, data and sources, parameters, operations, first opinion, decision, differences.
   * What a language model cannot tell is said to be unknown. Personal data of the person concerned; no names of agents
   * and none of their notes.
   *
   * @throws ReviewNotFoundError; ReviewStateError while no decision is in effect; ReviewErasedError; TamperedError; a
   * store error.
   */
  explain(reviewId: string, lang?: Language): Promise<Explanation>
  /** Runs `work`; every guarded call below it takes its missing context from here (AsyncLocalStorage). */
  withContext<Result>(context: AmbientContext, work: () => Result): Result
  /** The context in force here, if any. */
  currentContext(): AmbientContext | undefined

  /** For adapters: a call in a vendor's words. `call` receives the signal to hand on. */
  invoke<Request, Response>(options: InvokeOptions<Request, Response>): Promise<InvokeOutcome<Response>>
  /** For adapters: a streamed call in a vendor's words. A significant use is held whole. */
  invokeStream<Request, Chunk>(
    options: InvokeStreamOptions<Request, Chunk>,
  ): Promise<Streaming<Chunk> | Held<unknown> | Refused>

  /** What keeps this guard from working: its database, its tables, its journal. Empty when nothing does. Never rejects. */
  readiness(): Promise<readonly NotReady[]>
  /** Stops timers and deliveries, waits for what is under way (a decision handler at most 5 s), closes the store. */
  close(): Promise<void>
}

/** A vendor's call. */
export interface InvokeOptions<Request, Response> extends CallContext {
  readonly use: Use
  readonly request: Request
  readonly codec: Codec<Request, Response>
  readonly call: (request: Request, context: ModelContext) => Promise<Response>
}

/** What became of a vendor's call. */
export type InvokeOutcome<Response> =
  | { readonly status: 'released'; readonly response: Response; readonly label: Label }
  | (Held<unknown> & {
      /** Waits for the decision and puts its value in the vendor's answer; undefined when no value was decided. */
      readonly decided: (options?: { readonly signal?: AbortSignal }) => Promise<{
        readonly response: Response | undefined
        readonly decision: Decision<unknown> | Undecided
      }>
    })
  | Refused

/** A vendor's streamed call. */
export interface InvokeStreamOptions<Request, Chunk> extends CallContext {
  readonly use: Use
  readonly request: Request
  readonly codec: StreamCodec<Request, Chunk>
  readonly open: (request: Request, context: ModelContext) => Promise<AsyncIterable<Chunk>>
}
