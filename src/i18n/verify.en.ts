import type { Translation } from './translate.js'
import type { verifyFr } from './verify.fr.js'

/** The check of a decision, in English. */
export const verifyEn: Translation<typeof verifyFr> = {
  'verify.skip': 'Skip to content',
  'verify.error-prefix': 'Error:',
  'verify.languages': 'Language',
  'verify.title': 'Check a decision',
  'verify.lede':
    'You have received a decision prepared with AI. Check here that a person took it and that nothing was altered since.',
  'verify.field': 'Reference of the decision',
  'verify.hint': 'It is in your letter: 25 letters and digits. Spaces, dashes and lower case are accepted.',
  'verify.example': 'Example: {example}',
  'verify.submit': 'Check',
  'verify.again': 'Check another decision',
  'verify.privacy':
    'This page shows no personal data: not your name, not the officer’s, not what the decision says.',

  'verify.errors': 'There is something to correct',
  'verify.fault.empty': 'Enter the reference that is in your letter.',
  'verify.fault.characters': 'One character cannot be part of a reference. Compare with your letter.',
  'verify.fault.length': 'A reference has 25 letters and digits. Compare with your letter.',
  'verify.fault.check': 'At least one letter or digit is wrong. Compare with your letter.',

  'verify.verified.title': 'Decision verified',
  'verify.verified.text': {
    one: 'AI contributed to this decision. A person took it. Nothing was altered since.',
    other: 'AI contributed to this decision. {count} people took it. Nothing was altered since.',
  },
  'verify.verified.without-ai': {
    one: 'AI had prepared a suggestion. A person decided without it. Nothing was altered since.',
    other: 'AI had prepared a suggestion. {count} people decided without it. Nothing was altered since.',
  },
  'verify.unsigned.title': 'Decision recorded, proof on its way',
  'verify.unsigned.text':
    'A person took this decision. The proof will be ready within seconds: reload this page.',
  'verify.waiting.title': 'Decision not final yet',
  'verify.waiting.text':
    'A person has recorded a decision. The officer can still take it back until {moment}. Come back after that.',
  'verify.unknown.title': 'Unknown reference',
  'verify.unknown.text':
    'No decision in force bears this reference. Compare it with your letter. If it is right, the letter may not come from this service: report it to the service, without using the contact details in the letter.',
  'verify.broken.title': 'Decision not verifiable',
  'verify.broken.text':
    'What is recorded for this reference no longer matches what the journal proves. This does not say whether your decision is right.',
  'verify.broken.todo':
    'Keep your letter. Report this page to the service that wrote to you, with the reference. Your time limits for appeal keep running.',
  'verify.limited.title': 'Too many checks',
  'verify.limited.text': {
    one: 'Too many references were checked in a short time. Try again in {count} minute.',
    other: 'Too many references were checked in a short time. Try again in {count} minutes.',
  },
  'verify.failed.title': 'No check possible for now',
  'verify.failed.text':
    'The service does not answer. This says nothing about your decision. Try again in a few minutes. Incident reference: {incident}',

  'verify.erased': 'The texts of this decision were erased on {day}. The journal still proves what follows.',
  'verify.facts': 'What the journal says of it',
  'verify.ai': 'Part of the AI',
  'verify.ai.approved': 'It prepared a suggestion, which the officer kept.',
  'verify.ai.amended': 'It prepared a suggestion, which the officer kept with changes.',
  'verify.ai.rejected': 'It prepared a suggestion, which the officer set aside.',
  'verify.ai.without-ai': 'It had prepared a suggestion, which the officer did not see.',
  'verify.person': 'Who decided',
  'verify.person.role': {
    one: 'One person (role: {role})',
    other: '{count} people (role: {role})',
  },
  'verify.decided-at': 'Date of the decision',
  'verify.effective-at': 'In effect from',
  'verify.system': 'AI system',
  'verify.system.version': '{name}, version {version}',
  'verify.reference': 'Reference',

  'verify.rights': 'Your rights',
  'verify.rights.explanation':
    'You can ask for the rules of this system and the main characteristics of how it was applied in your case, giving this reference (French code on relations between the public and the administration, articles L. 311-3-1, R. 311-3-1-1 and R. 311-3-1-2).',
  'verify.rights.cada':
    'Without an answer one month after your request was received, you have two months to apply to the Commission d’accès aux documents administratifs (www.cada.fr).',
  'verify.rights.data': 'You can have your data corrected.',
  'verify.rights.contest': 'To contest the decision, follow the ways and time limits written in your letter.',

  'verify.proof': 'Proof',
  'verify.proof.text':
    'The decision is entry {index} of the journal “{origin}”. This journal is signed and has {size} entries: changing a single one of them would show.',
  'verify.proof.download': 'Download the proof (JSON)',
  'verify.proof.script': 'Download the verification script',
  'verify.proof.offline': 'Verify the proof without this site',
  'verify.proof.step.files': 'Download the proof and the script. The script is short: read it.',
  'verify.proof.step.key':
    'Compare the public key below with the one that the administration publishes elsewhere. This page cannot vouch for itself.',
  'verify.proof.step.run': 'In a terminal where Node.js is installed, type:',
  'verify.proof.key': 'Public key of the journal',

  'verify.letter.title': 'Check this decision',
  'verify.letter.text': 'A person took this decision. To check that nothing was altered since: {page}',
  'verify.letter.reference': 'Reference to enter: {reference}',
  'verify.letter.code': 'QR code: opens {page} with this reference',
}
