import type { JSX } from 'hono/jsx/jsx-runtime'
import { RECORD_LANGUAGE } from '../../i18n/language.js'
import { safeUrl } from '../../internal/html.js'
import type { LabelledSystem } from '../../review/suggestion.js'
import { visibleString } from '../visible-text.js'
import type { CheckVisit } from './visit.js'

/** The system as it was when it made its suggestion, with the address of its record. */
export function SystemName(props: {
  readonly visit: CheckVisit
  readonly system: LabelledSystem
}): JSX.Element {
  const { visit, system } = props
  const name = visit.say('verify.system.version', {
    name: visibleString(system.name),
    version: visibleString(system.version),
  })
  const url = system.recordUrl === undefined ? undefined : safeUrl(system.recordUrl)
  const text = <span lang={RECORD_LANGUAGE}>{name}</span>
  return url === undefined ? text : <a href={url}>{text}</a>
}
