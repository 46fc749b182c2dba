import type { SystemSheet } from '../../../register/system-sheet.js'
import type { RegisterVisit } from '../visit.js'
import { analysisWords, themeWords } from '../words.js'
import { linked, one, type SheetLink, type SheetPart } from './part.js'

/** What it does with which data. */
export function workings(visit: RegisterVisit, sheet: SystemSheet): SheetPart {
  const { say } = visit
  const { context, analysis, theme, area, performance } = sheet.disclosure
  const kept = sheet.uses.flatMap(({ textsForMonths, decisionsForMonths }) =>
    textsForMonths === null || decisionsForMonths === null
      ? []
      : [say('register.how.retention.months', { texts: textsForMonths, decisions: decisionsForMonths })],
  )
  return {
    id: 'fonctionnement',
    title: say('register.how'),
    rows: [
      {
        key: 'register.how.uses',
        values: sheet.uses.map(({ action, purpose }) => `L’IA ${action}. ${purpose}`),
      },
      { key: 'register.how.context', values: one(context) },
      { key: 'register.how.results', values: [sheet.expectedResults] },
      { key: 'register.how.performance', values: one(performance) },
      { key: 'register.how.type', values: [sheet.aiType] },
      { key: 'register.how.analysis', values: one(analysisWords(visit, analysis)), own: true },
      { key: 'register.how.parameters', values: [sheet.parameters] },
      { key: 'register.how.training', values: [sheet.trainingData] },
      {
        key: 'register.how.data',
        values: sheet.data.map((data) => dataWords(visit, data)),
      },
      { key: 'register.how.retention', values: [...new Set(kept)], own: true },
      { key: 'register.how.theme', values: one(themeWords(visit, theme)), own: true },
      { key: 'register.how.area', values: one(area) },
    ],
  }
}

function dataWords({ say }: RegisterVisit, data: SystemSheet['data'][number]): string | SheetLink {
  const { name, source, personal, collection, url } = data
  const words = say(personal ? 'register.how.data.personal' : 'register.how.data.item', { name, source })
  return linked(collection === null ? words : say('register.how.data.collected', { words, collection }), url)
}
