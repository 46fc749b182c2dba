import type { LocalReviewers } from '../../guard/local-reviewers.js'
import { FEWEST_PEOPLE, type Shortage, shortagesOf } from '../../review/authorisations.js'
import type { ReviewerDirectory } from '../../review/reviewer.js'
import { dayOf } from '../../system/lifecycle.js'
import type { SystemRecord } from '../../system/system-record.js'
import type { Advice } from './advice.js'

/** Whether enough people hold each role that decides, with its training valid today. */
export async function peopleAdvice(
  systems: readonly SystemRecord[],
  directory: ReviewerDirectory,
  now: Date,
): Promise<readonly Advice[]> {
  if (!canList(directory)) {
    return [
      {
        level: 'warning',
        about: 'reviewers',
        message: 'this directory cannot list its people, so roles and trainings were not checked.',
        remedy: `Make sure that at least ${FEWEST_PEOPLE} trained people hold each role that decides.`,
        engagement: 13,
      },
    ]
  }
  const people = await directory.list()
  return shortagesOf(systems, people, dayOf(now)).map(shortageAdvice)
}

function shortageAdvice({ systemId, role, trainingId, trained, needed, task }: Shortage): Advice {
  const about = `system "${systemId}", role "${role}"`
  if (task === 'takes-over')
    return {
      level: 'missing',
      about,
      message: 'nobody who is trained holds it: what is overdue would go to nobody.',
      remedy: 'Give the role to a trained person, or name another escalationRole.',
      engagement: 13,
    }
  return {
    level: 'missing',
    about,
    message: `${trained} of the ${needed} people it needs have the training "${trainingId}".`,
    remedy: 'Have more people trained, and record it in their training with the day until which it is valid.',
    engagement: 13,
  }
}

function canList(directory: ReviewerDirectory): directory is LocalReviewers {
  return 'list' in directory && typeof directory.list === 'function'
}
