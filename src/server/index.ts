/**
 * The web faces of a guard: the review console, signing in on one machine, a server for Node.
 *
 * @module
 */

export type { LogFields, Logger } from '../internal/logger.js'
export type {
  AccessibilityAudit,
  AccessibilityDeclaration,
  AccessibilityStatement,
  Conformance,
} from '../register/accessibility-declaration.js'
export type { Gap, GapReason, RegisterExport, Supplements } from '../register/formats/export.js'
export type { FormatName } from '../register/formats/formats.js'
export type { EngagementState, ReportStatements, UnpublishedSystem } from '../register/report-statements.js'
export { accessibilityMention } from './accessibility/own-page.js'
export type { CaseDocument, CaseRendering, DocumentContent } from './case-rendering.js'
export { createHandler } from './handler.js'
export {
  type LabelCheckGuard,
  type LabelCheckOptions,
  labelCheckHandler,
} from './label-check/handler.js'
export { faultFields } from './log/fault-fields.js'
export { jsonLogger } from './log/json-logger.js'
export { logRequests, type RequestLogOptions } from './log/log-requests.js'
export { type MetricsGuard, type MetricsOptions, metricsHandler } from './metrics/handler.js'
export { type NodeListener, type NodeListenerOptions, nodeListener } from './node-listener.js'
export type { ConsoleGuard, Handler, HandlerOptions, RequestOrigin } from './options.js'
export type { RateRule } from './rate-limit.js'
export { registerHandler } from './register/handler.js'
export type { RegisterGuard, RegisterOptions } from './register/options.js'
export { reportHandler } from './report/handler.js'
export type { ReportGuard, ReportOptions } from './report/options.js'
export { requestHandler } from './requests/handler.js'
export type { RequestGuard, RequestHandlerOptions } from './requests/options.js'
export { type ClientTimeouts, type RunningServer, type ServeOptions, serve } from './serve.js'
export type { SessionOptions } from './sessions.js'
export { type OneTimeSignIn, type OneTimeSignInOptions, oneTimeSignIn } from './sign-in.js'
export { verificationHandler } from './verification/handler.js'
export type { VerificationGuard, VerificationOptions } from './verification/options.js'
