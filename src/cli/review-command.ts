import { newId } from '../internal/ids.js'
import type { DecisionInput, ReviewDesk, ReviewerCommand } from '../review/commands.js'
import type { ReviewView } from '../review/view.js'
import type { ArgumentSpec, Invocation, OptionSpec, Typed } from './command.js'
import { EXIT, type ExitCode } from './exit-codes.js'
import { withDesk } from './open-desk.js'
import { reviewText } from './review-texts.js'
import { UsageError } from './usage-error.js'

/** The argument of commands about one review. */
export const REVIEW_ARGUMENT: ArgumentSpec = {
  name: 'review',
  help: 'the review’s id, as "reviews list" shows it.',
}

/** Options of commands that change a review. */
export const CHANGE_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  'if-version': {
    type: 'string',
    value: 'n',
    help: 'Only if the review is still at this version. Default: whatever it is at.',
  },
  'idempotency-key': {
    type: 'string',
    value: 'key',
    help: 'Carry this command out once, however often it is repeated. Default: a new key.',
  },
}

/** Options of commands that decide. */
export const DECISION_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  ...CHANGE_OPTIONS,
  'if-version': {
    type: 'string',
    value: 'n',
    help: 'The version you read, as "reviews show" prints it. Required.',
  },
  motive: { type: 'string', value: 'text', help: 'Your reasons, for the file. Required.' },
  'text-for-person': {
    type: 'string',
    value: 'text',
    help: 'Reasons as the person concerned will read them.',
  },
  'change-reason': {
    type: 'string',
    value: 'text',
    help: 'Why you decide otherwise than you first thought, where you do.',
  },
}

/** How people prove who they are, for the help of each command. */
export const WHO_ACTS =
  'You act as the person whose access key is in GARDE_FOU_REVIEWER_KEY, or is typed when asked for.'

/** One reviewer at work on one review. */
export interface AtWork {
  readonly desk: ReviewDesk
  readonly reviewId: string
  readonly command: ReviewerCommand
}

/** Authenticates, carries out one command on one review and prints what the reviewer may see of it then. */
export async function onReview(
  invocation: Invocation,
  work: (atWork: AtWork) => Promise<ReviewView>,
): Promise<ExitCode> {
  const { typed } = invocation
  const [reviewId = ''] = typed.arguments
  const named = wholeNumber(typed, 'if-version')
  const view = await withDesk(invocation, async ({ desk, reviewerId }) => {
    const version = named ?? (await desk.view(reviewId, reviewerId)).version
    const idempotencyKey = typed.text('idempotency-key') ?? newId()
    return work({ desk, reviewId, command: { by: reviewerId, version, idempotencyKey } })
  })
  await invocation.answer({ document: view, text: reviewText(view) })
  return EXIT.ok
}

/**
 * What a decision says beside its outcome. Checked before anything is opened.
 *
 * @throws UsageError when the motive or the version is missing.
 */
export function decisionOf(typed: Typed): DecisionInput {
  const motive = typed.text('motive')
  if (motive === undefined || motive.trim() === '')
    throw new UsageError(
      'A decision needs a motive.',
      'Say why, in your own words: --motive "…" (engagement 16).',
    )
  if (typed.text('if-version') === undefined)
    throw new UsageError(
      'A decision names the version it was taken on.',
      'Read the review first: garde-fou reviews show <review>. Then add --if-version <n>.',
    )
  const textForPerson = typed.text('text-for-person')
  const changeReason = typed.text('change-reason')
  return {
    motive,
    ...(textForPerson === undefined ? {} : { textForPerson }),
    ...(changeReason === undefined ? {} : { changeReason }),
  }
}

/**
 * An option that is a whole number from 0.
 *
 * @throws UsageError when it is none.
 */
export function wholeNumber(typed: Typed, option: string): number | undefined {
  const text = typed.text(option)
  if (text === undefined) return undefined
  const number = Number(text)
  if (/^\d{1,15}$/.test(text) && Number.isSafeInteger(number)) return number
  throw new UsageError(`--${option} is "${text.slice(0, 40)}", and must be a whole number.`)
}
