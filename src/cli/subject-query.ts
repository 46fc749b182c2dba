import type { SubjectQuery } from '../guard/subjects.js'
import type { ArgumentSpec, Invocation, OptionSpec } from './command.js'

/** The case that a command is about. */
export const subjectArgument: ArgumentSpec = {
  name: 'case',
  help: 'the case’s number, to the letter as the application gives it (its "subject"), or the number on the receipt of a request.',
}

/** Narrows a command down to one system. */
export const systemOption: Readonly<Record<'system', OptionSpec>> = {
  system: {
    type: 'string',
    value: 'id',
    help: 'Only what this system has of it: where two systems count their cases alike.',
  },
}

/** What was typed, as a question. */
export function subjectQuery({ typed }: Pick<Invocation, 'typed'>): SubjectQuery {
  const [subject = ''] = typed.arguments
  const systemId = typed.text('system')
  return { subject, ...(systemId === undefined ? {} : { systemId }) }
}
