/**
 * The front door: declare systems, make a guard, wrap calls, await decisions.
 *
 * @module
 */
export type { Actor, ModelCall, ModelOutput, TextPart } from './call/model-call.js'
export type { Charter, Engagement, Principle, ProhibitedKind, Prohibition } from './charter/charter.js'
export { defineCharter, PROHIBITED_KINDS } from './charter/charter.js'
export { type Assessment, type AssessOptions, decisionAssessor, useAssessor } from './checks/assess.js'
export type { Check, CheckContext, CheckStage, CheckSubject } from './checks/check.js'
export { defineCheck } from './checks/check.js'
export type { TextKind } from './checks/classifier/features.js'
export type { OfflineLayer } from './checks/detector.js'
export type { Finding, LocalizedText, Span } from './checks/finding.js'
export type { Judge, JudgedCode, JudgeOpinion, JudgeQuestion } from './checks/judge/judge.js'
export { type JudgeOptions, withJudge } from './checks/judge/with-judge.js'
export { prohibitedUseCheck } from './checks/prohibited-use/prohibited-use.js'
export { undeclaredDecisionCheck } from './checks/undeclared-decision/undeclared-decision.js'
export type { Thresholds, Verdict, VerdictLevel } from './checks/verdict.js'
export * from './errors.js'
export type { CheckedDecision, DecisionCheck } from './guard/check-decision.js'
export type { Codec, StreamCodec, TextDelta } from './guard/codec.js'
export { defineConfig, type GuardConfig } from './guard/config.js'
export { createGuard } from './guard/create-guard.js'
export type { GuardEvents, ReviewEvent } from './guard/events.js'
export type {
  AmbientContext,
  CallContext,
  CallRequest,
  CaseRequest,
  Guard,
  InvokeOptions,
  InvokeOutcome,
  InvokeStreamOptions,
  Model,
  ModelContext,
  Streaming,
} from './guard/guard.js'
export { type LocalReviewer, type LocalReviewers, localReviewers } from './guard/local-reviewers.js'
export type { ModeChange, ModeCommand, ModeRaises, StandingRaise } from './guard/mode-raises.js'
export type {
  Notification,
  NotificationChannel,
  NotificationKind,
  NotificationOptions,
} from './guard/notification.js'
export type { DecisionHandler, GuardOptions } from './guard/options.js'
export type {
  Held,
  HeldReview,
  InformationOutcome,
  Refused,
  Released,
  ReviewId,
  SignificantOutcome,
} from './guard/outcome.js'
export type { FoundOutput, OutputCheck } from './guard/output-index.js'
export type { OversightOptions } from './guard/oversight-options.js'
export type {
  AlteredProblem,
  ProblemCommand,
  ProblemDetail,
  ProblemSummary,
  Problems,
} from './guard/problem-types.js'
export type { Publication, Publications, PublishedFact } from './guard/publications.js'
export type {
  AlteredRequest,
  ListedRequest,
  RequestCounts,
  RequestDetail,
  RequestInput,
  RequestOptions,
  RequestReceipt,
  RequestSummary,
  Requests,
} from './guard/requests.js'
export type { Step, StepResult } from './guard/step.js'
export {
  type PersonChange,
  type StoredReviewers,
  type StoredReviewersOptions,
  storedReviewers,
} from './guard/stored-reviewers.js'
export type {
  EraseOptions,
  ExportedRequest,
  ExportedReview,
  ExportedText,
  LegalHold,
  RetentionReport,
  SubjectErasure,
  SubjectExport,
  SubjectQuery,
  Subjects,
} from './guard/subjects.js'
export type { Suspension, SuspensionChange, SuspensionCommand, Suspensions } from './guard/suspensions.js'
export type { JsonValue } from './internal/canonical-json.js'
export type { Clock } from './internal/clock.js'
export type { SigningKey, VerifyingKey } from './internal/signing-key.js'
export {
  exportPrivateJwk,
  exportPublicJwk,
  generateSigningKey,
  importSigningKey,
  importVerifyingKey,
} from './internal/signing-key.js'
export type { Explanation, ExplanationSection } from './notice/explanation/explanation.js'
export type { NoticeLanguage } from './notice/language.js'
export type { NoticeLevel } from './notice/levels.js'
export type { Notice } from './notice/notice.js'
export { renderNotice } from './notice/render-notice.js'
export type { Label } from './provenance/label.js'
export { verifyLabel } from './provenance/verify-label.js'
export type {
  ControlCaseRequest,
  DecisionExport,
  DecisionInput,
  ExportQuery,
  Period,
  QueueQuery,
  ReviewDesk,
  ReviewerCommand,
  ReviewListItem,
} from './review/commands.js'
export type { ControlAnswer, ControlFeedback } from './review/control-case.js'
export type { AnsweredCriterion, CriterionAnswer, CriterionAnswers } from './review/criteria.js'
export type { Decider, Decision, DecisionOutcome, Difference, Undecided } from './review/decision.js'
export type { ExplainedOpinion, ExplainedStep, ExplanationFacts } from './review/explanation.js'
export type { GroupFault } from './review/grouped.js'
export type { Groupable, GroupedDecision, GroupedDesk, GroupedResult } from './review/grouped-commands.js'
export type { RaiseCause } from './review/raised-mode.js'
export type { OpinionChoice, ProblemKind, ReviewStatus } from './review/review.js'
export type { Reviewer, ReviewerDirectory, TrainingRecord } from './review/reviewer.js'
export { ADMINISTRATOR_ROLE, AUDITOR_ROLE } from './review/roles.js'
export {
  isDrawnForSecondOpinion,
  isSecondOpinionLot,
  type SecondOpinionDraw,
} from './review/second-opinion.js'
export type { ReviewAction, ReviewView, ShownDecision } from './review/view.js'
export type { Breakdown, CriterionFigures, ReasonFigures } from './statistics/breakdown.js'
export type { DecisionFact, PlacedFact } from './statistics/decision-fact.js'
export type { ExportedCases, ExportedDecision } from './statistics/exported-decision.js'
export type { DecisionSummary, Share, Spread } from './statistics/summary.js'
export type { TeamAlert, TeamSummary } from './statistics/team.js'
export type { Backlog, BacklogQuery, OpenReviews, WaitingMessages } from './store/backlog.js'
export type { Store, StoreWrite } from './store/store.js'
export { defineSystem, type System, type SystemDeclaration } from './system/define-system.js'
export type {
  AiActClass,
  Analysis,
  Disclosure,
  ImpactAssessment,
  LegalReference,
  Theme,
} from './system/disclosure.js'
export type { Oversight, OversightDeclaration, OversightMode, Quorum } from './system/oversight.js'
export type {
  Consultation,
  Criterion,
  DataRecord,
  Experiment,
  HumanContact,
  LegalException,
  ModelRecord,
  SampleCheck,
  Stage,
  SystemRecord,
  TrainingRequirement,
  UseRecord,
  UseWords,
} from './system/system-record.js'
export type {
  InformationUse,
  InformationUseDeclaration,
  SignificantUse,
  SignificantUseDeclaration,
  Use,
  UseDeclaration,
  UseOf,
} from './system/use.js'
