import { explanationTexts } from '../../i18n/explanation.js'
import { formatList, formatMoment } from '../../i18n/format.js'
import type { Language } from '../../i18n/language.js'
import { safeUrl } from '../../internal/html.js'
import { visibleLine } from '../../internal/visible-text.js'
import type { ExplainedStep, ExplanationFacts } from '../../review/explanation.js'
import { withoutFullStop } from '../inline.js'
import type { ExplainedValue, ExplanationSection } from './explanation.js'
import { choiceText } from './words.js'

/** Degree and mode of contribution. */
export function contributionSection(facts: ExplanationFacts, lang: Language): ExplanationSection {
  const { contribution, declared } = facts
  const roles = formatList(lang, contribution.roles.map(visibleLine))
  return {
    part: 'contribution',
    title: explanationTexts.text(lang, 'explain.contribution'),
    paragraphs: [
      degree(facts, lang),
      explanationTexts.text(lang, 'explain.people', { count: contribution.people, roles }),
      explanationTexts.text(lang, 'explain.no-effect'),
      mode(facts, lang),
      ...(declared?.action === undefined
        ? []
        : [explanationTexts.text(lang, 'explain.action', { action: sentence(declared.action) })]),
      ...(declared?.purpose === undefined
        ? []
        : [explanationTexts.text(lang, 'explain.purpose', { purpose: sentence(declared.purpose) })]),
    ],
  }
}

function degree({ contribution, decision }: ExplanationFacts, lang: Language): string {
  switch (contribution.degree) {
    case 'approved':
      return explanationTexts.text(lang, 'explain.degree.approved')
    case 'amended':
      return explanationTexts.text(lang, 'explain.degree.amended', { count: decision.differences.length })
    case 'rejected':
      return explanationTexts.text(lang, 'explain.degree.rejected')
    case 'without-ai':
      return explanationTexts.text(lang, 'explain.degree.without-ai')
  }
}

function mode({ contribution }: ExplanationFacts, lang: Language): string {
  switch (contribution.mode) {
    case 'decide-first':
      return explanationTexts.text(lang, 'explain.mode.decide-first')
    case 'on-request':
      return explanationTexts.text(lang, 'explain.mode.on-request')
    case 'shown':
      return explanationTexts.text(lang, 'explain.mode.shown')
  }
}

/** Data processed, and their sources. */
export function dataSection(facts: ExplanationFacts, lang: Language): ExplanationSection {
  const { declared, input } = facts
  const items = (declared?.data ?? []).map(({ name, source, personal }) =>
    explanationTexts.text(lang, personal ? 'explain.data.personal' : 'explain.data.item', {
      name: sentence(name),
      source: sentence(source),
    }),
  )
  return {
    part: 'data',
    title: explanationTexts.text(lang, 'explain.data'),
    paragraphs: [
      recordNote(facts, lang),
      ...(declared !== undefined && items.length === 0
        ? [explanationTexts.text(lang, 'explain.data.undeclared')]
        : []),
      ...(input?.placeholders === true ? [explanationTexts.text(lang, 'explain.placeholders')] : []),
    ],
    ...(items.length === 0 ? {} : { items }),
    values: inputValues(facts, lang),
  }
}

function inputValues({ input, caseData }: ExplanationFacts, lang: Language): readonly ExplainedValue[] {
  const value = (caption: string, of: ExplainedValue['value']): ExplainedValue => ({
    caption,
    value: of,
    shaped: false,
  })
  if (input === undefined) return [value(explanationTexts.text(lang, 'explain.input.unknown'), caseData)]
  if (input.from === 'case') return [value(explanationTexts.text(lang, 'explain.input.case'), caseData)]
  return [
    value(explanationTexts.text(lang, 'explain.input.texts'), input.texts),
    value(explanationTexts.text(lang, 'explain.input.beside'), caseData),
  ]
}

/** Parameters and weights. What a trained model cannot tell is said to be unknown. */
export function parametersSection(facts: ExplanationFacts, lang: Language): ExplanationSection {
  const { system, declared } = facts
  const { name, supplier, version, nature } = system.model
  const model = { name: visibleLine(name), supplier: visibleLine(supplier) }
  const rules = system.recordUrl === undefined ? undefined : safeUrl(system.recordUrl)
  const say = explanationTexts.text
  return {
    part: 'parameters',
    title: say(lang, 'explain.parameters'),
    paragraphs: [
      say(lang, nature === 'trained' ? 'explain.weights.trained' : 'explain.weights.algorithm'),
      ...(nature === 'trained'
        ? [say(lang, 'explain.instructions', { version: visibleLine(system.version) })]
        : []),
      recordNote(facts, lang),
    ],
    items: [
      version === undefined
        ? say(lang, 'explain.model', model)
        : say(lang, 'explain.model.version', { ...model, version: visibleLine(version) }),
      ...(declared === undefined
        ? []
        : [
            say(lang, 'explain.kind', { kind: sentence(declared.kind) }),
            say(lang, 'explain.declared', { parameters: sentence(declared.parameters) }),
            say(lang, 'explain.hosting', { hosting: sentence(declared.hosting) }),
            ...declared.limits.map((limit) => say(lang, 'explain.limits', { limit: sentence(limit) })),
          ]),
      ...(rules === undefined ? [] : [say(lang, 'explain.rules', { url: rules })]),
    ],
  }
}

function recordNote({ record, declared }: ExplanationFacts, lang: Language): string {
  switch (record) {
    case 'same':
      return explanationTexts.text(lang, 'explain.record.same')
    case 'changed':
      return explanationTexts.text(lang, 'explain.record.changed', {
        version: visibleLine(declared?.version ?? ''),
      })
    case 'gone':
      return explanationTexts.text(lang, 'explain.record.gone')
  }
}

/** Operations, of the AI, of the checks and of people, in the order of time. */
export function operationsSection({ findings, steps }: ExplanationFacts, lang: Language): ExplanationSection {
  return {
    part: 'operations',
    title: explanationTexts.text(lang, 'explain.operations'),
    paragraphs:
      findings.length === 0
        ? [explanationTexts.text(lang, 'explain.checks.none')]
        : [...new Set(findings.map(({ message }) => message[lang]))].map((finding) =>
            explanationTexts.text(lang, 'explain.checks.found', { finding: visibleLine(finding) }),
          ),
    items: steps.map((step) => stepText(step, lang)),
    ordered: true,
  }
}

function stepText(step: ExplainedStep, lang: Language): string {
  const moment = formatMoment(lang, new Date(step.at))
  const say = explanationTexts.text
  switch (step.kind) {
    case 'suggested':
      return say(lang, 'explain.step.suggested', { moment })
    case 'opinion':
      return say(lang, step.seen ? 'explain.step.opinion-after' : 'explain.step.opinion-before', {
        moment,
        choice: choiceText(step.choice, lang),
      })
    case 'shown':
      return say(lang, 'explain.step.shown', { moment })
    case 'second-opinion':
      return say(lang, 'explain.step.second-opinion', { moment })
    case 'second-opinion-drawn':
      return say(lang, 'explain.step.second-opinion-drawn', { moment })
    case 'escalated':
      return say(lang, 'explain.step.escalated', { moment })
    case 'taken-over':
      return say(lang, 'explain.step.taken-over', { moment })
    case 'stale':
      return say(lang, 'explain.step.stale', { moment })
    case 'reported':
      return say(lang, 'explain.step.reported', { moment })
    case 'decided':
      return say(lang, 'explain.step.decided', { moment, role: visibleLine(step.role) })
    case 'effective':
      return say(lang, 'explain.step.effective', { moment })
  }
}

/** A text of the record on one line, to stand at the end of a sentence. */
function sentence(text: string): string {
  return withoutFullStop(visibleLine(text))
}
