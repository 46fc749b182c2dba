import type { problemsFr } from './problems.fr.js'
import type { Translation } from './translate.js'

/** What became of problems that agents reported, in English. */
export const problemsEn: Translation<typeof problemsFr> = {
  'nav.problems': 'Problem reports',
  'problems.lede': 'What officers report of the AI, and what becomes of it. Each step is in the journal.',
  'problems.altered': 'Altered reports',
  'problems.altered.text':
    'These reports were changed in the database, outside this software: nothing they say can be trusted. Tell whoever looks after the server.',
  'problems.open': 'Reports to handle',
  'problems.none-open': 'No report waits for an answer.',
  'problems.closed': 'Handled reports',
  'problems.none-closed': 'No report has been handled yet.',
  'problems.mine': 'My reports',
  'problems.none-mine':
    'You have reported nothing. On the page of a case, “Report a problem with the AI” tells those in charge of the system.',
  'problems.fixed': 'Put right in {month} thanks to reports',
  'problems.none-fixed': 'Nothing was put right yet, this month or last month.',
  'problems.column.problem': 'Problem',
  'problems.column.system': 'System',
  'problems.column.status': 'Status',
  'problems.item': '{kind}, {moment}',
  'problems.urgent': 'Suspension asked for',
  'problems.since': '{status}, {day}',
  'problems.status.received': 'Received',
  'problems.status.analysed': 'Analysed',
  'problems.status.fixed': 'Put right',
  'problems.status.dismissed': 'No action',
  'problems.title': 'Report: {kind}',
  'problems.reported-on': 'Reported on',
  'problems.who-mine': 'You sent this report.',
  'problems.case': 'Open the case',
  'problems.text': 'What is reported',
  'problems.erased': 'The text was erased with the case.',
  'problems.answer': 'Answer',
  'problems.answered-on': '{moment}, {role}.',
  'problems.handle': 'Move the report on',
  'problems.next': 'New status',
  'problems.answer-label': 'Answer to whoever reported',
  'problems.answer-hint':
    'Short, and required for “Put right” and “No action”. Write no name and no case number.',
  'problems.record': 'Record',
  'problems.recorded': 'The status of the report is recorded.',
  'problems.changed-before':
    'This report changed meanwhile: what you typed is not recorded. Read it again, then start over.',
  'problems.error.status': 'Choose the new status.',
  'problems.error.answer': 'Write a short answer: whoever reported must know why.',
  'problems.back': 'Back to the reports',
  'problems.follow': 'Follow my reports',
  'problems.counts':
    'Received: {received}. Analysed: {analysed}. Put right: {fixed}. No action: {dismissed}.',
}
