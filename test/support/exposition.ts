/** One value as a scraper reads it. */
export interface Scraped {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*'
const LABEL = '([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\\\\n]|\\\\["\\\\n])*)"'

/**
 * Reads Prometheus' text format 0.0.4 strictly: HELP and TYPE once and before the values of their metric, all values of a
 * metric together, no value twice, counters that end in `_total`, a line feed at the end.
 */
export function readExposition(text: string): readonly Scraped[] {
  if (text !== '' && !text.endsWith('\n')) throw new Error('The last line does not end.')
  const done = new Set<string>()
  const seen = new Set<string>()
  const values: Scraped[] = []
  let open: { readonly name: string; type?: string } | undefined
  for (const line of text.split('\n').slice(0, -1)) {
    const help = new RegExp(`^# HELP (${NAME}) ([^\\n]+)$`).exec(line)
    if (help !== null) {
      const [, name = ''] = help
      if (done.has(name)) throw new Error(`${name} is there twice.`)
      done.add(name)
      open = { name }
      continue
    }
    const type = new RegExp(`^# TYPE (${NAME}) (counter|gauge)$`).exec(line)
    if (type !== null) {
      const [, name, kind = ''] = type
      if (open === undefined || open.name !== name || open.type !== undefined) throw new Error(line)
      if ((kind === 'counter') !== name.endsWith('_total')) throw new Error(`${name} is a ${kind}.`)
      open.type = kind
      continue
    }
    const sample = new RegExp(`^(${NAME})(?:\\{(${LABEL}(?:,${LABEL})*)\\})? (\\S+)$`).exec(line)
    if (sample === null) throw new Error(`Not a line of the format: ${line}`)
    const name = sample[1] ?? ''
    if (open?.name !== name || open.type === undefined) throw new Error(`${name} has no type.`)
    if (seen.has(line.slice(0, line.lastIndexOf(' ')))) throw new Error(`Twice: ${line}`)
    seen.add(line.slice(0, line.lastIndexOf(' ')))
    const labels = Object.fromEntries(
      [...(sample[2] ?? '').matchAll(new RegExp(LABEL, 'g'))].map(([, label = '', value = '']) => [
        label,
        value.replace(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped)),
      ]),
    )
    const written = sample.at(-1) ?? ''
    const value = written === '+Inf' ? Infinity : Number(written)
    if (Number.isNaN(value)) throw new Error(`Not a number: ${line}`)
    values.push({ name, labels, value })
  }
  return values
}
