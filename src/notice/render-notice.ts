import { NoticeInvalidError } from '../errors.js'
import type { System } from '../system/define-system.js'
import { isSystem } from '../system/system-mark.js'
import type { UseDeclaration } from '../system/use.js'
import { drawNotice } from './draw-notice.js'
import { systemNotice } from './facts.js'
import type { Notice } from './notice.js'
import type { RenderNoticeOptions, RenderSystemNoticeOptions } from './options.js'

/**
 * A notice in a level, a channel and a language, for a declared system or for facts that a guard returned with an output.
 * What it says follows from the facts alone: « un agent décide » is printed only when one does, « un agent a décidé »
 * only with a recorded decision. Texts of the record are shown as text, whatever they hold.
 *
 * @throws NoticeInvalidError when it could not be true or complete: a level below the least of the use, a level in a
 * channel or a place that it does not have, no human contact for citizens (engagement 10), a mention without a decision
 * taken by a person, a text message that does not fit one segment, a record's address that is not safe to follow, or
 * options that make no valid page.
 *
 * @example
 * renderNotice(housing, { use: 'draft', level: 'short', channel: 'html', lang: 'fr', context: 'form' })
 * renderNotice(housing, { use: 'draft', level: 'decision', channel: 'letter', lang: 'fr', decision, reference: 'AL-1' })
 */
export function renderNotice(notice: Notice, options: RenderNoticeOptions): string
export function renderNotice<const Uses extends Readonly<Record<string, UseDeclaration>>>(
  system: System<Uses>,
  options: RenderSystemNoticeOptions<Uses>,
): string
export function renderNotice(
  about: Notice | System,
  options: RenderNoticeOptions | RenderSystemNoticeOptions,
): string {
  if (!isSystem(about)) return drawNotice(about, options, 'message')
  if (!('use' in options))
    throw new NoticeInvalidError(
      'The notice cannot be shown. A system has several uses. Say which one in `use`.',
    )
  const { decision } = options
  return drawNotice(systemNotice(about, options), options, decision === undefined ? 'page' : 'message')
}
