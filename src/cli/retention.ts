import { createSubjects, type RetentionReport } from '../guard/subjects.js'
import type { Command } from './command.js'
import { EXIT } from './exit-codes.js'
import { withCore } from './open-desk.js'

/** `garde-fou retention`: what has been kept long enough is erased. */
export const retention: Command = {
  name: 'retention',
  summary: 'Count what has been kept for as long as its use says, or erase it',
  options: {
    apply: { type: 'boolean', help: 'Erase. Without it, it is only counted.' },
  },
  details:
    'Each use says for how many months ("retention" in its declaration). Texts go first; decisions go only where their final\nfate is to be destroyed and the visa of the archives is recorded. Requests of the public go\n"requests.keepForMonths" after their answer. What is under a legal hold is passed over.\nMade for a nightly job. Exit code 1: reviews or requests were found that somebody altered; nothing was erased of them.',
  async run(invocation) {
    const apply = invocation.typed.flag('apply')
    const report = await withCore(invocation, (core) => createSubjects(core).applyRetention({ apply }))
    await invocation.answer({ document: { applied: apply, ...report }, text: textOf(report, apply) })
    return report.altered.length + report.alteredRequests.length === 0 ? EXIT.ok : EXIT.no
  },
}

function textOf(report: RetentionReport, apply: boolean): string {
  const { texts, decisions, needVisa, toArchives, held, placeholders, altered, requests, alteredRequests } =
    report
  return [
    apply ? 'Erased:' : 'To be erased (repeat with --apply):',
    `  ${texts} review(s): their texts`,
    `  ${decisions} review(s): their decisions too`,
    `  ${placeholders} case(s): what placeholders stood for`,
    `  ${requests} request(s) of the public`,
    'Kept:',
    `  ${needVisa} decision(s) that wait for the visa of the archives`,
    `  ${toArchives} decision(s) to be handed to the archives`,
    `  ${held} under a legal hold`,
    ...altered.map((id) => `  ${id} was altered: see "garde-fou reviews show"`),
    ...alteredRequests.map((id) => `  the request ${id} was altered`),
  ].join('\n')
}
