import { safeUrl } from '../../../internal/html.js'
import type { SystemSheet } from '../../../register/system-sheet.js'
import type { RegisterVisit } from '../visit.js'
import { address, linked, one, type SheetPart } from './part.js'

/** What somebody can ask for, and what it rests on. */
export function rights(
  { say, paths, inLanguage, requests, verificationUrl }: RegisterVisit,
  sheet: SystemSheet,
): SheetPart {
  const href = verificationUrl === undefined ? undefined : safeUrl(verificationUrl)
  return {
    id: 'droits',
    title: say('register.rights'),
    texts: [
      say(sheet.individualDecisions ? 'register.rights.decision' : 'register.rights.none'),
      ...(sheet.personalData ? [say('register.rights.data')] : []),
    ],
    links: [
      ...(requests
        ? [
            {
              href: inLanguage(`${paths.sheet(sheet.id)}/demande`),
              text: say('register.rights.explanation'),
            },
            { href: inLanguage(`${paths.sheet(sheet.id)}/avis`), text: say('register.rights.feedback') },
          ]
        : []),
      ...(href === undefined || !sheet.individualDecisions
        ? []
        : [{ href, text: say('register.rights.verify') }]),
    ],
    rows: [
      { key: 'register.rights.objection', values: one(sheet.disclosure.objection) },
      {
        key: 'register.rights.legal-basis',
        values: sheet.disclosure.legalBasis?.map(({ title, url }) => linked(title, url)),
      },
      {
        key: 'register.rights.processing-record',
        values: address(sheet.disclosure.processingRecordUrl),
      },
    ],
  }
}
