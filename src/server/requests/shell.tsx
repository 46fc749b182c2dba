import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { PublicShell } from '../public-shell.js'
import { visibleString } from '../visible-text.js'
import { inLanguage } from './paths.js'
import type { PublicVisit } from './visit.js'

/** What every page has around its own content; without a system where there is none. */
export type ShellVisit = Omit<PublicVisit, 'system'> & Partial<Pick<PublicVisit, 'system'>>

/** A page of the forms for requests. */
export function RequestShell(props: {
  readonly visit: ShellVisit
  readonly title: string
  readonly hasErrors?: boolean
  /** Only on a page that can be asked for again. */
  readonly hasLanguages?: boolean
  readonly children?: Child
}): JSX.Element {
  const { visit, title, hasErrors, hasLanguages, children } = props
  const { say, language, paths, system, kind } = visit
  const name = system === undefined ? title : `${title} – ${visibleString(system.name)}`
  return (
    <PublicShell
      language={language}
      title={hasErrors === true ? `${say('request.error-prefix')} ${name}` : name}
      stylesheet={paths.stylesheet}
      icon={paths.icon}
      authority={visit.authority}
      homeUrl={visit.homeUrl}
      accessibility={visit.accessibility}
      words={{
        skip: say('request.skip'),
        languages: say('request.languages'),
        footer: say('request.footer'),
      }}
      {...(hasLanguages === true && system !== undefined
        ? { inLanguage: (other) => inLanguage(paths.form(system.id, kind), other) }
        : {})}
    >
      <div class="narrow">{children}</div>
    </PublicShell>
  )
}

/** A page that says one thing. */
export function SayingPage(props: {
  readonly visit: ShellVisit
  readonly title: string
  readonly text: string
}): JSX.Element {
  return (
    <RequestShell visit={props.visit} title={props.title}>
      <h1>{props.title}</h1>
      <p>{props.text}</p>
    </RequestShell>
  )
}
