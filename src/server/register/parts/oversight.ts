import { formatNumber } from '../../../i18n/format.js'
import type { SystemSheet } from '../../../register/system-sheet.js'
import type { RegisterVisit } from '../visit.js'
import { figuresWords } from '../words.js'
import type { SheetPart, SheetRow } from './part.js'

/** Who decides, and how often people did not follow. */
export function oversight(visit: RegisterVisit, sheet: SystemSheet): SheetPart {
  const { say, language } = visit
  const modes = sheet.uses.map(({ impact, oversight: mode, concurring, secondOpinionPercent: drawn }) => {
    if (impact === 'information') return say('register.oversight.information')
    const words =
      mode === 'decide-first'
        ? say('register.oversight.decide-first')
        : say(mode === 'on-request' ? 'register.oversight.on-request' : 'register.oversight.shown')
    if (concurring > 1) return `${words} ${say('register.oversight.quorum', { count: concurring })}`
    if (drawn === undefined) return words
    return `${words} ${say('register.oversight.drawn', { percent: formatNumber(language, drawn) })}`
  })
  const samples = sheet.uses.flatMap(({ sampleCheck }) => (sampleCheck === null ? [] : [sampleCheck]))
  return {
    id: 'controle',
    title: say('register.oversight'),
    rows: [
      { key: 'register.oversight.mode', values: [...new Set(modes)], own: true },
      ...(samples.length === 0
        ? []
        : [
            {
              key: 'register.oversight.sample',
              values: samples.map(({ by, percent }) =>
                percent === null
                  ? say('register.oversight.sample.by', { by })
                  : say('register.oversight.sample.share', { by, percent }),
              ),
            } satisfies SheetRow,
          ]),
      {
        key: 'register.oversight.figures',
        values: sheet.figures === null ? undefined : [figuresWords(visit, sheet.figures)],
        own: true,
      },
      {
        key: 'register.oversight.training',
        values: [
          say('register.oversight.training.months', {
            title: sheet.training.title,
            count: sheet.training.validForMonths,
          }),
        ],
      },
    ],
  }
}
