import { formatIsoDay } from '../../i18n/format.js'
import { RECORD_LANGUAGE } from '../../i18n/language.js'
import { registerTexts } from '../../i18n/register.js'
import type { registerFormatsFr } from '../../i18n/register-formats.fr.js'
import { registerFormatTexts } from '../../i18n/register-formats.js'
import type { ParamsOf } from '../../i18n/translate.js'
import { escapeHtml } from '../../internal/html.js'
import type { AssessmentSheet } from '../disclosure-sheet.js'
import type { SystemSheet } from '../system-sheet.js'

// Exports speak the language of the records that they quote.
function say<Key extends keyof typeof registerFormatsFr & string>(
  key: Key,
  ...params: ParamsOf<(typeof registerFormatsFr)[Key]>
): string {
  return registerFormatTexts.text(RECORD_LANGUAGE, key, ...params)
}

/** What the system does, use by use. */
export function actionsOf({ uses }: SystemSheet): readonly string[] {
  return uses.map(({ action, purpose }) => say('formats.use', { action, purpose }))
}

/** What people decide, and how. */
export function humanPartOf({ uses }: SystemSheet): readonly string[] {
  const own = (key: Parameters<typeof registerTexts.parts>[1]): string =>
    registerTexts
      .parts(RECORD_LANGUAGE, key)
      .map((part) => ('words' in part ? part.words : ''))
      .join('')
  const modes = uses.map(({ impact, oversight }) => {
    if (impact === 'information') return own('register.oversight.information')
    if (oversight === 'decide-first') return own('register.oversight.decide-first')
    return own(oversight === 'on-request' ? 'register.oversight.on-request' : 'register.oversight.shown')
  })
  const samples = uses.flatMap(({ sampleCheck }) => {
    if (sampleCheck === null) return []
    const { by, percent } = sampleCheck
    return [percent === null ? say('formats.sample', { by }) : say('formats.sample-share', { by, percent })]
  })
  return [...new Set([...modes, ...samples])]
}

/** Each kind of data with where it comes from. */
export function dataOf({ data }: SystemSheet): readonly string[] {
  return data.map(({ name, source }) => say('formats.data', { name, source }))
}

/** Type, model, parameters, results, limits. */
export function workingOf(sheet: SystemSheet): readonly string[] {
  const { performance } = sheet.disclosure
  const { aiType: type, model, supplier, hosting, parameters, trainingData: data } = sheet
  return [
    say('formats.model', { type, model, supplier, hosting }),
    say('formats.parameters', { parameters }),
    say('formats.training-data', { data }),
    say('formats.results', { results: sheet.expectedResults }),
    ...(performance === null ? [] : [say('formats.performance', { performance })]),
  ]
}

/** Known limits, what is done about risks, and which biases were looked for. */
export function risksOf({
  limits,
  disclosure: { riskMeasures: measures, biasChecks: bias },
}: SystemSheet): readonly string[] {
  return [
    ...(limits.length === 0 ? [] : [say('formats.limits', { limits: limits.join(' ') })]),
    ...(measures === null ? [] : [say('formats.measures', { measures })]),
    ...(bias === null ? [] : [say('formats.bias', { bias })]),
  ]
}

/** Benefits weighed against impacts, what else was considered, and what it uses up. */
export function balanceOf({ benefits, impacts, disclosure }: SystemSheet): readonly string[] {
  const { alternatives, energy, cost } = disclosure
  return [
    say('formats.benefits', { benefits }),
    say('formats.impacts', { impacts }),
    ...(alternatives === null ? [] : [say('formats.alternatives', { alternatives })]),
    ...(energy === null ? [] : [say('formats.energy', energy)]),
    ...(cost === null ? [] : [say('formats.cost', { cost })]),
  ]
}

/** What it is for: the procedure it stands in, whom it concerns, what it does. */
export function aimOf(sheet: SystemSheet): readonly string[] {
  const { context, peopleConcerned: people } = sheet.disclosure
  return [
    sheet.purpose,
    ...(context === null ? [] : [context]),
    ...actionsOf(sheet),
    ...(people === null ? [] : [say('formats.people', { people })]),
  ]
}

/** The texts that it rests on. Undefined when none was named. */
export function legalBasisOf({ disclosure: { legalBasis } }: SystemSheet): readonly string[] | undefined {
  return legalBasis?.map(({ title }) => title)
}

/** What assessments of some kinds found. Undefined when none was published. */
export function assessmentsOf(
  { disclosure: { impactAssessments } }: SystemSheet,
  kinds: readonly AssessmentSheet['kind'][],
): { readonly text: string; readonly url: string | undefined } | undefined {
  const found = (impactAssessments ?? []).filter(({ kind }) => kinds.includes(kind))
  if (found.length === 0) return undefined
  return {
    text: prose(
      found.map(({ title, findings }) =>
        findings === null ? title : say('formats.assessment', { title, findings }),
      ),
    ),
    url: found.find(({ url }) => url !== null)?.url ?? undefined,
  }
}

/** How often it is audited, and when it was last. */
export function auditsOf({ auditEveryMonths: count, auditedOn }: SystemSheet): readonly string[] {
  return [
    say('formats.audit', { count }),
    ...(auditedOn === null
      ? []
      : [say('formats.audited', { day: formatIsoDay(RECORD_LANGUAGE, auditedOn) })]),
  ]
}

/** Sentences as one text. */
export function prose(...parts: readonly (readonly string[])[]): string {
  return parts.flat().join('\n')
}

/** Sentences as paragraphs of HTML, of which the Dutch register allows `p`. */
export function paragraphs(...parts: readonly (readonly string[])[]): string {
  return parts
    .flat()
    .map((text) => `<p>${escapeHtml(text)}</p>`)
    .join('')
}
