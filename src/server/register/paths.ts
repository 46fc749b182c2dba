import { createHash } from 'node:crypto'
import type { FormatName } from '../../register/formats/formats.js'
import { STATEMENT_PATH } from '../accessibility/statement.js'
import { ICON_FILE } from '../icon.js'
import { REGISTER_STYLESHEET } from '../style/register.css.js'

/** Names in the address of the list. */
export const FIELDS = {
  words: 'recherche',
  status: 'statut',
  theme: 'domaine',
  individual: 'decision',
  personal: 'donnees',
  type: 'type',
  order: 'tri',
  page: 'page',
  language: 'langue',
} as const

/** Where the list is below the place where the register is mounted. */
export const LIST = '/registre'

/** Where the pages are. Every link comes from here. */
export interface RegisterPaths {
  readonly list: string
  readonly csv: string
  readonly json: string
  readonly schema: string
  readonly feed: string
  readonly accessibility: string
  readonly stylesheet: string
  readonly icon: string
  readonly export: (format: FormatName) => string
  readonly sheet: (id: string) => string
  readonly sheetJson: (id: string) => string
}

const STYLE_VERSION = createHash('sha256').update(REGISTER_STYLESHEET).digest('hex').slice(0, 12)

/** Addresses of the pages mounted at `basePath`. Ids of systems are lower-case words: they need no escaping. */
export function registerPaths(basePath: string): RegisterPaths {
  const list = `${basePath}${LIST}`
  return {
    list,
    csv: `${list}/registre.csv`,
    json: `${list}/registre.json`,
    schema: `${list}/schema.json`,
    feed: `${list}/changements.atom`,
    accessibility: `${list}/${STATEMENT_PATH}`,
    stylesheet: `${list}/style-${STYLE_VERSION}.css`,
    icon: `${list}/${ICON_FILE}`,
    export: (format) => `${list}/exports/${format}.json`,
    sheet: (id) => `${list}/${id}`,
    sheetJson: (id) => `${list}/${id}.json`,
  }
}
