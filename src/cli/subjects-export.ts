import { resolve } from 'node:path'
import { createSubjects, type SubjectExport } from '../guard/subjects.js'
import type { Command, Invocation } from './command.js'
import { EXIT } from './exit-codes.js'
import { withCore } from './open-desk.js'
import { printableJson } from './printable.js'
import { subjectArgument, subjectQuery, systemOption } from './subject-query.js'
import { writeNew } from './write-new-file.js'

/** `garde-fou subjects export`: everything that is kept of a case, for the person it is about. */
export const subjectsExport: Command = {
  name: 'subjects export',
  summary: 'Write everything that is kept of a case, for the person it is about (GDPR, art. 15)',
  arguments: [subjectArgument],
  options: {
    ...systemOption,
    output: { type: 'string', value: 'file', help: 'A new file (mode 0600). Default: standard output.' },
  },
  details:
    'One JSON document: suggestions, decisions, reasons, drafts, what placeholders stood for, and requests for an\nexplanation. Agents are named by their role only. That it was written is journalled. Read it before you hand it out: texts may speak of other people.',
  async run(invocation) {
    const query = subjectQuery(invocation)
    const exported = await withCore(invocation, (core) => createSubjects(core).export(query))
    const output = invocation.typed.text('output')
    if (output === undefined) {
      await invocation.terminal.write(`${printableJson(exported)}\n`)
      return EXIT.ok
    }
    const file = await writeTo(invocation, output, exported)
    const reviews = exported.reviews.length
    const requests = exported.requests.length
    await invocation.answer({
      document: { file, reviews, requests },
      text: `Wrote ${reviews} review(s) and ${requests} request(s) of the public to ${file}.`,
    })
    return EXIT.ok
  },
}

async function writeTo({ terminal }: Invocation, output: string, exported: SubjectExport): Promise<string> {
  const file = resolve(terminal.cwd, output)
  await writeNew(file, (handle) => handle.writeFile(`${printableJson(exported)}\n`))
  return file
}
