import { NoticeInvalidError } from '../errors.js'
import { leastLevel } from '../notice/choose-level.js'
import { NOTICE_LEVELS, type NoticeContext, type NoticeLevel } from '../notice/levels.js'
import { scanHtml } from '../provenance/carriers/html-scan.js'
import type { System } from '../system/define-system.js'

/**
 * For a test of a page: fails when the page that a use concerns carries no notice of its system, one that says less than
 * the use must, or only one that is folded or hidden. What stands in comments and scripts is none.
 *
 * @throws NoticeInvalidError
 *
 * @example
 * test('the form tells of the AI', async () => requireNotice(await (await fetch(form)).text(), housing, { use: 'draft' }))
 */
export function requireNotice(
  html: string,
  system: System,
  { use: useId, context = 'page' }: { readonly use: string; readonly context?: NoticeContext },
): void {
  const use = Object.hasOwn(system.record.uses, useId) ? system.record.uses[useId] : undefined
  if (use === undefined) throw invalid(`The system "${system.id}" has no use "${useId}"`)
  const least = leastLevel(use, { channel: 'html', context })
  const shown = levelsShown(html, system.id)
  const isEnough = shown.some((level) => level === least || enough(level, least))
  if (!isEnough)
    throw invalid(
      shown.length === 0
        ? `The page shows no notice of "${system.id}" (engagement 9). Draw one with \`noticeElement\``
        : `The page shows ${shown.join(', ')} of "${system.id}", and at least "${least}" is needed`,
    )
}

// `full` says all that `short` says, which says all that a badge does; the other levels stand for themselves.
function enough(level: NoticeLevel, least: NoticeLevel): boolean {
  const order: readonly NoticeLevel[] = ['badge', 'short', 'full']
  return order.includes(least) && order.indexOf(level) >= order.indexOf(least)
}

function levelsShown(html: string, systemId: string): readonly NoticeLevel[] {
  const found: NoticeLevel[] = []
  let folded = 0
  for (const token of scanHtml(html)) {
    if (token.kind === 'text') continue
    if (token.name === 'details') folded += token.kind === 'start' ? 1 : -1
    if (token.kind !== 'start' || folded > 0 || token.attributes.has('hidden')) continue
    if (token.attributes.get('data-ia-system') !== systemId) continue
    const classes = (token.attributes.get('class') ?? '').split(/\s+/)
    const level = classes.includes('ia-badge')
      ? 'badge'
      : NOTICE_LEVELS.find((one) => classes.includes(`ia-notice-${one}`))
    if (level !== undefined) found.push(level)
  }
  return found
}

function invalid(why: string): NoticeInvalidError {
  return new NoticeInvalidError(`${why}.`)
}
