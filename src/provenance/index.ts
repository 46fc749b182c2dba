/**
 * Labels: what an output is, who made it and whether a person has looked at it, signed and carried with it.
 *
 * @module
 */
export type { SigningKey, VerifyingKey } from '../internal/signing-key.js'
export { importVerifyingKey } from '../internal/signing-key.js'
export { type AiDisclosure, formatAiDisclosure, parseAiDisclosure } from './carriers/ai-disclosure.js'
export {
  embedInHtml,
  extractFromHtml,
  type HtmlLabelOptions,
  type LabelledHtml,
  labelHtml,
} from './carriers/html.js'
export {
  AI_DISCLOSURE_HEADER,
  extractFromHeaders,
  type HeaderSource,
  LABEL_HEADER,
  type LabelHeaderOptions,
  labelHeaders,
} from './carriers/http-header.js'
export { embedInJson, extractFromJson, type LabelledJson } from './carriers/json.js'
export { embedInText, extractFromText, type LabelledText, type TextLabelOptions } from './carriers/text.js'
export { contentDigest } from './content-digest.js'
export { createLabel, type LabelInput } from './create-label.js'
export type { DigitalSourceType, HumanReview, Label, LabelClaims } from './label.js'
export { labelMention } from './mention.js'
export { SHORTEST_FINGERPRINT, type TextFingerprint, textFingerprint } from './text-fingerprint.js'
export { type VerifyLabelOptions, verifyLabel } from './verify-label.js'
export { type AiDisclosureMode, VOCABULARIES, type Vocabularies } from './vocabularies.js'
