import { amountsIn, datesIn } from './facts.ts'
import { checkForm, type Field, type Form, type FormCheck, fieldsOf, isForm, proseOf } from './form.ts'
import { folded, keywordsOf } from './sentences.ts'
import { importantSentences, sentenceAbout, summarize } from './summarize.ts'

/** What a structured answer is filled from. */
export interface Material {
  readonly form: Form
  /** The free texts of the form and around it. */
  readonly prose: string
}

interface Filling extends Material {
  readonly fields: readonly Field[]
  readonly check: FormCheck
  readonly root: Form
  readonly depth: number
}

/**
 * Fills a JSON schema from a form by rules, the first that applies to a field (by its name, title and description):
 *
 * - a list about what is missing: the empty fields and impossible values of the form; another list: sentences quoted
 * - a number about money: the amount asked for in the form, else the last amount stated in the text; another number:
 *   the form's number of the same name. Kept within the bounds that the schema states
 * - a choice: the word that says « incomplete » when something is missing, else the first that says yes, else the first
 * - yes or no: whether nothing is missing, when the field is about completeness; else the form's own answer, else no
 * - a date: the form's date of the same name, else the first date stated
 * - a text: a summary, the reasons, or a letter, composed of quoted sentences and of what is missing;
 *   a quotation: the sentence that stands for its text
 */
export function fillSchema(schema: Form, material: Material): unknown {
  const prose = [material.prose, proseOf(material.form)].filter((text) => text !== '').join('\n')
  return fill(schema, '', {
    form: material.form,
    prose,
    fields: fieldsOf(material.form),
    check: checkForm(material.form),
    root: schema,
    depth: 0,
  })
}

function fill(given: Form, name: string, filling: Filling): unknown {
  if (filling.depth > 20) return null
  const schema = resolved(given, filling.root)
  const topic = folded(
    [name.replace(/([a-z])([A-Z])/g, '$1 $2'), schema.title, schema.description]
      .filter((text) => typeof text === 'string')
      .join(' '),
  )
  const deeper = { ...filling, depth: filling.depth + 1 }
  if ('const' in schema) return schema.const
  if (Array.isArray(schema.enum)) return choiceOf(schema.enum, filling.check)
  switch (typeOf(schema)) {
    case 'object':
      return Object.fromEntries(
        Object.entries(isForm(schema.properties) ? schema.properties : {}).map(([key, child]) => [
          key,
          fill(isForm(child) ? child : {}, key, deeper),
        ]),
      )
    case 'array':
      return listFor(schema, topic, deeper)
    case 'number':
    case 'integer':
      return numberFor(schema, topic, filling)
    case 'boolean':
      return booleanFor(name, topic, filling)
    case 'null':
      return null
    default:
      return textFor(schema, topic, filling)
  }
}

function resolved(schema: Form, root: Form): Form {
  let current = schema
  for (let hops = 0; hops < 20; hops++) {
    const branch = [current.anyOf, current.oneOf]
      .find(Array.isArray)
      ?.find((option) => isForm(option) && option.type !== 'null')
    const target = typeof current.$ref === 'string' ? at(root, current.$ref) : branch
    if (!isForm(target)) return current
    const { $ref: _ref, anyOf: _any, oneOf: _one, ...own } = current
    current = { ...target, ...own }
  }
  return current
}

function at(root: Form, reference: string): unknown {
  return reference
    .replace(/^#\/?/, '')
    .split('/')
    .filter((name) => name !== '')
    .reduce<unknown>(
      (node, name) => (isForm(node) ? node[name.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined),
      root,
    )
}

function typeOf(schema: Form): unknown {
  if (Array.isArray(schema.type)) return schema.type.find((type) => type !== 'null')
  return schema.type ?? (isForm(schema.properties) ? 'object' : 'string')
}

function choiceOf(options: readonly unknown[], { missing, inconsistent }: FormCheck): unknown {
  const named = (pattern: RegExp): unknown =>
    options.find((option) => typeof option === 'string' && pattern.test(folded(option)))
  if (missing.length + inconsistent.length > 0)
    return named(/incompl|complet|manqu|piece|missing/) ?? options[0]
  return named(/^(favor|accord|accept|oui|yes|approv|recevable)/) ?? options[0]
}

/** Both what is left empty and what cannot be, in words. */
function gaps({ missing, inconsistent }: FormCheck): readonly string[] {
  return [...missing.map((path) => `${path} : non renseigné`), ...inconsistent]
}

function listFor(schema: Form, topic: string, filling: Filling): readonly unknown[] {
  const most = typeof schema.maxItems === 'number' ? schema.maxItems : 5
  const items = isForm(schema.items) ? schema.items : {}
  const texts = /manqu|missing|incompl|absent|piece|gap/.test(topic)
    ? gaps(filling.check)
    : importantSentences(filling.prose, Math.min(3, most))
  // Each entry of a list of objects is filled from its own sentence.
  if (typeOf(resolved(items, filling.root)) === 'object')
    return texts.slice(0, most).map((prose) => fill(items, '', { ...filling, prose }))
  return texts.slice(0, most)
}

function numberFor(schema: Form, topic: string, { fields, prose }: Filling): number {
  const numbers = fields.filter(
    (field): field is Field & { readonly value: number } => typeof field.value === 'number',
  )
  const aboutMoney = /montant|amount|somme|aide|euro|total/.test(topic)
  const asked = aboutMoney
    ? numbers.find(({ name }) => /demande|sollicite|montant|amount|requested/.test(folded(name)))
    : closest(numbers, topic)
  const found = asked?.value ?? (aboutMoney ? amountsIn(prose).at(-1) : undefined) ?? 0
  const least = typeof schema.minimum === 'number' ? schema.minimum : Number.NEGATIVE_INFINITY
  const greatest = typeof schema.maximum === 'number' ? schema.maximum : Number.POSITIVE_INFINITY
  const bounded = Math.min(greatest, Math.max(least, found))
  return typeOf(schema) === 'integer' ? Math.round(bounded) : bounded
}

function booleanFor(name: string, topic: string, { fields, check }: Filling): boolean {
  if (/incompl|manqu|missing/.test(topic)) return gaps(check).length > 0
  if (/complet|complete/.test(topic)) return gaps(check).length === 0
  return fields.some((field) => field.name === name && field.value === true)
}

function textFor(schema: Form, topic: string, filling: Filling): string {
  const { prose, fields, check } = filling
  const wanted = schema.format === 'date' || /\bdate\b/.test(topic)
  if (wanted) {
    const own = closest(
      fields.filter(({ value }) => typeof value === 'string'),
      topic,
    )
    const date = datesIn(String(own?.value ?? ''))[0] ?? datesIn(prose)[0] ?? ''
    if (date !== '' || schema.format === 'date') return date
  }
  const text = composed(topic, filling)
  const fallback = text === '' ? gaps(check).join(' ; ') || 'Le texte reçu n’en dit rien.' : text
  return typeof schema.maxLength === 'number' ? fallback.slice(0, schema.maxLength) : fallback
}

function composed(topic: string, { prose, fields, check }: Filling): string {
  const missing = gaps(check)
  if (/resume|summary|synthese/.test(topic)) return summarize(prose)
  if (/citation|quote|extrait|phrase|sentence/.test(topic)) return importantSentences(prose, 1).join('')
  if (/lettre|letter|courrier|message|reponse|texte|person/.test(topic)) {
    const quoted = importantSentences(prose, 1).map((sentence) => `Vous écrivez : « ${sentence} »`)
    const asked =
      missing.length > 0
        ? [`Il manque à votre demande : ${missing.join(' ; ')}.`]
        : ['Votre demande est complète.']
    return ['Nous avons bien reçu votre demande.', ...quoted, ...asked].join('\n')
  }
  if (/motif|raison|reason|justif|analyse|explication|rationale/.test(topic)) {
    const quoted = importantSentences(prose, 2).map((sentence) => `« ${sentence} »`)
    return [
      ...quoted,
      missing.length > 0
        ? `À compléter : ${missing.join(' ; ')}.`
        : 'Tous les champs du formulaire sont renseignés.',
    ].join(' ')
  }
  const own = closest(
    fields.filter(({ value }) => typeof value === 'string' && value !== ''),
    topic,
  )
  return typeof own?.value === 'string' ? own.value : (sentenceAbout(topic, prose) ?? '')
}

/** The field whose name shares most words with what is asked. */
function closest<Of extends Field>(fields: readonly Of[], topic: string): Of | undefined {
  const asked = new Set(keywordsOf(topic))
  const scored = fields.map((field) => ({
    field,
    shared: keywordsOf(folded(field.path.replace(/([a-z])([A-Z])/g, '$1 $2'))).filter((word) =>
      asked.has(word),
    ).length,
  }))
  return scored.filter(({ shared }) => shared > 0).sort((one, other) => other.shared - one.shared)[0]?.field
}
