import encodeQR from 'qr'
import { NoticeInvalidError } from '../errors.js'
import type { Language } from '../i18n/language.js'
import { verifyTexts } from '../i18n/verify.js'
import { escapeHtml, safeUrl } from '../internal/html.js'
import { readReference } from '../review/reference.js'

/** What a letter says of its check. */
export interface DecisionCheckOptions {
  /** `decision.reference`. */
  readonly reference: string
  /** The page of `verificationHandler`, in full: `https://www.ville.example/verifier`. */
  readonly page: string
  readonly lang: Language
  /** Level of the heading in the letter, 2 to 6. Default 2. */
  readonly headingLevel?: number
  /** Id of the heading. Default `ia-verifier`. */
  readonly id?: string
}

/** Light modules around the code, without which readers do not find it (ISO/IEC 18004, 5.3.8). */
const QUIET_ZONE = 4

/**
 * The part of a decision's letter by which it can be checked: address and reference as text, for whoever types, and a
 * QR code drawn here, as SVG, for whoever points a telephone at it. Without script, style or foreign server; sizes are
 * in `noticeStyles`.
 *
 * @throws NoticeInvalidError when the reference is none, or the page's address is not a full one.
 */
export function renderDecisionCheck(options: DecisionCheckOptions): string {
  const { lang, headingLevel = 2, id = 'ia-verifier' } = options
  const read = readReference(options.reference)
  if (!read.ok) throw invalid('The reference is not one of a decision')
  if (!Number.isInteger(headingLevel) || headingLevel < 2 || headingLevel > 6)
    throw invalid('The heading level is between 2 and 6')
  if (!/^[A-Za-z][\w-]{0,199}$/.test(id))
    throw invalid('The id is a letter, then letters, digits, hyphens or underscores')
  const { reference } = read
  const page = fullAddress(options.page)
  const shown = page.replace(/^https?:\/\//, '')
  const values: Readonly<Record<string, string>> = {
    page: `<a href="${escapeHtml(page)}">${escapeHtml(shown)}</a>`,
    reference: `<strong class="ia-check-reference">${reference}</strong>`,
  }
  const sentence = (key: 'verify.letter.text' | 'verify.letter.reference'): string =>
    verifyTexts
      .parts(lang, key)
      .map((part) => ('words' in part ? escapeHtml(part.words) : (values[part.placeholder] ?? '')))
      .join('')
  const label = verifyTexts.text(lang, 'verify.letter.code', { page: shown })
  return [
    `<section class="ia-check" aria-labelledby="${id}" lang="${lang}">`,
    `<h${headingLevel} class="ia-check-title" id="${id}">${escapeHtml(verifyTexts.text(lang, 'verify.letter.title'))}</h${headingLevel}>`,
    '<div class="ia-check-text">',
    `<p>${sentence('verify.letter.text')}</p>`,
    `<p>${sentence('verify.letter.reference')}</p>`,
    '</div>',
    qrCode(`${page}?reference=${reference}`, label),
    '</section>',
  ].join('\n')
}

function fullAddress(page: string): string {
  const url = /^https?:\/\//i.test(page) ? safeUrl(page) : undefined
  if (url === undefined || /[?#]/.test(url))
    throw invalid('The page’s address is not a full one, such as https://www.ville.example/verifier')
  return url
}

/** Dark modules as one path on a light ground: it is read in dark mode and on paper alike. */
function qrCode(text: string, label: string): string {
  const modules = encodeQR(text, 'raw', { ecc: 'medium', border: QUIET_ZONE })
  const size = modules.length
  const path = modules.flatMap((row, y) =>
    runsOf(row).map(({ x, width }) => `M${x} ${y}h${width}v1h-${width}z`),
  )
  return [
    `<svg class="ia-check-code" role="img" aria-label="${escapeHtml(label)}" viewBox="0 0 ${size} ${size}" width="132" height="132" shape-rendering="crispEdges" xmlns="http://www.w3.org/2000/svg">`,
    `<path fill="#fff" d="M0 0h${size}v${size}H0z"/>`,
    `<path fill="#000" d="${path.join('')}"/>`,
    '</svg>',
  ].join('')
}

interface Run {
  readonly x: number
  readonly width: number
}

function runsOf(row: readonly boolean[]): readonly Run[] {
  const runs: Run[] = []
  let start: number | undefined
  for (const [x, dark] of [...row, false].entries()) {
    if (dark) start ??= x
    else if (start !== undefined) {
      runs.push({ x: start, width: x - start })
      start = undefined
    }
  }
  return runs
}

function invalid(why: string): NoticeInvalidError {
  return new NoticeInvalidError(`The check of a decision cannot be shown. ${why}.`)
}
