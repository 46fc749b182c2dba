import { z } from 'zod'
import { EXIT, type ExitCode } from './exit-codes.js'
import { printable } from './printable.js'
import { type InputLine, readLines } from './read-lines.js'
import type { Terminal } from './terminal.js'

/** A text to look at, as it stands on a line of standard input. */
export interface ScanLine {
  readonly id: string | number
  readonly text: string
  readonly kind?: 'declaration' | 'prompt' | 'output' | 'tool' | undefined
  readonly lang?: string | undefined
}

const lineSchema: z.ZodType<ScanLine> = z.object({
  id: z.union([z.string().max(1_000), z.number()]),
  text: z.string(),
  kind: z.enum(['declaration', 'prompt', 'output', 'tool']).optional(),
  lang: z.string().max(35).optional(),
})

/** What every scan says of its input and output. */
export const SCAN_DETAILS =
  'Reads one JSON object a line from standard input: {"id","text","kind"?,"lang"?}; kind is declaration, prompt, output or tool.\nWrites one a line, in the same order. Offsets are UTF-16 code units. Nothing leaves this machine.\nA line that cannot be read gives {"line","id"?,"error"}, the others go on, and the command ends with 2.'

/**
 * Reads standard input line by line and writes an answer for each, one at a time: memory stays bounded however long the
 * input is. A line that cannot be read is answered with its fault, without quoting it.
 */
export async function scanLines(
  terminal: Terminal,
  answer: (line: ScanLine) => object | Promise<object>,
): Promise<ExitCode> {
  let faults = 0
  for await (const input of readLines(terminal.inputBytes())) {
    const line = parse(input)
    if ('error' in line) faults += 1
    const document = 'error' in line ? line : { id: line.id, ...(await answer(line)) }
    await terminal.write(`${printable(JSON.stringify(document))}\n`)
  }
  if (faults === 0) return EXIT.ok
  await terminal.warn(`${faults} line${faults === 1 ? '' : 's'} of standard input could not be read.\n`)
  return EXIT.usage
}

interface LineFault {
  readonly line: number
  readonly error: { readonly code: string; readonly message: string }
}

function parse(input: InputLine): ScanLine | LineFault {
  const { number } = input
  const fault = (code: string, message: string): LineFault => ({ line: number, error: { code, message } })
  if ('fault' in input)
    return input.fault === 'too-long'
      ? fault('ERR_LINE_TOO_LONG', 'The line is longer than 64 MiB. Scan the text in parts.')
      : fault('ERR_LINE_ENCODING', 'The line is not UTF-8. Convert it first.')
  let value: unknown
  try {
    value = JSON.parse(input.text)
  } catch {
    // The parser's own message quotes the text, which may be about a person.
    return fault('ERR_LINE_JSON', 'The line is not JSON. Write one object a line.')
  }
  const parsed = lineSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const where = [...new Set(parsed.error.issues.map(({ path }) => path.join('.') || 'the line'))].join(', ')
  return fault('ERR_LINE_SHAPE', `Not as expected: ${where}. Write {"id","text","kind"?,"lang"?}.`)
}
