import type { RegisterQuery } from '../../register/find-systems.js'
import { REGISTER_STATUSES } from '../../register/status.js'
import { THEMES } from '../../system/disclosure.js'
import { FIELDS } from './paths.js'

/** What an address asks of the list. What it does not understand it leaves out: an old link still opens. */
export type AskedList = RegisterQuery

/** Reads the address of the list. */
export function readQuery(query: URLSearchParams): AskedList {
  const words = query.get(FIELDS.words)?.trim() ?? ''
  const status = REGISTER_STATUSES.find((one) => one === query.get(FIELDS.status))
  const theme = THEMES.find((one) => one === query.get(FIELDS.theme))
  const individual = answerOf(query.get(FIELDS.individual))
  const personal = answerOf(query.get(FIELDS.personal))
  const type = query.get(FIELDS.type)
  return {
    ...(words === '' ? {} : { words }),
    ...(status === undefined ? {} : { status }),
    ...(theme === undefined ? {} : { theme }),
    ...(individual === undefined ? {} : { individualDecisions: individual }),
    ...(personal === undefined ? {} : { personalData: personal }),
    ...(type === 'apprentissage' || type === 'regles' ? { learns: type === 'apprentissage' } : {}),
    ...(query.get(FIELDS.order) === 'maj' ? { order: 'updated' as const } : {}),
  }
}

/** Which page of the list is asked for, from 1. */
export function readPage(query: URLSearchParams): number {
  const page = query.get(FIELDS.page) ?? ''
  return /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 1
}

function answerOf(word: string | null): boolean | undefined {
  return word === 'oui' ? true : word === 'non' ? false : undefined
}
