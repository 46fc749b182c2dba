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
      { key: 'register.value.benefits', values: [sheet.benefits] },
      { key: 'register.value.impacts', values: [sheet.impacts] },
      { key: 'register.value.people', values: one(peopleConcerned) },
      {
        key: 'register.value.decisions',
        values: one(decisionsPerYear === null ? null : formatNumber(language, decisionsPerYear)),
        own: true,
      },
      { key: 'register.value.alternatives', values: one(alternatives) },
      {
        key: 'register.value.energy',
        values: one(energy === null ? null : say('register.value.energy.method', energy)),
      },
      { key: 'register.value.cost', values: one(cost) },
      { key: 'register.value.assessed', values: [day(sheet.assessedOn)], own: true },
      { key: 'register.value.review', values: [day(sheet.valueReviewOn)], own: true },
      ...trial(visit, sheet),
      { key: 'register.value.jobs', values: [sheet.jobImpact] },
      {
        key: 'register.value.consultations',
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
      key: 'register.value.experiment',
      values: [
        say('register.value.experiment.days', {
          start: formatIsoDay(language, startsOn),
          end: formatIsoDay(language, endsOn),
        }),
      ],
      own: true,
    },
    {
      key: 'register.value.report',
      values: report === undefined ? undefined : [linked(report, reportUrl)],
      own: true,
    },
  ]
}
