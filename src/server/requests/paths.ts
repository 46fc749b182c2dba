import { createHash } from 'node:crypto'
import type { RequestInput } from '../../guard/requests.js'
import type { Language } from '../../i18n/language.js'
import { STATEMENT_PATH } from '../accessibility/statement.js'
import { ICON_FILE } from '../icon.js'
import { REQUESTS_STYLESHEET } from '../style/requests.css.js'

/** The page's language, when somebody chose one. */
export const LANGUAGE_FIELD = 'langue'

/** Names of the fields of both forms. */
export const FIELDS = {
  name: 'nom',
  email: 'courriel',
  address: 'adresse',
  phone: 'telephone',
  wish: 'souhait',
  channel: 'reponse',
  reference: 'reference',
  text: 'texte',
} as const

/** Where the pages are. Every link comes from here. */
export interface RequestPaths {
  /** The accessibility statement, which the register shows. */
  readonly accessibility: string
  readonly stylesheet: string
  readonly icon: string
  /** The system's page in the register. */
  sheet(systemId: string): string
  form(systemId: string, kind: RequestInput['kind']): string
}

/** Which form an address is that of. */
export interface RequestAddress {
  readonly systemId: string
  readonly kind: RequestInput['kind']
}

const STYLE_VERSION = createHash('sha256').update(REQUESTS_STYLESHEET).digest('hex').slice(0, 12)
const LAST_PARTS = { explanation: 'demande', feedback: 'avis' } as const

/** Addresses of the forms mounted at `basePath`. */
export function requestPaths(basePath: string): RequestPaths {
  const sheet = (systemId: string): string => `${basePath}/registre/${encodeURIComponent(systemId)}`
  return {
    accessibility: `${basePath}/registre/${STATEMENT_PATH}`,
    stylesheet: `${basePath}/registre/demande/style-${STYLE_VERSION}.css`,
    icon: `${basePath}/registre/demande/${ICON_FILE}`,
    sheet,
    form: (systemId, kind) => `${sheet(systemId)}/${LAST_PARTS[kind]}`,
  }
}

/** Reads an address; undefined when it is that of no form. */
export function readAddress(basePath: string, pathname: string): RequestAddress | undefined {
  if (!pathname.startsWith(`${basePath}/registre/`)) return undefined
  const [, systemId, last] = /^([a-z0-9-]+)\/(demande|avis)$/.exec(pathname.slice(basePath.length + 10)) ?? []
  if (systemId === undefined) return undefined
  return { systemId, kind: last === 'demande' ? 'explanation' : 'feedback' }
}

/** A path in a language. */
export function inLanguage(path: string, language: Language): string {
  return `${path}?${new URLSearchParams({ [LANGUAGE_FIELD]: language })}`
}
