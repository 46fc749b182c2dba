import type { Language } from '../../i18n/language.js'
import { escapeHtml, htmlAttribute, htmlText, scriptJson } from '../../internal/html.js'
import { codePointName, replaceDeceptive } from '../../internal/visible-text.js'
import type { Label, LabelClaims } from '../label.js'
import { labelMention } from '../mention.js'
import { digitalSourceTerm, isTrained, VOCABULARIES } from '../vocabularies.js'
import { characterOf, decodeHtml, type HtmlToken, scanHtml } from './html-scan.js'

/** How a label is written into a page. */
export interface HtmlLabelOptions {
  readonly language: Language
  /** Language of the content, when it is known (WCAG 3.1.2). */
  readonly contentLanguage?: string
  /**
   * Also writes the attributes `ai-disclosure`, `ai-model` and `ai-provider` of the W3C community group's draft, which
   * validators do not know. The `data-` twins are always there. Default `false`.
   */
  readonly draftAttributes?: boolean
}

/** What was found in a page. `content` is absent for a label that stands alone. */
export interface LabelledHtml {
  readonly jws: string
  readonly content?: string
}

const LABEL_ATTRIBUTE = 'data-garde-fou-label'
const CONTENT_ATTRIBUTE = 'data-garde-fou-content'

/**
 * A text with its label as a `<section>`: machine-readable attributes, a line for readers, the text itself (shown as
 * text, whatever it holds), schema.org facts. No script runs and no style is needed; `white-space: pre-wrap` on
 * `.ia-content` keeps its line ends.
 */
export function embedInHtml(content: string, label: Label, options: HtmlLabelOptions): string {
  const language = htmlAttribute('lang', options.contentLanguage)
  // `dir` isolates the text: nothing in it can turn the words around it.
  const body = `<div class="ia-content" dir="auto"${language} ${CONTENT_ATTRIBUTE}>${contentHtml(content)}</div>`
  return section(label, options, body)
}

/** A label alone, for a page that shows the labelled value in its own way. */
export function labelHtml(label: Label, options: HtmlLabelOptions): string {
  return section(label, options, '')
}

/**
 * Finds the labels of a page with the texts they stand with, without executing anything. It only reads: give both to
 * `verifyLabel`. A section that is cut off is not one.
 */
export function extractFromHtml(html: string): readonly LabelledHtml[] {
  const found: LabelledHtml[] = []
  let reading: Reading | undefined
  for (const token of scanHtml(html)) {
    if (token.kind === 'start' && token.name === 'section') {
      const jws = token.attributes.get(LABEL_ATTRIBUTE)
      if (reading !== undefined) reading.sections += 1
      else if (jws !== undefined) reading = { jws, sections: 1, depth: 0, pieces: [] }
    } else if (reading !== undefined) {
      if (token.kind === 'end' && token.name === 'section') reading.sections -= 1
      else read(reading, token)
      if (reading.sections === 0) {
        found.push(resultOf(reading))
        reading = undefined
      }
    }
  }
  return found
}

interface Reading {
  readonly jws: string
  /** Sections open, this one included. */
  sections: number
  /** `<div>` elements open inside the content, itself included. */
  depth: number
  readonly pieces: string[]
  complete?: boolean
  /** The character that an open `<data>` element stands for; its text is for readers only. */
  hidden?: string
}

function resultOf({ jws, pieces, complete }: Reading): LabelledHtml {
  return complete === true ? { jws, content: pieces.join('') } : { jws }
}

function read(reading: Reading, token: HtmlToken): void {
  if (reading.depth === 0) {
    const isContent =
      token.kind === 'start' && token.name === 'div' && token.attributes.has(CONTENT_ATTRIBUTE)
    if (isContent && reading.complete !== true) reading.depth = 1
    return
  }
  if (token.kind === 'text') {
    if (reading.hidden === undefined) reading.pieces.push(decodeHtml(token.text))
    return
  }
  if (token.name === 'data') {
    if (token.kind === 'start') reading.hidden = hiddenCharacter(token.attributes.get('value') ?? '')
    else if (reading.hidden !== undefined) {
      reading.pieces.push(reading.hidden)
      delete reading.hidden
    }
  }
  if (token.name === 'div') reading.depth += token.kind === 'start' ? 1 : -1
  if (reading.depth === 0) reading.complete = true
}

function hiddenCharacter(value: string): string {
  if (!/^[0-9A-F]{1,6}$/.test(value)) return '\uFFFD'
  return value === '0' ? '\u0000' : characterOf(Number.parseInt(value, 16))
}

// A character that cannot be seen is shown by its name and kept in the element's value, so that the text comes back
// whole. A carriage return gets an empty element: a parser, or a page saved again, would make a line feed of it.
function contentHtml(content: string): string {
  return content
    .split('\r')
    .map((line) => deceptiveHtml(line))
    .join('<data value="D"></data>')
}

function deceptiveHtml(text: string): string {
  // Escaped first: what is put in afterwards is the only markup.
  return replaceDeceptive(
    escapeHtml(text),
    (codePoint) => `<data value="${codePoint.toString(16).toUpperCase()}">${codePointName(codePoint)}</data>`,
  )
}

function section(label: Label, options: HtmlLabelOptions, body: string): string {
  return [
    `<section class="ia-label"${disclosure(label, options)} ${LABEL_ATTRIBUTE}="${escapeHtml(label.jws)}">`,
    `<p class="ia-label-mention" lang="${options.language}">${htmlText(labelMention(label, options.language))}</p>`,
    ...(body === '' ? [] : [body]),
    `<script type="application/ld+json">${scriptJson(schemaOrg(label, options.language))}</script>`,
    '</section>',
  ].join('\n')
}

// An algorithm without learning gets none: these words are about generative AI, and absent means unknown.
function disclosure(label: LabelClaims, options: HtmlLabelOptions): string {
  if (!isTrained(label)) return ''
  const value = VOCABULARIES.htmlAttribute[label.humanReview]
  return ['data-', ...(options.draftAttributes === true ? [''] : [])]
    .map(
      (prefix) =>
        htmlAttribute(`${prefix}ai-disclosure`, value) +
        htmlAttribute(`${prefix}ai-model`, label.model.name) +
        htmlAttribute(`${prefix}ai-provider`, label.model.supplier),
    )
    .join('')
}

function schemaOrg(label: LabelClaims, language: Language): unknown {
  const term = digitalSourceTerm(label.digitalSourceType)
  return {
    '@context': 'https://schema.org',
    '@type': 'CreativeWork',
    dateCreated: label.generatedAt,
    ...(term === undefined ? {} : { digitalSourceType: VOCABULARIES.schemaOrg[term] }),
    creditText: labelMention(label, language),
  }
}
