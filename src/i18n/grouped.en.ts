import type { groupedFr } from './grouped.fr.js'
import type { Translation } from './translate.js'

/** Grouped processing: several decisions in one form, in English. */
export const groupedEn: Translation<typeof groupedFr> = {
  'grouped.link': 'Decide several cases',
  'grouped.link-detail': {
    one: '{count} case that you have opened: {name}',
    other: '{count} cases that you have opened: {name}',
  },
  'grouped.title': 'Decide several cases',
  'grouped.lede': {
    one: '{name}: {count} case of low impact that you hold and have opened.',
    other: '{name}: {count} cases of low impact that you hold and have opened.',
  },
  'grouped.rule':
    'Each case has a decision and a reason of its own. Leave a case blank that you do not decide now: it stays yours.',
  'grouped.none': 'No case can be decided here at the moment. Take and open the cases first.',
  'grouped.open': 'Open the case',
  'grouped.open-named': 'Open case {case}',
  'grouped.save': 'Save the draft',
  'grouped.saved': 'Drafts saved. No decision is taken.',
  'grouped.renew': 'Keep my cases for longer',
  'grouped.renewed': 'Your cases stay yours for longer. What you typed is kept.',
  'grouped.over': 'One of your reservations has ended. What you typed is kept.',
  'grouped.refused':
    'Nothing was recorded: one of the cases can no longer be decided with the others. What you typed is kept.',
  'grouped.moved':
    'A case that you were filling in is no longer in this group. Nothing was recorded and what you typed is kept: see it below or on the page of the case.',
  'grouped.changed': 'Nothing was recorded: what you typed has changed since it was checked. Check it again.',
  'grouped.kept': 'What you typed for case {case}',
  'grouped.aside': 'Cases to decide on their own',
  'grouped.fault.not-opened': 'Open it first: it then joins this group.',
  'grouped.fault.not-shown': 'Its suggestion is not shown to you at once: decide it on its own page.',
  'grouped.fault.in-doubt': 'A check has a doubt: decide it on its own page.',
  'grouped.fault.too-many': 'The group is full: decide it afterwards.',
  'grouped.fault.altered': 'Its data were altered. Tell your supervisor.',
  'grouped.fault.not-allowed': 'You may not decide it at the moment: its page says why.',
  'grouped.fault.apart': 'It asks for a look of its own: decide it on its own page.',
  'grouped.error.none': 'Decide one case at least.',
  'grouped.error.moved': 'This case changed while you were examining it. Read it again, then check again.',
  'grouped.check': 'Check your decisions',
  'grouped.check-lede': {
    one: '{count} case. Nothing is recorded yet.',
    other: '{count} cases. Nothing is recorded yet.',
  },
  'grouped.back': 'Back to the cases',
  'grouped.change-named': 'Change: {field}, case {case}',
  'grouped.blank': {
    one: '{count} case stays yours, without a decision:',
    other: '{count} cases stay yours, without a decision:',
  },
  'grouped.what-next':
    'Once recorded, you will have {duration} to undo each decision. After that it is sent.',
  'grouped.notice':
    'Each letter to the person must carry the notice on the use of AI and the reference of the decision.',
  'grouped.record': {
    one: 'Record {count} decision',
    other: 'Record these {count} decisions',
  },
  'grouped.result': {
    one: '{count} decision recorded',
    other: '{count} decisions recorded',
  },
  'grouped.not-recorded': {
    one: '{count} case has no recorded decision. See why below.',
    other: '{count} cases have no recorded decision. See why below.',
  },
  'grouped.nothing-recorded': 'No decision recorded for this case.',
  'grouped.until': 'To be sent at {time}. Until then you can undo it.',
  'grouped.sent': 'Decision sent at {time}.',
  'grouped.undo-named': 'Undo the decision on case {case}',
  'grouped.control-missed': 'You missed it: the page of the case says where to look.',
  'grouped.failed.moved':
    'It has changed meanwhile. What you typed is kept on its page: read it again, then decide.',
  'grouped.failed.lease':
    'Your reservation has ended. What you typed is kept: take the case again on its page.',
  'grouped.failed.not-allowed':
    'You may not decide it at the moment: its page says why. What you typed is kept.',
  'grouped.failed.invalid':
    'What you typed was not accepted. It is kept on its page: correct it, then try again.',
  'grouped.failed.altered': 'Its data were altered since they were recorded. Tell your supervisor.',
  'grouped.failed.busy': 'The service is very busy. What you typed is kept: try again in a moment.',
  'grouped.failed.fault': 'Something went wrong. What you typed is kept on its page.',
  'grouped.failed.gone': 'This case does not exist any more, or you no longer have access to it.',
  'grouped.failed.none': 'It was undone, or never taken.',
}
