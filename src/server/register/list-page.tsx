import type { JSX } from 'hono/jsx/jsx-runtime'
import { formatIsoDay } from '../../i18n/format.js'
import { RECORD_LANGUAGE } from '../../i18n/language.js'
import { FORMAT_NAMES, FORMATS } from '../../register/formats/formats.js'
import { REGISTER_LICENCE } from '../../register/register-document.js'
import type { SystemSheet } from '../../register/system-sheet.js'
import type { Theme } from '../../system/disclosure.js'
import { VisibleText, visibleString } from '../visible-text.js'
import { ListFilters, SearchField } from './list-form.js'
import { PageLinks, partOf } from './list-pages.js'
import type { AskedList } from './read-query.js'
import { RegisterShell } from './shell.js'
import type { RegisterVisit } from './visit.js'
import { actionWords, figuresWords, statusWords, yesOrNo } from './words.js'

/** What the list shows. */
export interface ListProps {
  readonly visit: RegisterVisit
  readonly asked: AskedList
  readonly found: readonly SystemSheet[]
  /** The latest day on which a record was brought up to date. */
  readonly updatedOn: string | undefined
  /** The themes that there are. */
  readonly themes: ReadonlySet<Theme>
}

/** Every system, or those that were searched for. */
export function ListPage({ visit, asked, found, updatedOn, themes }: ListProps): JSX.Element {
  const { say, language } = visit
  const title = say('register.title', { city: visibleString(visit.authority) })
  return (
    <RegisterShell visit={visit} title={title}>
      <div class="register-head">
        <h1>{title}</h1>
        <p class="lede">
          {say('register.lede')}
          {updatedOn === undefined
            ? null
            : ` ${say('register.updated', { day: formatIsoDay(language, updatedOn) })}.`}
        </p>
      </div>
      {visit.staticBases === undefined ? (
        <form method="get" action={visit.paths.list}>
          <SearchField visit={visit} asked={asked} />
          <div class="register-layout">
            <ListFilters visit={visit} asked={asked} themes={themes} />
            <Found visit={visit} found={found} />
          </div>
        </form>
      ) : (
        <Found visit={visit} found={found} />
      )}
      <Downloads visit={visit} />
    </RegisterShell>
  )
}

function Found({ visit, found }: Pick<ListProps, 'visit' | 'found'>): JSX.Element {
  const { shown, page, pages } = partOf(visit, found)
  return (
    <div>
      <p role="status">{visit.say('register.found', { count: found.length })}</p>
      {found.length === 0 ? <Nothing visit={visit} /> : <Systems visit={visit} found={shown} />}
      <PageLinks visit={visit} page={page} pages={pages} />
    </div>
  )
}

function Nothing({ visit: { say } }: { readonly visit: RegisterVisit }): JSX.Element {
  return (
    <p class="message">
      {say('register.nothing')} {say('register.nothing.tips')}
    </p>
  )
}

function Systems({ visit, found }: Pick<ListProps, 'visit' | 'found'>): JSX.Element {
  return (
    <ul class="register-list">
      {found.map((sheet) => (
        <li>
          <div class="register-line">
            <h2>
              <a href={visit.inLanguage(visit.paths.sheet(sheet.id))} lang={RECORD_LANGUAGE}>
                <VisibleText text={sheet.name} />
              </a>
            </h2>
            <span class={`status status-${sheet.status}`}>{statusWords(visit, sheet)}</span>
          </div>
          <p lang={RECORD_LANGUAGE}>{actionWords(sheet)}</p>
          <Facts visit={visit} sheet={sheet} />
        </li>
      ))}
    </ul>
  )
}

function Facts({
  visit,
  sheet,
}: {
  readonly visit: RegisterVisit
  readonly sheet: SystemSheet
}): JSX.Element {
  const { say } = visit
  const isPublic = sheet.uses.some(({ audience }) => audience === 'citizens')
  return (
    <p class="register-facts">
      <span>{say(isPublic ? 'register.audience.citizens' : 'register.audience.agents')}</span>
      <span>{say('register.personal', { answer: yesOrNo(visit, sheet.personalData) })}</span>
      {sheet.figures === null ? null : (
        <span>
          {say('register.oversight.figures')} : {figuresWords(visit, sheet.figures)}
        </span>
      )}
    </p>
  )
}

function Downloads({ visit: { say, paths, reportUrl } }: { readonly visit: RegisterVisit }): JSX.Element {
  return (
    <section class="register-downloads" aria-labelledby="telecharger">
      <h2 id="telecharger">{say('register.downloads')}</h2>
      <ul>
        <li>
          <a
            href={paths.csv}
            aria-label={say('register.download.what', { format: say('register.download.csv') })}
          >
            {say('register.download.csv')}
          </a>
        </li>
        <li>
          <a
            href={paths.json}
            aria-label={say('register.download.what', { format: say('register.download.json') })}
          >
            {say('register.download.json')}
          </a>
        </li>
        <li>
          <a href={paths.schema}>{say('register.download.schema')}</a>
        </li>
        <li>
          <a href={paths.feed}>{say('register.download.feed')}</a>
        </li>
        {FORMAT_NAMES.map((name) => {
          const { standard, version } = FORMATS[name]
          return (
            <li>
              <a href={paths.export(name)}>{say('register.download.export', { standard, version })}</a>
            </li>
          )
        })}
        {reportUrl === undefined ? null : (
          <li>
            <a href={reportUrl}>{say('register.report')}</a>
          </li>
        )}
        <li>
          <a href={REGISTER_LICENCE}>{say('register.licence')}</a>
        </li>
      </ul>
    </section>
  )
}
