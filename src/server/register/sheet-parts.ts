import { formatIsoDay } from '../../i18n/format.js'
import { safeUrl } from '../../internal/html.js'
import type { SystemSheet } from '../../register/system-sheet.js'
import type { RegisterVisit } from './visit.js'
import { figuresWords, yesOrNo } from './words.js'

/** A term and what is known of it; without values it is shown as not filled in. */
export interface SheetRow {
  readonly term: string
  readonly values: readonly string[] | undefined
  /** In the page's language; else in the record's. */
  readonly own?: boolean
}

/** A part of the full sheet. */
export interface SheetPart {
  readonly id: string
  readonly title: string
  readonly texts?: readonly string[]
  readonly links?: readonly { readonly href: string; readonly text: string }[]
  readonly rows: readonly SheetRow[]
}

/** The full sheet, part by part, in the order of the public page. */
export function sheetParts(visit: RegisterVisit, sheet: SystemSheet): readonly SheetPart[] {
  return [
    rights(visit, sheet),
    workings(visit, sheet),
    oversight(visit, sheet),
    risks(visit, sheet),
    value(visit, sheet),
    supplier(visit, sheet),
    history(visit, sheet),
  ]
}

const one = (text: string | null | undefined): readonly string[] | undefined =>
  text === null || text === undefined ? undefined : [text]

function rights(
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
    rows: [],
  }
}

function workings({ say }: RegisterVisit, sheet: SystemSheet): SheetPart {
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
        term: say('register.how.uses'),
        values: sheet.uses.map(({ action, purpose }) => `L’IA ${action}. ${purpose}`),
      },
      { term: say('register.how.results'), values: [sheet.expectedResults] },
      { term: say('register.how.type'), values: [sheet.aiType] },
      { term: say('register.how.parameters'), values: [sheet.parameters] },
      { term: say('register.how.training'), values: [sheet.trainingData] },
      {
        term: say('register.how.data'),
        values: sheet.data.map(({ name, source, personal }) =>
          say(personal ? 'register.how.data.personal' : 'register.how.data.item', { name, source }),
        ),
      },
      { term: say('register.how.retention'), values: [...new Set(kept)], own: true },
    ],
  }
}

function oversight(visit: RegisterVisit, sheet: SystemSheet): SheetPart {
  const { say } = visit
  const modes = sheet.uses.map(({ impact, oversight: mode, concurring }) => {
    if (impact === 'information') return say('register.oversight.information')
    const words =
      mode === 'decide-first'
        ? say('register.oversight.decide-first')
        : say(mode === 'on-request' ? 'register.oversight.on-request' : 'register.oversight.shown')
    return concurring === 1 ? words : `${words} ${say('register.oversight.quorum', { count: concurring })}`
  })
  return {
    id: 'controle',
    title: say('register.oversight'),
    rows: [
      { term: say('register.oversight.mode'), values: [...new Set(modes)], own: true },
      {
        term: say('register.oversight.figures'),
        values: sheet.figures === null ? undefined : [figuresWords(visit, sheet.figures)],
        own: true,
      },
      {
        term: say('register.oversight.training'),
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

function risks({ say, language }: RegisterVisit, sheet: SystemSheet): SheetPart {
  const day = (on: string): string => formatIsoDay(language, on)
  return {
    id: 'risques',
    title: say('register.risks'),
    rows: [
      { term: say('register.risks.limits'), values: sheet.limits },
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

function value(visit: RegisterVisit, sheet: SystemSheet): SheetPart {
  const { say, language } = visit
  const day = (on: string): string => formatIsoDay(language, on)
  return {
    id: 'utilite',
    title: say('register.value'),
    rows: [
      { term: say('register.value.benefits'), values: [sheet.benefits] },
      { term: say('register.value.impacts'), values: [sheet.impacts] },
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
  const { startsOn, endsOn, reportedOn, conclusive } = experiment
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
    { term: say('register.value.report'), values: one(report), own: true },
  ]
}

function supplier(visit: RegisterVisit, sheet: SystemSheet): SheetPart {
  const { say } = visit
  return {
    id: 'fournisseur',
    title: say('register.supplier'),
    rows: [
      { term: say('register.supplier.name'), values: [sheet.supplier] },
      {
        term: say('register.supplier.model'),
        values: [sheet.modelVersion === null ? sheet.model : `${sheet.model}, ${sheet.modelVersion}`],
      },
      { term: say('register.supplier.hosting'), values: [sheet.hosting] },
      { term: say('register.supplier.open'), values: [yesOrNo(visit, sheet.openSource)], own: true },
      {
        term: say('register.supplier.learns'),
        values: [yesOrNo(visit, sheet.supplierLearnsFromData)],
        own: true,
      },
    ],
  }
}

function history({ say, language }: RegisterVisit, sheet: SystemSheet): SheetPart {
  return {
    id: 'version',
    title: say('register.history'),
    rows: [
      { term: say('register.history.version'), values: [sheet.version] },
      {
        term: say('register.history.updated'),
        values: one(sheet.updatedOn)?.map((on) => formatIsoDay(language, on)),
        own: true,
      },
      { term: say('register.service'), values: [sheet.service] },
      { term: say('register.administration'), values: [sheet.administration] },
    ],
  }
}
