import { formatIsoDay } from '../../../i18n/format.js'
import type { SystemSheet } from '../../../register/system-sheet.js'
import type { RegisterVisit } from '../visit.js'
import { one, type SheetPart } from './part.js'

/** Which version this is, and since when. */
export function history({ say, language }: RegisterVisit, sheet: SystemSheet): SheetPart {
  const { inUseSince, endedOn, publishedOn } = sheet.disclosure
  const day = (on: string): string => formatIsoDay(language, on)
  return {
    id: 'version',
    title: say('register.history'),
    rows: [
      { term: say('register.history.version'), values: [sheet.version] },
      {
        term: say('register.history.updated'),
        values: one(sheet.updatedOn)?.map(day),
        own: true,
      },
      { term: say('register.history.since'), values: one(inUseSince)?.map(day), own: true },
      ...(endedOn === null
        ? []
        : [{ term: say('register.history.ended'), values: [day(endedOn)], own: true }]),
      { term: say('register.history.published'), values: one(publishedOn)?.map(day), own: true },
      { term: say('register.service'), values: [sheet.service] },
      { term: say('register.administration'), values: [sheet.administration] },
    ],
  }
}
