/** One thing that doctor has to say. */
export interface Advice {
  /** `missing` stands in the way of going live; `warning` does not. */
  readonly level: 'missing' | 'warning'
  /** What it is about: a system, a role, a file. */
  readonly about: string
  readonly message: string
  readonly remedy: string
  /** The number of the charter's engagement that asks for it. */
  readonly engagement?: number
}

/** Advice as text: what is missing first. */
export function adviceText(advice: readonly Advice[]): string {
  if (advice.length === 0) return 'Nothing is missing: ready to go live.'
  const line = ({ level, about, message, remedy, engagement }: Advice): string =>
    `  ${level === 'missing' ? '✗' : '!'} ${about}: ${message}${engagement === undefined ? '' : ` (engagement ${engagement})`}\n      ${remedy}`
  const missing = advice.filter(({ level }) => level === 'missing')
  const warnings = advice.filter(({ level }) => level === 'warning')
  return [
    missing.length === 0 ? 'Ready to go live.' : `Not ready to go live: ${missing.length} thing(s) missing.`,
    ...missing.map(line),
    ...(warnings.length === 0 ? [] : [`${warnings.length} warning(s):`, ...warnings.map(line)]),
  ].join('\n')
}
