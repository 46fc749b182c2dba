import { formatIsoDay } from '../../../i18n/format.js'
import type { AssessmentSheet } from '../../../register/disclosure-sheet.js'
import type { SystemSheet } from '../../../register/system-sheet.js'
import type { RegisterVisit } from '../visit.js'
import { classWords } from '../words.js'
import { linked, one, type SheetLink, type SheetPart } from './part.js'

/** What may go wrong, and what is done about it. */
export function risks(visit: RegisterVisit, sheet: SystemSheet): SheetPart {
  const { say, language } = visit
  const { aiActClass, riskMeasures, biasChecks, impactAssessments, noAssessment } = sheet.disclosure
  const day = (on: string): string => formatIsoDay(language, on)
  return {
    id: 'risques',
    title: say('register.risks'),
    rows: [
      { term: say('register.risks.class'), values: one(classWords(visit, aiActClass)), own: true },
      { term: say('register.risks.limits'), values: sheet.limits },
      { term: say('register.risks.measures'), values: one(riskMeasures) },
      { term: say('register.risks.bias'), values: one(biasChecks) },
      {
        term: say('register.risks.assessments'),
        values:
          impactAssessments?.map((assessment) => assessmentWords(visit, assessment)) ?? one(noAssessment),
      },
      {
        term: say('register.risks.audit'),
        values: [say('register.risks.audit.every', { count: sheet.auditEveryMonths })],
        own: true,
      },
      { term: say('register.risks.audited'), values: one(sheet.auditedOn)?.map(day), own: true },
      { term: say('register.risks.reversibility'), values: [sheet.reversibility] },
      ...(sheet.exceptions.length === 0
        ? []
        : [
            {
              term: say('register.risks.exceptions'),
              values: sheet.exceptions.map(({ text, article, until }) =>
                say('register.risks.exception', { text, article, day: day(until) }),
              ),
            },
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
