import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Language } from '../../i18n/language.js'
import { PublicShell } from '../public-shell.js'
import { FIELDS, LIST } from './paths.js'
import type { RegisterVisit } from './visit.js'

/** A page of the register. What was searched for stays from one language to the other. */
export function RegisterShell(props: {
  readonly visit: RegisterVisit
  readonly title: string
  /** Where the other language is. Default: the address that was asked for, which is then one of ours. */
  readonly path?: string
  readonly children?: Child
}): JSX.Element {
  const { visit, title, path = visit.url.pathname, children } = props
  const { say, paths } = visit
  return (
    <PublicShell
      language={visit.language}
      title={title}
      stylesheet={paths.stylesheet}
      icon={paths.icon}
      authority={visit.authority}
      homeUrl={visit.homeUrl}
      accessibility={visit.accessibility}
      words={{
        skip: say('register.skip'),
        languages: say('register.languages'),
        footer: say('register.footer'),
      }}
      inLanguage={(language) => addressIn(visit, path, language)}
      head={
        <link
          rel="alternate"
          type="application/atom+xml"
          href={paths.feed}
          title={say('register.download.feed')}
        />
      }
    >
      {children}
    </PublicShell>
  )
}

function addressIn({ staticBases, paths, url }: RegisterVisit, path: string, language: Language): string {
  if (staticBases !== undefined)
    return `${staticBases[language]}${path.slice(paths.list.length - LIST.length)}`
  const query = new URLSearchParams(url.search)
  query.set(FIELDS.language, language)
  return `${path}?${query}`
}
