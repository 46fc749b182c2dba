import { reviewsOfSubject } from '../guard/subject-export.js'
import { requestsOfSubject } from '../guard/subject-requests.js'
import { createSubjects, type SubjectErasure } from '../guard/subjects.js'
import type { Command, Invocation } from './command.js'
import { EXIT, type ExitCode } from './exit-codes.js'
import { withCore } from './open-desk.js'
import { subjectArgument, subjectQuery, systemOption } from './subject-query.js'

/** `garde-fou subjects erase`: a case and its person are forgotten. */
export const subjectsErase: Command = {
  name: 'subjects erase',
  summary: 'Erase every text of a case, its number and its keys (GDPR, art. 17)',
  arguments: [subjectArgument],
  options: {
    ...systemOption,
    yes: { type: 'boolean', help: 'Do it. Without it, only what would be erased is told.' },
    withdraw: { type: 'boolean', help: 'Withdraw reviews that are still open. Default: refuse.' },
  },
  details:
    'States, dates, figures and digests remain, and the journal verifies as before. Older backups still hold what they held:\nafter restoring one, erase again. Exit code 1 with --yes: requests were\nfound that somebody altered. What the application itself keeps of the case is the application’s business.',
  run: (invocation) => (invocation.typed.flag('yes') ? erase(invocation) : tell(invocation)),
}

async function tell(invocation: Invocation): Promise<ExitCode> {
  const query = subjectQuery(invocation)
  const { reviews, asked } = await withCore(invocation, async (core) => {
    const reviews = await reviewsOfSubject(core, query)
    return { reviews, asked: await requestsOfSubject(core, query, reviews) }
  })
  const would = reviews.map(({ id, systemId, state }) => ({ id, systemId, status: state.status }))
  const requests = asked.found.map(({ id }) => id)
  await invocation.answer({
    document: { erased: false, reviews: would, requests, unreadableRequests: asked.unreadable },
    text: [
      `Nothing was erased. Of this case there are ${would.length} review(s) and ${requests.length} request(s) of the public:`,
      ...would.map(({ id, systemId, status }) => `  ${id}  ${systemId}  ${status}`),
      ...requests.map((id) => `  ${id}  request`),
      ...unreadable(asked.unreadable),
      'Repeat with --yes to erase them, with what placeholders stand for.',
    ].join('\n'),
  })
  return EXIT.no
}

async function erase(invocation: Invocation): Promise<ExitCode> {
  const options = { withdraw: invocation.typed.flag('withdraw') }
  const done = await withCore(invocation, (core) =>
    createSubjects(core).erase(subjectQuery(invocation), options),
  )
  await invocation.answer({ document: { erased: true, ...done }, text: textOf(done) })
  return done.unreadableRequests.length === 0 ? EXIT.ok : EXIT.no
}

function textOf({
  reviewIds,
  placeholders,
  requestIds,
  unreadableRequests,
  compacted,
}: SubjectErasure): string {
  return [
    `Erased: the texts of ${reviewIds.length} review(s) and of ${requestIds.length} request(s) of the public, and the placeholders of ${placeholders.length} system(s).`,
    ...[...reviewIds, ...requestIds].map((id) => `  ${id}`),
    ...unreadable(unreadableRequests),
    ...(compacted
      ? []
      : [
          'The database was in use or is somebody else’s: its log gives the space back with its next upkeep (docs/operations.md).',
        ]),
  ].join('\n')
}

function unreadable(ids: readonly string[]): readonly string[] {
  if (ids.length === 0) return []
  return [
    'Somebody altered these requests in the database; nobody can tell whether they are of this case, so they are left:',
    ...ids.map((id) => `  ${id}`),
  ]
}
