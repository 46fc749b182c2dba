import { explanationTexts } from '../../i18n/explanation.js'
import { formatMoment } from '../../i18n/format.js'
import type { Language } from '../../i18n/language.js'
import { visibleLine } from '../../internal/visible-text.js'
import type { ExplanationFacts } from '../../review/explanation.js'
import { decisionSection, opinionSection, suggestionSection } from './decision-sections.js'
import type { Explanation } from './explanation.js'
import { rightsSection } from './rights-section.js'
import { contributionSection, dataSection, operationsSection, parametersSection } from './system-sections.js'

/** Says facts of a decision in plain words. Each sentence stands only where a fact makes it true. */
export function explainDecision(facts: ExplanationFacts, lang: Language): Explanation {
  return {
    lang,
    facts,
    title: explanationTexts.text(lang, 'explain.title'),
    intro: explanationTexts.text(lang, 'explain.intro'),
    heading: heading(facts, lang),
    sections: [
      contributionSection(facts, lang),
      dataSection(facts, lang),
      parametersSection(facts, lang),
      operationsSection(facts, lang),
      suggestionSection(facts, lang),
      opinionSection(facts, lang),
      decisionSection(facts, lang),
      rightsSection(facts, lang),
    ],
  }
}

function heading(facts: ExplanationFacts, lang: Language): Explanation['heading'] {
  const { administration, subject, reference, system, decision } = facts
  const rows: readonly (readonly [string, string] | undefined)[] = [
    [explanationTexts.text(lang, 'explain.administration'), visibleLine(administration)],
    subject === undefined ? undefined : [explanationTexts.text(lang, 'explain.case'), visibleLine(subject)],
    reference === undefined ? undefined : [explanationTexts.text(lang, 'explain.reference'), reference],
    [
      explanationTexts.text(lang, 'explain.system'),
      explanationTexts.text(lang, 'explain.system.version', {
        name: visibleLine(system.name),
        version: visibleLine(system.version),
      }),
    ],
    [explanationTexts.text(lang, 'explain.effective'), formatMoment(lang, new Date(decision.effectiveAt))],
  ]
  return rows.filter((row) => row !== undefined).map(([term, value]) => ({ term, value }))
}
