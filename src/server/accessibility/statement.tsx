import type { JSX } from 'hono/jsx/jsx-runtime'
import type { accessibilityFr } from '../../i18n/accessibility.fr.js'
import { accessibilityTexts } from '../../i18n/accessibility.js'
import { formatIsoDay } from '../../i18n/format.js'
import { type Language, RECORD_LANGUAGE } from '../../i18n/language.js'
import type { ParamsOf } from '../../i18n/translate.js'
import type { AccessibilityStatement, Conformance } from '../../register/accessibility-declaration.js'
import { VisibleText, visibleString } from '../visible-text.js'
import type { Stated } from './stated.js'

/** The last part of the statement's address, below each mount. */
export const STATEMENT_PATH = 'accessibilite'

/** Which pages a statement is about. */
export type StatementScope = 'console' | 'register' | 'verification'

interface StatementProps {
  readonly language: Language
  readonly stated: Stated
  readonly authority: string
  readonly scope: StatementScope
  /** Where somebody comes back to. */
  readonly back: string
}

const SCOPES = {
  console: 'accessibility.scope.console',
  register: 'accessibility.scope.register',
  verification: 'accessibility.scope.verification',
} as const satisfies Record<StatementScope, string>

const STATES = {
  total: 'accessibility.state.total',
  partial: 'accessibility.state.partial',
  none: 'accessibility.state.none',
} as const satisfies Record<Conformance, string>

/** Addresses of the Défenseur des droits that the model of a statement names (https://accessibilite.numerique.gouv.fr). */
const DEFENDER = {
  form: 'https://formulaire.defenseurdesdroits.fr/',
  delegates: 'https://www.defenseurdesdroits.fr/saisir/delegues',
} as const

type Say = <Key extends keyof typeof accessibilityFr & string>(
  key: Key,
  ...params: ParamsOf<(typeof accessibilityFr)[Key]>
) => string

/** The title of the page. */
export function statementTitle(language: Language): string {
  return accessibilityTexts.text(language, 'accessibility.title')
}

/** The statement, in the order of the French model: state, results, what is not accessible, date, contact, appeal. */
export function StatementContent(props: StatementProps): JSX.Element {
  const { language, stated, scope, back } = props
  const say: Say = (key, ...params) => accessibilityTexts.text(language, key, ...params)
  const authority = visibleString(props.authority)
  const { statement, expired, conformance } = stated
  return (
    <div class="narrow statement">
      <h1>{say('accessibility.title')}</h1>
      <p>{say(SCOPES[scope], { authority })}</p>
      <p>{say('accessibility.law')}</p>
      <h2>{say('accessibility.state')}</h2>
      <p>{say(STATES[conformance])}</p>
      {statement === undefined ? <p>{say('accessibility.undeclared', { authority })}</p> : null}
      {statement !== undefined && expired ? (
        <p>{say('accessibility.expired', { day: formatIsoDay(language, statement.declaredOn) })}</p>
      ) : null}
      <h2>{say('accessibility.results')}</h2>
      <Audit say={say} language={language} statement={statement} />
      <h2>{say('accessibility.not-accessible')}</h2>
      <NotAccessible say={say} statement={statement} />
      <h2>{say('accessibility.established')}</h2>
      <p>
        {statement === undefined
          ? say('accessibility.not-established')
          : say('accessibility.established-on', { day: formatIsoDay(language, statement.declaredOn) })}
      </p>
      <h2>{say('accessibility.contact')}</h2>
      <p>{say('accessibility.contact-text')}</p>
      <Contact say={say} authority={authority} statement={statement} />
      <h2>{say('accessibility.appeal')}</h2>
      <p>{say('accessibility.appeal-text')}</p>
      <ul>
        <li>
          <a href={DEFENDER.form} rel="noreferrer">
            {say('accessibility.appeal-form')}
          </a>
        </li>
        <li>
          <a href={DEFENDER.delegates} rel="noreferrer">
            {say('accessibility.appeal-delegate')}
          </a>
        </li>
        <li>{say('accessibility.appeal-post')}</li>
      </ul>
      <p>
        <a href={back}>{say('accessibility.back')}</a>
      </p>
    </div>
  )
}

interface PartProps {
  readonly say: Say
  readonly statement: AccessibilityStatement | undefined
}

function Audit({ say, language, statement }: PartProps & { readonly language: Language }): JSX.Element {
  const audit = statement?.audit
  if (audit === undefined) return <p>{say('accessibility.no-audit')}</p>
  const { on, by, rate } = audit
  return <p>{say('accessibility.audit', { day: formatIsoDay(language, on), by: visibleString(by), rate })}</p>
}

function NotAccessible({ say, statement }: PartProps): JSX.Element {
  const found = statement?.notAccessible ?? []
  if (found.length === 0)
    return (
      <p>
        {say(statement?.audit === undefined ? 'accessibility.not-known' : 'accessibility.all-accessible')}
      </p>
    )
  return (
    <ul lang={RECORD_LANGUAGE}>
      {found.map((one) => (
        <li>
          <VisibleText text={one} />
        </li>
      ))}
    </ul>
  )
}

function Contact({ say, authority, statement }: PartProps & { readonly authority: string }): JSX.Element {
  if (statement === undefined) return <p>{say('accessibility.contact-none', { authority })}</p>
  const { contact } = statement
  return (
    <p>
      {'email' in contact ? (
        <a href={`mailto:${contact.email}`}>{say('accessibility.contact-email', { email: contact.email })}</a>
      ) : (
        <a href={contact.url}>{say('accessibility.contact-form')}</a>
      )}
    </p>
  )
}
