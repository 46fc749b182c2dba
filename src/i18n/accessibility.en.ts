import type { accessibilityFr } from './accessibility.fr.js'
import type { Translation } from './translate.js'

/** The accessibility statement and its mention in the footer of every page, in English. */
export const accessibilityEn: Translation<typeof accessibilityFr> = {
  'accessibility.total': 'Accessibility: fully conforming',
  'accessibility.partial': 'Accessibility: partially conforming',
  'accessibility.none': 'Accessibility: not conforming',
  'accessibility.title': 'Accessibility statement',
  'accessibility.law':
    'French law asks that everybody can use the online services of administrations (article 47 of law no. 2005-102 of 11 February 2005 and decree no. 2019-768 of 24 July 2019).',
  'accessibility.scope.console': 'This page is about the decision console of {authority}.',
  'accessibility.scope.register':
    'This page is about the AI register of {authority}, its forms and its annual report.',
  'accessibility.scope.verification':
    'This page is about the page where decisions of {authority} are checked.',
  'accessibility.state': 'Conformance',
  'accessibility.state.total':
    'These pages fully conform to the French accessibility standard (RGAA), version 4.1.',
  'accessibility.state.partial':
    'These pages partially conform to the French accessibility standard (RGAA), version 4.1. What is not accessible is said below.',
  'accessibility.state.none':
    'These pages do not conform to the French accessibility standard (RGAA), version 4.1.',
  'accessibility.undeclared':
    '{authority} has declared nothing about these pages. Without a measurement that is still valid, the rule is to call them not conforming.',
  'accessibility.expired':
    'The statement of {day} is more than three years old and no longer holds. Without a measurement that is still valid, the rule is to call these pages not conforming.',
  'accessibility.results': 'Test results',
  'accessibility.audit': 'Audit of {day} by {by}: {rate}% of the RGAA criteria are met.',
  'accessibility.no-audit': 'No audit was made. There is no result to give.',
  'accessibility.not-accessible': 'What is not accessible',
  'accessibility.all-accessible': 'The audit found nothing that is not accessible.',
  'accessibility.not-known': 'There is no list yet.',
  'accessibility.established': 'When this statement was made',
  'accessibility.established-on': 'Statement made on {day}.',
  'accessibility.not-established': 'This statement has not been made yet.',
  'accessibility.contact': 'Report a problem, ask for another form',
  'accessibility.contact-text':
    'You cannot read or use a page? Say so: you will be shown another accessible form, or given the content in another way.',
  'accessibility.contact-email': 'Write to {email}',
  'accessibility.contact-form': 'Write by the contact form',
  'accessibility.contact-none': 'Turn to {authority} in the usual ways: phone, post or reception desk.',
  'accessibility.appeal': 'How to appeal',
  'accessibility.appeal-text':
    'You have reported a fault that keeps you from a content or a service, and had no satisfactory answer? You can:',
  'accessibility.appeal-form': 'write to the French Defender of Rights',
  'accessibility.appeal-delegate': 'meet a delegate of the Defender of Rights near you',
  'accessibility.appeal-post':
    'send a letter, free of charge, without a stamp: Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07',
  'accessibility.back': 'Back',
}
