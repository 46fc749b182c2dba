import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Publication } from '../../guard/publications.js'
import { formatIsoDay } from '../../i18n/format.js'
import { RECORD_LANGUAGE } from '../../i18n/language.js'
import type { SystemSheet } from '../../register/system-sheet.js'
import { VisibleText, visibleString } from '../visible-text.js'
import { contactRows } from './contact-rows.js'
import { HISTORY_ID, HistoryPart } from './history-part.js'
import type { SheetLink, SheetPart } from './parts/part.js'
import { sheetParts } from './sheet-parts.js'
import { RegisterShell } from './shell.js'
import type { RegisterVisit } from './visit.js'
import { actionWords, statusWords } from './words.js'

interface SheetProps {
  readonly visit: RegisterVisit
  readonly sheet: SystemSheet
  readonly history: readonly Publication[]
}

/** One system: in short for everybody, then in full. */
export function SheetPage({ visit, sheet, history }: SheetProps): JSX.Element {
  const { say, language, paths } = visit
  const parts = sheetParts(visit, sheet)
  const title = `${visibleString(sheet.name)} – ${say('register.short')}`
  return (
    <RegisterShell visit={visit} title={title}>
      <p class="back">
        <a href={visit.inLanguage(paths.list)}>{say('register.back')}</a>
      </p>
      <div class="register-line">
        <h1 lang={RECORD_LANGUAGE}>
          <VisibleText text={sheet.name} />
        </h1>
        <span class={`status status-${sheet.status}`}>{statusWords(visit, sheet)}</span>
      </div>
      <p class="register-facts">
        {sheet.updatedOn === null
          ? `${say('register.history.updated')} : ${say('register.missing')}`
          : say('register.updated', { day: formatIsoDay(language, sheet.updatedOn) })}
        <span>{say('register.completeness', sheet.completeness)}</span>
      </p>
      <div class="sheet-top">
        <section class="sheet-card" aria-labelledby="en-bref">
          <h2 id="en-bref">{say('register.brief')}</h2>
          <p lang={RECORD_LANGUAGE}>{actionWords(sheet)}</p>
          <p lang={RECORD_LANGUAGE}>
            <VisibleText text={sheet.purpose} />
          </p>
        </section>
        <Contact visit={visit} sheet={sheet} />
      </div>
      <nav class="sheet-contents" aria-label={say('register.sheet.contents')}>
        <ul>
          {parts.map(({ id, title: name }) => (
            <li>
              <a href={`#${id}`}>{name}</a>
            </li>
          ))}
          <li>
            <a href={`#${HISTORY_ID}`}>{say('register.versions')}</a>
          </li>
        </ul>
      </nav>
      {parts.map((part) => (
        <Part visit={visit} part={part} />
      ))}
      <HistoryPart visit={visit} history={history} />
      <p class="sheet-part">
        <a href={paths.sheetJson(sheet.id)}>{say('register.sheet.download')}</a>
      </p>
    </RegisterShell>
  )
}

function Contact({ visit: { say }, sheet }: Pick<SheetProps, 'visit' | 'sheet'>): JSX.Element {
  const { contact, service } = sheet
  return (
    <section class="sheet-card" aria-labelledby="agent">
      <h2 id="agent">{say('register.contact')}</h2>
      {contact === null ? (
        <p>
          {say('register.contact.none')} <VisibleText text={service} />
        </p>
      ) : (
        <dl class="sheet-rows">
          {contactRows(sheet).map(({ key, text }) => (
            <>
              <dt>{say(key)}</dt>
              <dd lang={RECORD_LANGUAGE}>
                <VisibleText text={text} />
              </dd>
            </>
          ))}
        </dl>
      )}
    </section>
  )
}

function Part({ visit, part }: { readonly visit: RegisterVisit; readonly part: SheetPart }): JSX.Element {
  const { say } = visit
  return (
    <section class="sheet-part" aria-labelledby={part.id}>
      <h2 id={part.id}>{part.title}</h2>
      {(part.texts ?? []).map((text) => (
        <p>{text}</p>
      ))}
      {(part.links ?? []).map(({ href, text }) => (
        <p>
          <a href={href}>{text}</a>
        </p>
      ))}
      {part.rows.length === 0 ? null : (
        <dl class="sheet-rows">
          {part.rows.map(({ key, values, own }) => (
            <>
              <dt>{say(key)}</dt>
              <dd {...(own === true ? {} : { lang: RECORD_LANGUAGE })}>
                {values === undefined || values.length === 0 ? (
                  <span class="none" lang={visit.language}>
                    {say('register.missing')}
                  </span>
                ) : (
                  <Values values={values} />
                )}
              </dd>
            </>
          ))}
        </dl>
      )}
    </section>
  )
}

function Values({ values }: { readonly values: readonly (string | SheetLink)[] }): Child {
  const [first, ...others] = values
  if (first === undefined) return null
  if (others.length === 0) return <Value value={first} />
  return (
    <ul>
      {values.map((value) => (
        <li>
          <Value value={value} />
        </li>
      ))}
    </ul>
  )
}

function Value({ value }: { readonly value: string | SheetLink }): JSX.Element {
  if (typeof value === 'string') return <VisibleText text={value} />
  return (
    <a href={value.href}>
      <VisibleText text={value.text} />
    </a>
  )
}
