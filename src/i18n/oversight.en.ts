import type { oversightFr } from './oversight.fr.js'
import type { Translation } from './translate.js'

/** Why somebody gives their opinion first, and how that is asked of a system, in English. */
export const oversightEn: Translation<typeof oversightFr> = {
  'oversight.raised.new-agent': {
    one: 'You are new on this system: your opinion first on your first case.',
    other: 'You are new on this system: your opinion first on your first {count} cases.',
  },
  'oversight.raised.second-opinion':
    'A second opinion is asked for: give yours before you see the suggestion.',
  'oversight.raised.model-changed':
    'The model of this system has changed: your opinion first until {moment}.',
  'oversight.raised.alert': 'The figures of this system call for another look: your opinion first meanwhile.',
  'oversight.raised.by-hand':
    'The AI operations committee asks for the officers’ opinion first on this system: give yours before you see the suggestion.',
  'oversight.raised.unreadable': 'The rule of this system could not be read: your opinion first, to be safe.',
  'oversight.title': 'Officers’ opinion first',
  'oversight.altered':
    'The rule of this system is no longer as it was recorded: the officers’ opinion comes first on every case. Tell the operator.',
  'oversight.own': 'Each use keeps the mode of its record.',
  'oversight.own-first': 'Every use of the record asks for the officer’s opinion first already.',
  'oversight.standing': 'Asked for on all cases reserved since {moment}',
  'oversight.standing.alert': 'Alert: {alert}. For the agenda of the AI operations committee.',
  'oversight.model': 'The model has changed: asked for on all cases until {moment}.',
  'oversight.reason': 'Reason (mode of oversight)',
  'oversight.raise': 'Ask for the opinion first',
  'oversight.raise-named': 'Ask for the opinion first for {system}',
  'oversight.lift': 'Lift the request',
  'oversight.lift-named': 'Lift the request for the opinion first for {system}',
  'oversight.done.raised': 'The officer’s opinion comes first on cases reserved from now on.',
  'oversight.done.lifted': 'The declared modes hold again for cases reserved from now on.',
  'oversight.history': 'History of requests for the opinion first',
  'oversight.history.raised': 'Asked for on {moment} by {name}',
  'oversight.history.alert': 'Asked for on {moment} by an alert: {alert}',
  'oversight.history.lifted': 'Lifted on {moment} by {name}',
}
