import type { explanationFr } from './explanation.fr.js'
import type { Translation } from './translate.js'

/** The individual explanation of a decision, in English. */
export const explanationEn: Translation<typeof explanationFr> = {
  'explain.title': 'Individual explanation',
  'explain.intro':
    'This document explains how AI contributed to the decision. It is made from what was recorded at the time (French code on relations between the public and the administration, article R. 311-3-1-2).',
  'explain.named': '{name}: {value}',
  'explain.administration': 'Administration',
  'explain.case': 'Case',
  'explain.reference': 'Reference of the decision',
  'explain.system': 'AI system',
  'explain.system.version': '{name}, version {version}',
  'explain.effective': 'Decision in force since',

  'explain.contribution': 'The part of the AI in the decision',
  'explain.degree.approved': 'The decision keeps the AI’s suggestion as it is.',
  'explain.degree.amended': {
    one: 'The decision keeps the AI’s suggestion with {count} change.',
    other: 'The decision keeps the AI’s suggestion with {count} changes.',
  },
  'explain.degree.rejected': 'The decision does not keep the AI’s suggestion: it was set aside.',
  'explain.degree.without-ai': 'The decision was taken without the AI’s suggestion being shown.',
  'explain.people': {
    one: 'One person decided (role: {roles}).',
    other: '{count} people decided (role: {roles}).',
  },
  'explain.no-effect': 'Without this decision, the suggestion would have had no effect.',
  'explain.mode.decide-first':
    'The rule of this system: the officer gives an opinion before seeing the suggestion.',
  'explain.mode.on-request': 'The rule of this system: the officer sees the suggestion on request.',
  'explain.mode.shown': 'The rule of this system: the officer sees the suggestion when opening the case.',
  'explain.action': 'What the AI does: {action}',
  'explain.purpose': 'What it is for: {purpose}',

  'explain.data': 'The data processed and their sources',
  'explain.data.item': '{name} (source: {source})',
  'explain.data.personal': '{name} (personal data; source: {source})',
  'explain.data.undeclared': 'The system’s record declares no data.',
  'explain.input.case': 'The AI and the officer read the same data of the case:',
  'explain.input.texts': 'What was given to the AI:',
  'explain.input.beside': 'Data of the case read by the officer:',
  'explain.input.unknown':
    'What was given to the AI was not recorded apart. Data of the case read by the officer:',
  'explain.placeholders':
    'Before anything was sent to the AI, personal data were replaced by placeholders, then put back in its answer.',

  'explain.parameters': 'The parameters and their weights',
  'explain.model': 'Model: {name} ({supplier})',
  'explain.model.version': 'Model: {name}, version {version} ({supplier})',
  'explain.instructions':
    'The instructions given to the AI are part of version {version} of the system. An instruction that changes makes another version.',
  'explain.kind': 'Type of AI: {kind}',
  'explain.hosting': 'Hosting: {hosting}',
  'explain.declared': 'Declared parameters: {parameters}',
  'explain.limits': 'Known limit: {limit}',
  'explain.weights.trained':
    'This model is trained. Its internal parameters do not allow to say what weight each piece of information had in your case: none is therefore given here.',
  'explain.weights.algorithm':
    'This system follows written rules, without learning. No weight of your own case was recorded: none is therefore given here.',
  'explain.rules': 'Published rules: {url}',
  'explain.record.same': 'The system’s record is the one that applied to this decision.',
  'explain.record.changed':
    'The system’s record has changed since. What comes from the record is given as it is now (version {version}).',
  'explain.record.gone':
    'The system’s record is no longer in this software. Only what was recorded with the decision is given.',

  'explain.operations': 'The operations performed',
  'explain.checks.none': 'The automatic checks reported nothing.',
  'explain.checks.found': 'Reported by an automatic check: {finding}',
  'explain.step.suggested': '{moment}: the AI produced a suggestion. It waited for a person’s decision.',
  'explain.step.opinion-before':
    '{moment}: an officer gave an opinion, before seeing the suggestion: {choice}.',
  'explain.step.opinion-after':
    '{moment}: an officer gave an opinion, after seeing the suggestion: {choice}.',
  'explain.step.shown': '{moment}: the suggestion was shown to an officer.',
  'explain.step.second-opinion': '{moment}: an officer asked that somebody else decide too.',
  'explain.step.second-opinion-drawn':
    '{moment}: the case was drawn by lot, so that two people decide on it.',
  'explain.step.escalated': '{moment}: the case was handed to a supervisor.',
  'explain.step.taken-over': '{moment}: a supervisor took the case over.',
  'explain.step.stale': '{moment}: the case changed. The suggestion could no longer be kept.',
  'explain.step.reported': '{moment}: an officer reported a problem in the suggestion.',
  'explain.step.decided': '{moment}: a person decided (role: {role}).',
  'explain.step.effective': '{moment}: the decision took effect.',

  'explain.suggestion': 'What the AI suggested',
  'explain.suggestion.text': 'Text produced by AI. It may contain errors and is not the decision.',

  'explain.opinion': 'The officer’s first opinion',
  'explain.opinion.before': 'Before seeing the suggestion: {choice}.',
  'explain.opinion.after': 'After seeing the suggestion: {choice}.',
  'explain.opinion.criteria': 'Criteria verified then: {criteria}.',
  'explain.opinion.criterion': '{criterion} ({answer})',
  'explain.opinion.none': 'No opinion was recorded before the decision.',
  'explain.opinion.changed': 'The officer then changed their mind.',
  'explain.opinion.changed-why': 'The officer then changed their mind. Reason given: {reasons}.',

  'explain.decision': 'The decision and how it differs from the suggestion',
  'explain.reasons': 'What counted: {reasons}.',
  'explain.text-for-person': 'What the officer wrote to you:',
  'explain.value': 'Content of the decision:',
  'explain.differences': 'Differences from the suggestion:',
  'explain.differences.none': 'No difference from the suggestion.',
  'explain.no-value': 'The decision keeps no content of the suggestion.',
  'explain.before': 'suggestion',
  'explain.after': 'decision',

  'explain.rights': 'Your rights',
  'explain.rights.contest':
    'To contest the decision, follow the ways and time limits written in your letter.',
  'explain.rights.cada':
    'If this answer is not enough, you can apply to the Commission d’accès aux documents administratifs (www.cada.fr) within two months.',
  'explain.rights.notes': 'The internal notes of officers are not in this document.',
}
