import type { notificationFr } from './notification.fr.js'
import type { Translation } from './translate.js'

/** E-mails to agents and supervisors, in English. */
export const notificationEn: Translation<typeof notificationFr> = {
  'mail.due-soon.subject': 'Deadline near: a case waits for a decision',
  'mail.due-soon.text': 'A case of the system “{system}” waits for a decision by {moment} at the latest.',
  'mail.due-soon-holder.subject': 'Deadline near: your case waits for a decision',
  'mail.due-soon-holder.text':
    'A case of the system “{system}” that you are working on waits for a decision by {moment} at the latest. If you cannot finish it, give it back to the queue.',
  'mail.escalated.subject': 'A case is handed to you for decision',
  'mail.escalated.text':
    'A case of the system “{system}” is handed to the supervisors. It is due on {moment}.',
  'mail.reported-urgent.subject': 'Suspension asked for: a serious problem is reported',
  'mail.reported-urgent.text':
    'An officer reported a problem with the system “{system}” and asks that it be suspended. Read the report, then suspend the system or answer.',
  'mail.taken-over.subject': 'A supervisor has taken over one of your cases',
  'mail.taken-over.text':
    'A supervisor has taken over a case of the system “{system}” that you had reserved. Their reason is in the case. What you typed is kept.',
  'mail.too-few-people.subject': 'Too few authorised people',
  'mail.too-few-people.text':
    'The system “{system}” no longer has enough authorised people in the role “{role}”. Renew or add authorisations.',
  'mail.figures-alert.subject': 'For the agenda of the AI committee',
  'mail.figures-alert.text':
    'The figures of the last four weeks of the system “{system}” call for a look: {what}. They are about the system, not about people. For the agenda of the next AI committee.',
  'mail.alert.systematic': 'nearly systematic approval',
  'mail.alert.useless': 'usefulness to be looked at again',
  'mail.alert.anchored': 'possible anchoring',
  'mail.reference': 'Reference: {reviewId}',
  'mail.open': 'Open the console: {url}',
  'mail.without-ai': 'The case can always be decided without the AI.',
  'mail.machine': 'Automatic message. It contains no data of the case.',
}
