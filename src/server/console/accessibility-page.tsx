import type { JSX } from 'hono/jsx/jsx-runtime'
import { StatementContent, statementTitle } from '../accessibility/statement.js'
import { Shell } from './shell.js'
import type { PageContext } from './visit.js'

/** The accessibility statement of the console. Nobody needs to be signed in to read it. */
export function AccessibilityPage(props: {
  readonly context: PageContext
  readonly authority: string
}): JSX.Element {
  const { context, authority } = props
  const { language, paths } = context
  return (
    <Shell context={context} title={[statementTitle(language)]}>
      <StatementContent
        language={language}
        stated={context.stated()}
        authority={authority}
        scope="console"
        back={paths.queue}
      />
    </Shell>
  )
}
