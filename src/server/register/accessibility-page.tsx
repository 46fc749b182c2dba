import type { JSX } from 'hono/jsx/jsx-runtime'
import { StatementContent, statementTitle } from '../accessibility/statement.js'
import { RegisterShell } from './shell.js'
import type { RegisterVisit } from './visit.js'

/** The accessibility statement of the register, its forms and the annual report. */
export function AccessibilityPage({ visit }: { readonly visit: RegisterVisit }): JSX.Element {
  const { language, say, paths, authority, accessibility } = visit
  return (
    <RegisterShell visit={visit} title={`${statementTitle(language)} – ${say('register.short')}`}>
      <StatementContent
        language={language}
        stated={accessibility.stated}
        authority={authority}
        scope="register"
        back={visit.inLanguage(paths.list)}
      />
    </RegisterShell>
  )
}
