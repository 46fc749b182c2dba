import { createSubjects } from '../guard/subjects.js'
import type { Command, Invocation, OptionSpec } from './command.js'
import { EXIT, type ExitCode } from './exit-codes.js'
import { withCore } from './open-desk.js'
import { subjectArgument } from './subject-query.js'
import { UsageError } from './usage-error.js'

const reasonOption: Readonly<Record<'reason', OptionSpec>> = {
  reason: { type: 'string', value: 'text', help: 'Why, for the file. Required.' },
}

/** `garde-fou subjects hold`: nothing of a case may be erased. */
export const subjectsHold: Command = {
  name: 'subjects hold',
  summary: 'Keep a case from being erased: a dispute, a court, the archives',
  arguments: [subjectArgument],
  options: reasonOption,
  details: '"subjects erase" then refuses, and "retention" passes the case over.',
  run: (invocation) => change(invocation, 'hold'),
}

/** `garde-fou subjects release`: the hold is lifted. */
export const subjectsRelease: Command = {
  name: 'subjects release',
  summary: 'Lift the hold on a case',
  arguments: [subjectArgument],
  options: reasonOption,
  run: (invocation) => change(invocation, 'release'),
}

async function change(invocation: Invocation, what: 'hold' | 'release'): Promise<ExitCode> {
  const [subject = ''] = invocation.typed.arguments
  const reason = invocation.typed.text('reason')
  if (reason === undefined) throw new UsageError('--reason is missing.', 'Say why, for the file.')
  await withCore(invocation, (core) => createSubjects(core)[what](subject, reason))
  const held = what === 'hold'
  await invocation.answer({
    document: { held },
    text: held ? 'Nothing of this case is erased from now on.' : 'This case may be erased again.',
  })
  return EXIT.ok
}
