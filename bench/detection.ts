import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decisionAssessor, useAssessor } from 'garde-fou'
import { bordeauxMetropole } from 'garde-fou/charters/bordeaux-metropole'
import { detectPersonalData } from 'garde-fou/personal-data'
import { sideBySide } from './measure.ts'
import { aimed, type Row } from './report.ts'

const PROMPT = 2000
const MESSAGE = 1000
const MEGABYTE = 1_000_000
const ROUNDS = 400
const LONG_ROUNDS = 5

/** Texts of one length, cut from what nothing was trained on. */
function textsOf(length: number, count: number): readonly string[] {
  const all = ['uses', 'personal-data']
    .flatMap((name) =>
      readFileSync(join(import.meta.dirname, '..', 'training', 'held-out', `${name}.jsonl`), 'utf8').split(
        '\n',
      ),
    )
    .flatMap((line) => (line === '' ? [] : [(JSON.parse(line) as { text: string }).text]))
    .join('\n')
  const enough = all.repeat(Math.ceil((length * count) / all.length))
  return Array.from({ length: count }, (_, index) => enough.slice(index * length, (index + 1) * length))
}

/** What the offline layers cost on a prompt and on an output, whether that grows with length, and personal data alone. */
export async function detectionFigures(): Promise<readonly Row[]> {
  const uses = useAssessor(bordeauxMetropole)
  const decision = decisionAssessor()
  const prompt = (text: string): void => {
    uses(text, 'prompt')
    detectPersonalData(text)
  }
  const output = (text: string): void => {
    uses(text, 'output')
    decision(text)
    detectPersonalData(text)
  }
  const next = (texts: readonly string[], work: (text: string) => unknown): (() => void) => {
    let at = 0
    return () => {
      work(texts[at % texts.length] ?? '')
      at += 1
    }
  }
  const short = textsOf(PROMPT, 40)
  const messages = textsOf(MESSAGE, 80)
  const long = textsOf(MEGABYTE, 1)
  const brief = await sideBySide(
    {
      prompt: next(short, prompt),
      output: next(short, output),
      personal: next(messages, detectPersonalData),
    },
    ROUNDS,
  )
  const whole = await sideBySide(
    { output: next(long, output), personal: next(long, detectPersonalData) },
    LONG_ROUNDS,
  )
  const ratio = whole.output.p50 / (brief.output.p50 * (MEGABYTE / PROMPT))
  // A character is one byte in most of a French text; a microsecond a byte is a megabyte a second.
  const speed = (bytes: number, microseconds: number): number => bytes / microseconds
  return [
    aimed(
      { name: 'all offline layers, prompt of 2 kB', value: brief.prompt.p50 / 1000, unit: 'ms' },
      { atMost: 1 },
    ),
    aimed(
      { name: 'all offline layers, output of 2 kB', value: brief.output.p50 / 1000, unit: 'ms' },
      { atMost: 1 },
    ),
    aimed({ name: 'all offline layers, 1 MB ÷ 500 × 2 kB', value: ratio, unit: '×' }, { atMost: 1.5 }),
    aimed(
      { name: 'personal data, messages of 1 kB', value: speed(MESSAGE, brief.personal.p50), unit: 'MB/s' },
      { atLeast: 10 },
    ),
    aimed(
      { name: 'personal data, one text of 1 MB', value: speed(MEGABYTE, whole.personal.p50), unit: 'MB/s' },
      { atLeast: 10 },
    ),
  ]
}
