import { createReadStream } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import { NONE, scoreLabels } from '../checks/evaluation/score-labels.js'
import { scoreSpans } from '../checks/evaluation/score-spans.js'
import type { Command, Invocation } from './command.js'
import { labelTable, spanTable } from './evaluation-table.js'
import { EXIT } from './exit-codes.js'
import { readLines } from './read-lines.js'
import type { Terminal } from './terminal.js'
import { UsageError } from './usage-error.js'

const idSchema = z.union([z.string(), z.number()])
const spanSchema = z.object({
  type: z.string(),
  start: z.number().int().min(0),
  end: z.number().int().min(0),
})
const goldSchema = z.object({
  id: idSchema,
  label: z.string().optional(),
  spans: z.array(spanSchema).optional(),
  lang: z.string().optional(),
  style: z.string().optional(),
  kind: z.string().optional(),
})
const predictedSchema = z.object({
  id: idSchema,
  label: z.string().optional(),
  action: z.enum(['pass', 'hold', 'refuse']).optional(),
  spans: z.array(spanSchema).optional(),
})

type Gold = z.output<typeof goldSchema>
type Predicted = z.output<typeof predictedSchema>

/** `garde-fou evaluate`: how good are these predictions? */
export const evaluate: Command = {
  name: 'evaluate',
  summary: 'Score what scan found against labels that people gave',
  arguments: [
    { name: 'gold', help: 'JSON lines with {"id","label"} or {"id","spans"}, and "lang", "style", "kind".' },
    { name: 'predictions', help: 'JSON lines as scan writes them, by the same ids.' },
  ],
  details:
    'Labels: precision, recall and F1 of each, recall by style, language and kind, allowed texts touched and refused.\nSpans: exact (same type, same place) and overlap (same type, something in common, each span once). A share of nothing is shown as -.',
  async run(invocation) {
    const { terminal, typed } = invocation
    const [goldFile = '', predictedFile = ''] = typed.arguments
    const gold = await readJsonLines(terminal, goldFile, goldSchema)
    const predicted = await readJsonLines(terminal, predictedFile, predictedSchema)
    await report(invocation, joined(gold, predicted))
    return EXIT.ok
  },
}

type Pair = readonly [Gold, Predicted]

async function report({ answer }: Invocation, pairs: readonly Pair[]): Promise<void> {
  if (pairs.every(([gold]) => gold.spans !== undefined)) {
    const scored = scoreSpans(
      pairs.map(([{ spans = [], lang }, found]) => ({
        gold: spans,
        predicted: found.spans ?? [],
        ...(lang === undefined ? {} : { lang }),
      })),
    )
    return answer({ document: scored, text: spanTable(scored) })
  }
  const scored = scoreLabels(
    pairs.map(([{ label = NONE, lang, style, kind }, found]) => ({
      gold: label,
      predicted: found.label ?? NONE,
      action: found.action ?? (found.label === undefined || found.label === NONE ? 'pass' : 'hold'),
      ...(lang === undefined ? {} : { lang }),
      ...(style === undefined ? {} : { style }),
      ...(kind === undefined ? {} : { kind }),
    })),
  )
  return answer({ document: scored, text: labelTable(scored) })
}

function joined(gold: readonly Gold[], predicted: readonly Predicted[]): readonly Pair[] {
  if (gold.length === 0) throw new UsageError('The gold file has no line.')
  const byId = new Map(predicted.map((each) => [String(each.id), each]))
  const missing = gold.filter(({ id }) => !byId.has(String(id)))
  // A text that nobody judged must not count as one that was judged harmless.
  if (missing.length > 0)
    throw new UsageError(
      `${missing.length} of ${gold.length} ids have no prediction, such as "${String(missing[0]?.id).slice(0, 60)}".`,
      'Scan the whole gold file.',
    )
  return gold.flatMap((each): Pair[] => {
    const found = byId.get(String(each.id))
    return found === undefined ? [] : [[each, found]]
  })
}

async function readJsonLines<Shape>(
  terminal: Terminal,
  name: string,
  schema: z.ZodType<Shape>,
): Promise<readonly Shape[]> {
  const rows: Shape[] = []
  const bytes = name === '-' ? terminal.inputBytes() : createReadStream(resolve(terminal.cwd, name))
  try {
    for await (const line of readLines(bytes)) {
      const parsed = schema.safeParse('text' in line ? parsedJson(line.text) : undefined)
      if (!parsed.success)
        throw new UsageError(
          `Line ${line.number} of ${name} is not as expected.`,
          'See garde-fou evaluate --help.',
        )
      rows.push(parsed.data)
    }
  } catch (error) {
    if (error instanceof UsageError) throw error
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
    throw new UsageError(`The file "${name}" cannot be read (${code}).`)
  }
  return rows
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
