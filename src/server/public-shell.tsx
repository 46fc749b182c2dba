import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { LANGUAGES, type Language, RECORD_LANGUAGE } from '../i18n/language.js'
import { AccessibilityMention } from './accessibility/mention.js'
import type { Stated } from './accessibility/stated.js'
import { VisibleText } from './visible-text.js'

const LANGUAGE_NAMES = { fr: 'Français', en: 'English' } as const

/** What the frame of a page that is open to everybody needs. */
export interface PublicShellProps {
  readonly language: Language
  readonly title: string
  readonly stylesheet: string
  readonly icon: string
  /** Whose site it is, and where its name leads to. */
  readonly authority: string
  readonly homeUrl: string
  /** The frame's own texts, in the page's language. */
  readonly words: { readonly skip: string; readonly languages: string; readonly footer: string }
  /** What is said of the accessibility of these pages, and where the whole of it is. */
  readonly accessibility: { readonly stated: Stated; readonly page: string }
  /** Where the same page is in each language. Absent: it cannot be asked for again. */
  readonly inLanguage?: (language: Language) => string
  /** What else stands in the head. */
  readonly head?: Child
  readonly children?: Child
}

/** A whole page: title, skip link, the city's name, languages, main, footer. Nobody is signed in; no script. */
export function PublicShell(props: PublicShellProps): JSX.Element {
  const {
    language,
    title,
    stylesheet,
    icon,
    authority,
    homeUrl,
    words,
    accessibility,
    inLanguage,
    head,
    children,
  } = props
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="stylesheet" href={stylesheet} />
        <link rel="icon" href={icon} type="image/svg+xml" />
        {head}
      </head>
      <body>
        <a class="skip-link" href="#contenu">
          {words.skip}
        </a>
        <header class="site-header">
          <div class="site-header-inner">
            <p class="site-name">
              <a href={homeUrl} lang={RECORD_LANGUAGE}>
                <VisibleText text={authority} />
              </a>
            </p>
            {inLanguage === undefined ? null : (
              <Languages label={words.languages} current={language} inLanguage={inLanguage} />
            )}
          </div>
        </header>
        <main id="contenu" tabindex={-1}>
          {children}
        </main>
        <footer class="site-footer">
          <p>{words.footer}</p>
          <AccessibilityMention language={language} {...accessibility} />
        </footer>
      </body>
    </html>
  )
}

/** Each language by its own name. */
function Languages(props: {
  readonly label: string
  readonly current: Language
  readonly inLanguage: (language: Language) => string
}): JSX.Element {
  const { label, current, inLanguage } = props
  return (
    <nav aria-label={label}>
      <ul>
        {LANGUAGES.map((language) => (
          <li>
            <a
              href={inLanguage(language)}
              lang={language}
              hreflang={language}
              {...(language === current ? { 'aria-current': 'true' as const } : {})}
            >
              {LANGUAGE_NAMES[language]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
