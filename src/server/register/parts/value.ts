import { formatIsoDay, formatNumber } from '../../../i18n/format.js'
import type { SystemSheet } from '../../../register/system-sheet.js'
import type { RegisterVisit } from '../visit.js'
import { linked, one, type SheetPart, type SheetRow } from './part.js'

/** What it brings and costs. */
export function value(visit: RegisterVisit, sheet: SystemSheet): SheetPart {
  const { say, language } = visit
  const { peopleConcerned, decisionsPerYear, alternatives, energy, cost } = sheet.disclosure
  const day = (on: string): string => formatIsoDay(language, on)
  return {
    id: 'utilite',
    title: say('register.value'),
    rows: [
      { term: say('register.value.benefits'), values: [sheet.benefits] },
      { term: say('register.value.impacts'), values: [sheet.impacts] },
      { term: say('register.value.people'), values: one(peopleConcerned) },
      {
        term: say('register.value.decisions'),
        values: one(decisionsPerYear === null ? null : formatNumber(language, decisionsPerYear)),
        own: true,
      },
      { term: say('register.value.alternatives'), values: one(alternatives) },
      {
        term: say('register.value.energy'),
        values: one(energy === null ? null : say('register.value.energy.method', energy)),
      },
      { term: say('register.value.cost'), values: one(cost) },
      { term: say('register.value.assessed'), values: [day(sheet.assessedOn)], own: true },
      { term: say('register.value.review'), values: [day(sheet.valueReviewOn)], own: true },
      ...trial(visit, sheet),
      { term: say('register.value.jobs'), values: [sheet.jobImpact] },
      {
        term: say('register.value.consultations'),
        values: sheet.consultations.map(({ body, on, opinion }) =>
          opinion === null
            ? say('register.value.consultation', { body, day: day(on) })
            : say('register.value.consultation.opinion', { body, day: day(on), opinion }),
        ),
      },
    ],
  }
}

function trial({ say, language }: RegisterVisit, { experiment }: SystemSheet): readonly SheetRow[] {
  if (experiment === null) return []
  const { startsOn, endsOn, reportedOn, reportUrl, conclusive } = experiment
  const report =
    reportedOn === null
      ? undefined
      : say(conclusive === false ? 'register.value.inconclusive' : 'register.value.conclusive', {
          day: formatIsoDay(language, reportedOn),
        })
  return [
    {
      term: say('register.value.experiment'),
      values: [
        say('register.value.experiment.days', {
          start: formatIsoDay(language, startsOn),
          end: formatIsoDay(language, endsOn),
        }),
      ],
      own: true,
    },
    {
      term: say('register.value.report'),
      values: report === undefined ? undefined : [linked(report, reportUrl)],
      own: true,
    },
  ]
}
