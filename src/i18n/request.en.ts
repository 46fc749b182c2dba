import type { requestFr } from './request.fr.js'
import type { Translation } from './translate.js'

/** The forms by which people ask for an explanation or say what they think, in English. */
export const requestEn: Translation<typeof requestFr> = {
  'request.skip': 'Skip to content',
  'request.error-prefix': 'Error:',
  'request.languages': 'Language',
  'request.footer':
    'What you write is encrypted and read by the officers in charge of this system only. It is used to answer you, and for nothing else.',
  'request.back': 'Back to this system’s page',
  'request.system': 'AI system: {name}',
  'request.optional': '{label} (optional)',

  'request.explanation.title': 'Ask for an explanation',
  'request.explanation.lede':
    'You can ask how an AI contributed to a decision about you. An officer answers you by {day} at the latest if you send your request today.',
  'request.explanation.law':
    'This is a right: French code of relations between the public and the administration, articles L. 311-3-1 and R. 311-3-1-2.',
  'request.wish': 'What do you want?',
  'request.wish.understand': 'To understand my decision',
  'request.wish.rules': 'To get the rules',
  'request.wish.agent': 'To speak to an officer',
  'request.wish.error': 'To report an error',
  'request.name': 'Your first and last name',
  'request.contact': 'Where to answer you',
  'request.contact-hint': 'Give what it takes to reach you: an address or a phone number.',
  'request.email': 'E-mail address',
  'request.email-hint': 'Example: firstname.lastname@example.org',
  'request.address': 'Postal address',
  'request.channel': 'How do you want the answer?',
  'request.channel.email': 'By e-mail',
  'request.channel.post': 'By post',
  'request.channel.phone': 'By phone',
  'request.channel.desk': 'At the desk, with the number of my request',
  'request.phone': 'Phone',
  'request.reference': 'Reference of the decision',
  'request.reference-hint':
    'It is in your letter: 25 letters and digits. It lets the officer find your case.',
  'request.text': 'Your request',
  'request.text-hint':
    'Say what you want to understand. Without a reference, also say which decision it is about. {count} characters at most. Write nothing about your health or about other people unless it is needed.',
  'request.explanation.send': 'Send my request',

  'request.feedback.title': 'Give your opinion',
  'request.feedback.lede':
    'Say what you think of this AI: what helps, what is in the way, what worries you. The officers in charge of this system read every opinion, without answering.',
  'request.feedback.text': 'Your opinion',
  'request.feedback.text-hint':
    'It is anonymous: write neither your name nor your case number. {count} characters at most.',
  'request.feedback.send': 'Send my opinion',

  'request.errors': { one: '{count} error to correct', other: '{count} errors to correct' },
  'request.error.name': 'Write your first and last name.',
  'request.error.contact': 'Write an address or a phone number for the answer, or choose the desk.',
  'request.error.email': 'Correct the e-mail address: it looks like firstname.lastname@example.org.',
  'request.error.address': 'Write the postal address to send the answer to.',
  'request.error.phone': 'Write a phone number, for example 05 00 00 00 00.',
  'request.error.reference':
    'Correct the reference, or leave this field empty: it has 25 letters and digits, as in your letter.',
  'request.error.text': 'Write your request.',
  'request.error.feedback': 'Write your opinion.',
  'request.error.long': 'This text is too long: {count} characters at most.',
  'request.error.unreadable': 'A character cannot be stored: write this text again.',
  'request.expired':
    'This page had been open for too long. Nothing is lost, nothing is sent: read it again and send it once more.',

  'request.received.title': 'Request received',
  'request.received.text':
    'We received your request on {day}. An officer answers you by {due} at the latest.',
  'request.received.number': 'Number of your request',
  'request.received.keep': 'Write this number down or print this page: it proves your request.',
  'request.received.then': 'Without an answer',
  'request.received.cada':
    'Without an answer one month after your request was received, you have two months to turn to the French commission on access to administrative documents (www.cada.fr).',
  'request.received.appeal':
    'This request does not extend the time you have to contest the decision: it is written in your letter.',
  'request.thanks.title': 'Opinion received',
  'request.thanks.text': 'Thank you. The officers in charge of this system will read your opinion.',

  'request.unknown.title': 'Page not found',
  'request.unknown.text': 'There is no system at this address.',
  'request.limited.title': 'Sent too often',
  'request.limited.text': {
    one: 'Too many messages were sent in a short time. Try again in {count} minute. Your text is still in the previous page.',
    other:
      'Too many messages were sent in a short time. Try again in {count} minutes. Your text is still in the previous page.',
  },
  'request.large.title': 'Not accepted',
  'request.large.text':
    'What was sent is not this form, or is larger than it can be. Go back to the previous page.',
  'request.failed.title': 'Cannot be sent at the moment',
  'request.failed.text':
    'The service does not answer: your message is not stored. Go back to the previous page and try again in a few minutes. Reference of the incident: {incident}',
}
