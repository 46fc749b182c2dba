import type { JSX } from 'hono/jsx/jsx-runtime'
import { RECORD_LANGUAGE } from '../../i18n/language.js'
import { VisibleText } from '../visible-text.js'
import type { Visit } from './visit.js'

/** What a system's record says, marked with its language on a page in another one (WCAG 3.1.2, RGAA 8.7). */
export function RecordText({
  visit,
  text,
}: {
  readonly visit: Pick<Visit, 'language'>
  readonly text: string
}): JSX.Element {
  if (visit.language === RECORD_LANGUAGE) return <VisibleText text={text} />
  return (
    <span lang={RECORD_LANGUAGE}>
      <VisibleText text={text} />
    </span>
  )
}
