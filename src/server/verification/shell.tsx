import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { PublicShell } from '../public-shell.js'
import { asking } from './paths.js'
import type { CheckVisit } from './visit.js'

/** A page of the check of decisions. The reference that was typed stays from one language to the other. */
export function CheckShell(props: {
  readonly visit: CheckVisit
  /** What the page leads to; absent before anything was checked. */
  readonly result?: string
  readonly hasErrors?: boolean
  /** Where this page is. Default: the check's own. */
  readonly at?: string
  readonly children?: Child
}): JSX.Element {
  const { visit, result, hasErrors, at, children } = props
  const { say, language, paths, guard, typed } = visit
  const name = [...(result === undefined ? [] : [result]), say('verify.title')].join(' – ')
  return (
    <PublicShell
      language={language}
      title={hasErrors === true ? `${say('verify.error-prefix')} ${name}` : name}
      stylesheet={paths.stylesheet}
      icon={paths.icon}
      authority={guard.charter.authority}
      homeUrl={visit.homeUrl}
      accessibility={visit.accessibility}
      words={{ skip: say('verify.skip'), languages: say('verify.languages'), footer: say('verify.privacy') }}
      inLanguage={(other) =>
        asking(at ?? paths.page, { language: other, ...(typed === undefined ? {} : { reference: typed }) })
      }
    >
      <div class="narrow">{children}</div>
    </PublicShell>
  )
}
