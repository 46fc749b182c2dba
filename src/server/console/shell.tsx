import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { supervisingRoles } from '../../review/roles.js'
import { AccessibilityMention } from '../accessibility/mention.js'
import { mayAdminister } from '../administration/access.js'
import { TOKEN_FIELD } from '../form-token.js'
import { VisibleText, visibleString } from '../visible-text.js'
import { seesRequests } from './request-access.js'
import { scriptTexts } from './script-texts.js'
import type { PageContext, Visit } from './visit.js'

/** What every page of the console has around its own content. */
export interface ShellProps {
  readonly context: PageContext
  /** Absent on pages that somebody without a session sees. */
  readonly visit?: Visit
  /** Most specific first; the console's name is added. */
  readonly title: readonly string[]
  readonly hasErrors?: boolean
  /** Which of the navigation's places this is, by its address. */
  readonly here?: string
  /** Where the page hears of new cases. */
  readonly live?: string
  readonly children?: Child
}

/** A whole page: title, skip link, header, main, footer. */
export function Shell({ context, visit, title, hasErrors, here, live, children }: ShellProps): JSX.Element {
  const { say, paths, language } = context
  const name = [...title.map(visibleString), say('shell.name')].join(' – ')
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <title>{hasErrors === true ? `${say('shell.error-prefix')} ${name}` : name}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="stylesheet" href={paths.stylesheet} />
        <link rel="icon" href={paths.icon} type="image/svg+xml" />
        {visit === undefined ? null : <script src={paths.script} defer />}
      </head>
      <body {...(visit === undefined ? {} : { 'data-texts': scriptTexts(context) })} data-live={live}>
        <a class="skip-link" href="#contenu">
          {say('shell.skip')}
        </a>
        <Header context={context} here={here} {...(visit === undefined ? {} : { visit })} />
        <main id="contenu" tabindex={-1}>
          {children}
        </main>
        <footer class="site-footer">
          <p>{say('shell.footer')}</p>
          <AccessibilityMention language={language} stated={context.stated()} page={paths.accessibility} />
        </footer>
      </body>
    </html>
  )
}

function Header({
  context,
  visit,
  here,
}: Pick<ShellProps, 'context' | 'visit'> & { readonly here: string | undefined }): JSX.Element {
  const { say, paths } = context
  return (
    <header class="site-header">
      <div class="site-header-inner">
        <p class="site-name">
          <a href={paths.queue}>{say('shell.name')}</a>
        </p>
        {visit === undefined ? null : (
          <>
            <nav aria-label={say('shell.navigation')}>
              <ul>
                {navigation(visit).map(({ href, label, isHelp }) => (
                  <li>
                    <a
                      href={href}
                      {...(href === here ? { 'aria-current': 'page' as const } : {})}
                      {...(isHelp === true ? { 'data-help': '' } : {})}
                    >
                      {label}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
            <div class="signed-in">
              <p>
                <span class="visually-hidden">{say('shell.signed-in-as')} </span>
                <VisibleText text={visit.reviewer.name} />
              </p>
              {visit.signOutPath === undefined ? null : (
                <form method="post" action={visit.signOutPath}>
                  <HiddenFields visit={visit} />
                  <button type="submit" class="quiet">
                    {say('shell.sign-out')}
                  </button>
                </form>
              )}
            </div>
          </>
        )}
      </div>
    </header>
  )
}

interface NavigationItem {
  readonly href: string
  readonly label: string
  readonly isHelp?: boolean
}

/** The same places in the same order on every page; help is the last of them. */
function navigation({ say, paths, guard, reviewer }: Visit): readonly NavigationItem[] {
  const supervises = guard.systems.some(({ record }) =>
    supervisingRoles(record).some((role) => reviewer.roles.includes(role)),
  )
  return [
    { href: paths.queue, label: say('shell.queue') },
    ...(seesRequests({ guard, reviewer }) ? [{ href: paths.requests, label: say('nav.requests') }] : []),
    { href: paths.problems, label: say('nav.problems') },
    { href: paths.ownStatistics, label: say('nav.own-statistics') },
    ...(supervises ? [{ href: paths.teamStatistics, label: say('nav.team-statistics') }] : []),
    ...(mayAdminister(guard, reviewer)
      ? [{ href: paths.administration, label: say('nav.administration') }]
      : []),
    { href: paths.preferences, label: say('nav.preferences') },
    { href: paths.help, label: say('nav.help'), isHelp: true },
  ]
}

/** Names of the hidden fields of a form, beside the token's. */
export const HIDDEN_NAMES = { version: 'version', key: 'cle', digest: 'saisie' } as const

/** The hidden fields of a form: its token, and what a command on a review needs. */
export function HiddenFields(props: {
  readonly visit: Visit
  readonly version?: number
  readonly idempotencyKey?: string
}): JSX.Element {
  return (
    <>
      <input type="hidden" name={TOKEN_FIELD} value={props.visit.token} />
      {props.version === undefined ? null : (
        <input type="hidden" name={HIDDEN_NAMES.version} value={String(props.version)} />
      )}
      {props.idempotencyKey === undefined ? null : (
        <input type="hidden" name={HIDDEN_NAMES.key} value={props.idempotencyKey} />
      )}
    </>
  )
}
