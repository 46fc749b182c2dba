import { ReviewerNotAllowedError } from '../errors.js'
import type { LocalReviewers } from '../guard/local-reviewers.js'
import type { Reviewer, ReviewerDirectory } from '../review/reviewer.js'
import type { Terminal } from './terminal.js'
import { UsageError } from './usage-error.js'

/** Where a person's access key is looked for first. */
export const KEY_VARIABLE = 'GARDE_FOU_REVIEWER_KEY'

/**
 * Who is acting, proved by their access key. Nobody can name themselves: a decision belongs to the person whose key was
 * given.
 *
 * @throws UsageError when there is no key or the directory has none. ReviewerNotAllowedError when it is nobody's.
 */
export async function actingReviewer(directory: ReviewerDirectory, terminal: Terminal): Promise<Reviewer> {
  if (!isLocal(directory)) {
    throw new UsageError(
      'The directory of reviewers in the configuration knows no access keys.',
      'Use the review console, or list the people with localReviewers([…]).',
    )
  }
  const key = terminal.env[KEY_VARIABLE] ?? (await terminal.askSecret('Your access key (not shown): '))
  if (key === undefined || key.trim() === '') {
    throw new UsageError(
      'Who is acting is not known.',
      `Set ${KEY_VARIABLE} to your access key, or run the command in a terminal that can ask for it.`,
    )
  }
  const reviewer = await directory.authenticate(key)
  if (reviewer !== undefined) return reviewer
  throw new ReviewerNotAllowedError(
    'unknown-reviewer',
    'This access key belongs to nobody in the configuration.',
  )
}

function isLocal(directory: ReviewerDirectory): directory is LocalReviewers {
  return 'authenticate' in directory && typeof directory.authenticate === 'function'
}
