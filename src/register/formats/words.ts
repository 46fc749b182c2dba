import { formatIsoDay } from '../../i18n/format.js'
import { RECORD_LANGUAGE } from '../../i18n/language.js'
import { registerTexts } from '../../i18n/register.js'
import type { registerFormatsFr } from '../../i18n/register-formats.fr.js'
import { registerFormatTexts } from '../../i18n/register-formats.js'
import type { ParamsOf } from '../../i18n/translate.js'
import { escapeHtml } from '../../internal/html.js'
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
  return [...new Set(modes)]
}

/** Each kind of data with where it comes from. */
export function dataOf({ data }: SystemSheet): readonly string[] {
  return data.map(({ name, source }) => say('formats.data', { name, source }))
}

/** Type, model, parameters, results, limits. */
export function workingOf(sheet: SystemSheet): readonly string[] {
  const { aiType: type, model, supplier, hosting, parameters, trainingData: data } = sheet
  return [
    say('formats.model', { type, model, supplier, hosting }),
    say('formats.parameters', { parameters }),
    say('formats.training-data', { data }),
    say('formats.results', { results: sheet.expectedResults }),
  ]
}

/** Known limits. */
export function limitsOf({ limits }: SystemSheet): readonly string[] {
  return limits.length === 0 ? [] : [say('formats.limits', { limits: limits.join(' ') })]
}

/** Benefits weighed against impacts. */
export function balanceOf({ benefits, impacts }: SystemSheet): readonly string[] {
  return [say('formats.benefits', { benefits }), say('formats.impacts', { impacts })]
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
