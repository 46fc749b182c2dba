import { type Shortage, shortagesOf } from '../review/authorisations.js'
import type { Reviewer, ReviewerDirectory } from '../review/reviewer.js'
import { dayOf } from '../system/lifecycle.js'
import type { GuardCore } from './core.js'
import { notificationMessages, roleAbout } from './notification.js'
import { entryOf } from './record.js'

const KIND = 'people'
const SHORT = '"short"'
const ENOUGH = '"enough"'

/**
 * Tells of every role of a system that too few authorised people hold: once each time that this begins, whichever
 * process looks first. A directory that cannot list its people is not looked at.
 *
 * @returns how many roles were told of.
 * @throws what the directory throws; a store error.
 */
export async function watchPeople(core: GuardCore): Promise<number> {
  if (!canList(core.reviewers)) return 0
  const people = await core.reviewers.list()
  const records = [...core.systems.values()].map(({ record }) => record)
  const shortages = shortagesOf(records, people, dayOf(core.clock.now()))
  const short = new Map(shortages.map((shortage) => [roleAbout(shortage.systemId, shortage.role), shortage]))
  const known = new Map((await core.store.listSettings(KIND)).map((row) => [row.id, row]))
  let told = 0
  for (const [about, shortage] of short) {
    const row = known.get(about)
    if (row?.body !== SHORT && (await note(core, { about, version: row?.version ?? 0, shortage }))) told += 1
  }
  for (const [about, row] of known)
    if (row.body === SHORT && !short.has(about)) await note(core, { about, version: row.version })
  return told
}

async function note(
  core: GuardCore,
  { about, version, shortage }: { about: string; version: number; shortage?: Shortage },
): Promise<boolean> {
  const now = core.clock.now()
  const [systemId = '', role = '']: string[] = JSON.parse(about)
  const entry = entryOf(
    {
      event: shortage === undefined ? 'people.sufficient' : 'people.missing',
      systemId,
      actor: { kind: 'guard' },
      data: {
        role,
        ...(shortage === undefined ? {} : { trained: shortage.trained, needed: shortage.needed }),
      },
    },
    now,
  )
  const result = await core.store.commit({
    entries: [entry],
    setting: { kind: KIND, id: about, version: version + 1, body: shortage === undefined ? ENOUGH : SHORT },
    ...(shortage === undefined
      ? {}
      : { outbox: notificationMessages(core, 'too-few-people', { about, at: now.toISOString() }) }),
  })
  return result === 'committed'
}

function canList(
  directory: ReviewerDirectory,
): directory is ReviewerDirectory & { list(): Promise<readonly Reviewer[]> } {
  return 'list' in directory && typeof directory.list === 'function'
}
