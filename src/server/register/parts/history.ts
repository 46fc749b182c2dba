import { formatIsoDay } from '../../../i18n/format.js'
import type { SystemSheet } from '../../../register/system-sheet.js'
import type { RegisterVisit } from '../visit.js'
import { one, type SheetPart, type SheetRow } from './part.js'

/** Which version this is, and since when. */
export function history({ say, language }: RegisterVisit, sheet: SystemSheet): SheetPart {
  const { inUseSince, endedOn, publishedOn } = sheet.disclosure
  const day = (on: string): string => formatIsoDay(language, on)
  return {
    id: 'version',
    title: say('register.history'),
    rows: [
      { key: 'register.history.version', values: [sheet.version] },
      {
        key: 'register.history.updated',
        values: one(sheet.updatedOn)?.map(day),
        own: true,
      },
      { key: 'register.history.since', values: one(inUseSince)?.map(day), own: true },
      ...(endedOn === null
        ? []
        : [{ key: 'register.history.ended', values: [day(endedOn)], own: true } satisfies SheetRow]),
      { key: 'register.history.published', values: one(publishedOn)?.map(day), own: true },
      { key: 'register.service', values: [sheet.service] },
      { key: 'register.administration', values: [sheet.administration] },
    ],
  }
}
