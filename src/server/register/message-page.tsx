import type { JSX } from 'hono/jsx/jsx-runtime'
import { RegisterShell } from './shell.js'
import type { RegisterVisit } from './visit.js'

/** A page that says that there is nothing to show, and why. */
export function MessagePage(props: {
  readonly visit: RegisterVisit
  readonly title: string
  readonly text: string
}): JSX.Element {
  const { visit, title, text } = props
  return (
    <RegisterShell visit={visit} path={visit.paths.list} title={`${title} – ${visit.say('register.short')}`}>
      <div class="narrow">
        <h1>{title}</h1>
        <p>{text}</p>
        <p>
          <a href={visit.inLanguage(visit.paths.list)}>{visit.say('register.back')}</a>
        </p>
      </div>
    </RegisterShell>
  )
}
