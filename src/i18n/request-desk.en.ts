import type { requestDeskFr } from './request-desk.fr.js'
import type { Translation } from './translate.js'

/** Requests of the public in the console, in English. */
export const requestDeskEn: Translation<typeof requestDeskFr> = {
  'nav.requests': 'Requests for explanation',
  'requests.lede':
    'What people ask or say about the systems. A request for an explanation is answered in the time shown, even if the decision is old.',
  'requests.altered': 'Altered requests',
  'requests.altered.text':
    'These requests were changed in the database, outside this software: nothing they say can be trusted. Tell whoever looks after the server. Somebody may be waiting for an answer.',
  'requests.open': 'To answer',
  'requests.none-open': 'No request waits for an answer.',
  'requests.feedback': 'Opinions received',
  'requests.none-feedback': 'No opinion was received.',
  'requests.answered': 'Answered requests',
  'requests.none-answered': 'No request has an answer yet.',
  'requests.shown': 'The first {count} are shown, of {all}.',
  'requests.column.request': 'Request',
  'requests.column.system': 'System',
  'requests.column.due': 'Due',
  'requests.column.answered': 'Answer',
  'requests.item': 'Request of {moment}',
  'requests.feedback-item': 'Opinion of {moment}',
  'requests.late': 'Late',
  'requests.by': '{day}, {role}',
  'requests.due': 'To be answered by {day}',
  'requests.was-due': 'Late: to be answered by {day}',
  'requests.number': 'Number',
  'requests.name': 'Name',
  'requests.email': 'E-mail address',
  'requests.address': 'Postal address',
  'requests.language': 'Language of the answer',
  'requests.language.fr': 'French',
  'requests.language.en': 'English',
  'requests.reference': 'Reference of the decision',
  'requests.case': 'Open the case',
  'requests.explain': 'Prepare the individual explanation',
  'requests.no-case':
    'This reference leads to no case that you may open. Compare it with the letter, or pass the request on to somebody authorised.',
  'requests.no-reference': 'No reference was given: look for the case from the request.',
  'requests.text': 'Text',
  'requests.answer': 'Answer',
  'requests.answer-label': 'Answer sent to the person',
  'requests.answer-hint':
    'Send the answer first, by letter or e-mail. Copy it or sum it up here: recording it stops the clock and cannot be changed.',
  'requests.answer-missing': 'Write the answer that was sent to the person.',
  'requests.record': 'Record the answer',
  'requests.recorded': 'The answer is recorded.',
  'requests.answered-before': 'An answer had been recorded already: yours did not replace it.',
  'requests.answered-on': 'Recorded on {moment} by {name} ({role}).',
  'requests.back': 'Back to the requests',
}
