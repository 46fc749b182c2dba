import { explanationTexts } from '../../i18n/explanation.js'
import type { JsonValue } from '../../internal/canonical-json.js'
import { visibleLine } from '../../internal/visible-text.js'
import type { Difference } from '../../review/decision.js'
import type { Explanation, ExplanationSection } from './explanation.js'
import { indented, valueLines } from './value-lines.js'

/** An explanation as plain text, for an e-mail or a file: the same words as the page, nothing left out. */
export function explanationText(explanation: Explanation): string {
  const { title, intro, heading, sections, lang } = explanation
  const blocks = [
    [title.toUpperCase(), '', intro],
    heading.map(({ term, value }) => explanationTexts.text(lang, 'explain.named', { name: term, value })),
    ...sections.map((section, index) => sectionLines(explanation, section, index + 1)),
  ]
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

function sectionLines(
  { facts, lang }: Explanation,
  section: ExplanationSection,
  number: number,
): readonly string[] {
  const { title, paragraphs, items = [], ordered, values = [], differences = [] } = section
  const schema = facts.declared?.outputSchema
  return [
    `${number}. ${title}`,
    ...paragraphs,
    ...items.map((item, index) => (ordered === true ? `  ${index + 1}. ${item}` : `  - ${item}`)),
    ...values.flatMap(({ caption, value, shaped }) => [
      caption,
      ...indented(valueLines(value, { lang, ...(shaped ? { schema } : {}) })),
    ]),
    ...(differences.length === 0
      ? []
      : [
          explanationTexts.text(lang, 'explain.differences'),
          ...differences.flatMap((difference) => differenceLines(difference, schema, lang)),
        ]),
  ]
}

function differenceLines(
  { path, before, after }: Difference,
  schema: JsonValue | undefined,
  lang: Explanation['lang'],
): readonly string[] {
  const place = placeOf(path, schema)
  const side = (key: 'explain.before' | 'explain.after', value: JsonValue | undefined): readonly string[] => {
    const name = explanationTexts.text(lang, key)
    return [
      explanationTexts.text(lang, 'explain.named', { name, value: '' }).trimEnd(),
      ...indented(valueLines(value, { lang })),
    ]
  }
  return indented([place, ...indented([...side('explain.before', before), ...side('explain.after', after)])])
}

/** A JSON Pointer in the words of the schema: « Motifs › 1 › Texte ». */
function placeOf(path: string, schema: JsonValue | undefined): string {
  const names: string[] = []
  let current: JsonValue | undefined = schema
  for (const part of path.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~')
    const properties = member(current, 'properties')
    const items = properties === undefined ? member(current, 'items') : undefined
    current = items ?? member(properties, key)
    const title = items === undefined ? member(current, 'title') : undefined
    names.push(items !== undefined ? String(Number(key) + 1) : typeof title === 'string' ? title : key)
  }
  return visibleLine(names.join(' › '))
}

function member(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, key)
    ? (value as { readonly [name: string]: JsonValue })[key]
    : undefined
}
