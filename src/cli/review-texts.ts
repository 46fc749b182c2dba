import type { ReviewListItem } from '../review/commands.js'
import type { ReviewAction, ReviewView } from '../review/view.js'

/** A queue as text: one line each, most urgent first. Nothing about the suggestions. */
export function queueText(items: readonly ReviewListItem[], total: number, now: Date): string {
  if (items.length === 0) return 'No review waits for you.'
  const rows = items.map((item) => [
    item.id,
    item.subject ?? '-',
    `${item.systemId}/${item.useId}`,
    item.claimedBy === undefined ? item.status : `${item.status} (${item.claimedBy})`,
    `${item.dueAt}${item.dueAt < now.toISOString() ? ' (overdue)' : ''}`,
    [item.appeal ? 'appeal' : '', item.escalated ? 'escalated' : '', item.stale ? 'stale' : '']
      .filter(Boolean)
      .join(' '),
  ])
  const header = ['REVIEW', 'CASE', 'USE', 'STATUS', 'DUE', '']
  const shown =
    items.length === total ? '' : `\n${items.length} of ${total} shown; see more with --after or --limit.`
  return `${columns([header, ...rows])}${shown}`
}

function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  )
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** A review as text: what this person may see of it, and what they may do next. */
export function reviewText(view: ReviewView): string {
  const lines = [
    `Review ${view.id}, version ${view.version}`,
    `Case:    ${view.subject ?? '-'}`,
    `Use:     ${view.systemId}/${view.useId} (${view.impact}, ${view.oversight.mode})`,
    `Status:  ${view.status}${claimText(view)}${view.stale === undefined ? '' : `; stale since ${view.stale.at}: ${view.stale.why}`}`,
    `Held:    ${view.reason}`,
    `Due:     ${view.dueAt}; expires ${view.expiresAt}`,
    ...view.findings.map(({ clause, message }) => `Finding: ${clause}: ${message.fr}`),
    section('Case data', view.caseData),
    ...(view.raised === undefined
      ? []
      : [`Opinion first, asked of you on this case: ${view.raised.map(({ why }) => why).join(', ')}`]),
    opinionText(view),
    suggestionText(view),
    decisionText(view),
    `Decisions: ${view.votes.cast} of ${view.votes.needed} needed`,
    nextText(view),
  ]
  return lines.filter((line) => line !== '').join('\n')
}

function claimText({ claim }: ReviewView): string {
  if (claim === undefined) return ''
  return claim.mine ? ` by you until ${claim.until}` : ` by ${claim.by} until ${claim.until}`
}

function section(title: string, value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2)
  return `\n${title}:\n${text.replace(/^/gm, '  ')}`
}

function opinionText({ opinion }: ReviewView): string {
  if (opinion === undefined) return ''
  const { at, choice, note, criteria = [] } = opinion
  const lines = [
    ...criteria.map(({ en, fr, answer }) => `${en ?? fr}: ${answer}`),
    ...(note === undefined ? [] : [note]),
  ]
  return `\nYour opinion (${at}): ${choice}${lines.map((line) => `\n  ${line}`).join('')}`
}

function suggestionText({ suggestion, oversight, status }: ReviewView): string {
  if (suggestion !== undefined)
    return section(`Suggestion of an AI (${suggestion.model}, ${suggestion.generatedAt})`, suggestion.value)
  if (status !== 'pending' && status !== 'claimed') return ''
  return oversight.mode === 'decide-first'
    ? '\nThe suggestion is shown once you have recorded your own opinion.'
    : '\nThe suggestion is not shown yet.'
}

function decisionText({ decision }: ReviewView): string {
  if (decision === undefined) return ''
  const { outcome, by, at, motive, textForPerson, effectiveAt } = decision
  return [
    `\nDecision: ${outcome}, by ${by}, ${at}${effectiveAt === undefined ? '' : `, effective ${effectiveAt}`}`,
    `  Motive: ${motive}`,
    ...(textForPerson === undefined ? [] : [`  For the person: ${textForPerson}`]),
    ...(decision.value === undefined ? [] : [section('Value', decision.value)]),
  ].join('\n')
}

const NEXT: Partial<Record<ReviewAction, (view: ReviewView) => string>> = {
  claim: ({ id }) => `reviews claim ${id}`,
  'record-opinion': ({ id }) =>
    `reviews opinion ${id} --choice <favourable|unfavourable|incomplete|undecided>`,
  reveal: ({ id }) => `reviews reveal ${id}`,
  approve: ({ id, version }) => `reviews approve ${id} --if-version ${version} --motive "…"`,
  amend: ({ id, version }) => `reviews amend ${id} --if-version ${version} --motive "…" --value file.json`,
  reject: ({ id, version }) => `reviews reject ${id} --if-version ${version} --motive "…"`,
  'give-back': ({ id }) => `reviews give-back ${id}`,
}

function nextText(view: ReviewView): string {
  const lines = view.allowed.flatMap((action) => NEXT[action]?.(view) ?? [])
  return lines.length === 0 ? '' : `\nYou may:\n${lines.map((line) => `  garde-fou ${line}`).join('\n')}`
}
