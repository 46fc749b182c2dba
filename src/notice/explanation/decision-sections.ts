import { explanationTexts } from '../../i18n/explanation.js'
import type { Language } from '../../i18n/language.js'
import type { ExplanationFacts } from '../../review/explanation.js'
import type { ExplanationSection } from './explanation.js'
import { changesText, choiceText, criteriaText, reasonsText } from './words.js'

/** What the AI suggested, as stored. */
export function suggestionSection({ suggestion }: ExplanationFacts, lang: Language): ExplanationSection {
  return {
    part: 'suggestion',
    title: explanationTexts.text(lang, 'explain.suggestion'),
    paragraphs: [],
    values: [
      {
        caption: explanationTexts.text(lang, 'explain.suggestion.text'),
        value: suggestion,
        shaped: true,
      },
    ],
  }
}

/** What those who decided thought first. */
export function opinionSection({ opinions, decision }: ExplanationFacts, lang: Language): ExplanationSection {
  const { changeReasons = [] } = decision
  return {
    part: 'opinion',
    title: explanationTexts.text(lang, 'explain.opinion'),
    paragraphs: [
      ...(opinions.length === 0 ? [explanationTexts.text(lang, 'explain.opinion.none')] : []),
      ...opinions.flatMap(({ choice, seen, criteria = [] }) => [
        explanationTexts.text(lang, seen ? 'explain.opinion.after' : 'explain.opinion.before', {
          choice: choiceText(choice, lang),
        }),
        ...(criteria.length === 0
          ? []
          : [
              explanationTexts.text(lang, 'explain.opinion.criteria', {
                criteria: criteriaText(criteria, lang),
              }),
            ]),
      ]),
      ...(decision.changedMind
        ? [
            changeReasons.length === 0
              ? explanationTexts.text(lang, 'explain.opinion.changed')
              : explanationTexts.text(lang, 'explain.opinion.changed-why', {
                  reasons: changesText(changeReasons, lang),
                }),
          ]
        : []),
    ],
  }
}

/** The decision, its reasons in short, and what it changed. */
export function decisionSection(facts: ExplanationFacts, lang: Language): ExplanationSection {
  const { decision, contribution } = facts
  const { reasons = [], textForPerson, value, differences } = decision
  const values = [
    ...(textForPerson === undefined
      ? []
      : [
          {
            caption: explanationTexts.text(lang, 'explain.text-for-person'),
            value: textForPerson,
            shaped: false,
          },
        ]),
    ...(value === undefined
      ? []
      : [{ caption: explanationTexts.text(lang, 'explain.value'), value, shaped: true }]),
  ]
  return {
    part: 'decision',
    title: explanationTexts.text(lang, 'explain.decision'),
    paragraphs: [
      ...(reasons.length === 0
        ? []
        : [explanationTexts.text(lang, 'explain.reasons', { reasons: reasonsText(reasons, lang) })]),
      ...(contribution.degree === 'approved'
        ? [explanationTexts.text(lang, 'explain.differences.none')]
        : []),
      ...(value === undefined && contribution.degree !== 'approved'
        ? [explanationTexts.text(lang, 'explain.no-value')]
        : []),
    ],
    ...(values.length === 0 ? {} : { values }),
    ...(differences.length === 0 ? {} : { differences }),
  }
}
