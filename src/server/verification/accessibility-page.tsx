import type { JSX } from 'hono/jsx/jsx-runtime'
import { StatementContent, statementTitle } from '../accessibility/statement.js'
import { asking } from './paths.js'
import { CheckShell } from './shell.js'
import type { CheckVisit } from './visit.js'

/** The accessibility statement of the page that checks decisions. */
export function AccessibilityPage({ visit }: { readonly visit: CheckVisit }): JSX.Element {
  const { language, paths, guard, accessibility } = visit
  return (
    <CheckShell visit={visit} result={statementTitle(language)} at={paths.accessibility}>
      <StatementContent
        language={language}
        stated={accessibility.stated}
        authority={guard.charter.authority}
        scope="verification"
        back={asking(paths.page, { language })}
      />
    </CheckShell>
  )
}
