import { formatIsoDay } from '../../../i18n/format.js'
import type { AssessmentSheet } from '../../../register/disclosure-sheet.js'
import type { SystemSheet } from '../../../register/system-sheet.js'
import type { RegisterVisit } from '../visit.js'
import { classWords } from '../words.js'
import { linked, one, type SheetLink, type SheetPart, type SheetRow } from './part.js'

/** What may go wrong, and what is done about it. */
export function risks(visit: RegisterVisit, sheet: SystemSheet): SheetPart {
  const { say, language } = visit
  const { aiActClass, riskMeasures, biasChecks, impactAssessments, noAssessment } = sheet.disclosure
  const day = (on: string): string => formatIsoDay(language, on)
  return {
    id: 'risques',
    title: say('register.risks'),
    rows: [
      { key: 'register.risks.class', values: one(classWords(visit, aiActClass)), own: true },
      { key: 'register.risks.limits', values: sheet.limits },
      { key: 'register.risks.measures', values: one(riskMeasures) },
      { key: 'register.risks.bias', values: one(biasChecks) },
      {
        key: 'register.risks.assessments',
        values:
          impactAssessments?.map((assessment) => assessmentWords(visit, assessment)) ?? one(noAssessment),
      },
      {
        key: 'register.risks.audit',
        values: [say('register.risks.audit.every', { count: sheet.auditEveryMonths })],
        own: true,
      },
      { key: 'register.risks.audited', values: one(sheet.auditedOn)?.map(day), own: true },
      { key: 'register.risks.reversibility', values: [sheet.reversibility] },
      ...(sheet.exceptions.length === 0
        ? []
        : [
            {
              key: 'register.risks.exceptions',
              values: sheet.exceptions.map(({ text, article, until }) =>
                say('register.risks.exception', { text, article, day: day(until) }),
              ),
            } satisfies SheetRow,
          ]),
    ],
  }
}

function assessmentWords(
  { say, language }: RegisterVisit,
  { title, on, url, findings }: AssessmentSheet,
): string | SheetLink {
  const dated =
    on === null ? title : say('register.risks.assessment', { title, day: formatIsoDay(language, on) })
  return linked(findings === null ? dated : say('register.risks.findings', { title: dated, findings }), url)
}
