import { amountsIn, datesIn } from './facts.ts'
import { fillSchema } from './fill-schema.ts'
import { checkForm, type Form, formIn, proseOf } from './form.ts'
import { summarize } from './summarize.ts'

/** The name says what it is. */
export const MODEL = 'extraction-locale-1'

/** What the model is asked, whichever protocol it came in. */
export interface Question {
  /** Texts of the user, in order. Instructions are not material: nothing is extracted from them. */
  readonly texts: readonly string[]
  readonly format:
    | { readonly type: 'text' }
    | { readonly type: 'json_object' }
    | { readonly type: 'json_schema'; readonly schema: Form }
}

/**
 * Answers from the text it gets, by rules: the same text always gets the same answer. A form in JSON is checked for
 * completeness; a schema is filled; any other text is summed up by quoting it.
 */
export function answer({ texts, format }: Question): string {
  const text = texts.join('\n\n')
  const found = formIn(text)
  const material = { form: found?.form ?? {}, prose: found === undefined ? text : found.around }
  if (format.type === 'json_schema') return JSON.stringify(fillSchema(format.schema, material))
  if (format.type === 'json_object') return JSON.stringify(overview(text, found?.form))
  return found === undefined ? summaryOf(text) : reportOn(found.form)
}

function summaryOf(text: string): string {
  return text.trim() === '' ? 'Il n’y a aucun texte à résumer.' : summarize(text)
}

function overview(text: string, form: Form | undefined): Form {
  const { missing, inconsistent } = form === undefined ? { missing: [], inconsistent: [] } : checkForm(form)
  return {
    resume: summaryOf(form === undefined ? text : proseOf(form)),
    champs_manquants: missing,
    incoherences: inconsistent,
    montants: amountsIn(text),
    dates: datesIn(text),
  }
}

function reportOn(form: Form): string {
  const { missing, inconsistent } = checkForm(form)
  const prose = proseOf(form)
  return [
    ...(prose === '' ? [] : [summarize(prose)]),
    missing.length === 0
      ? 'Tous les champs sont renseignés.'
      : `Champs non renseignés : ${missing.join(', ')}.`,
    ...(inconsistent.length === 0 ? [] : [`À vérifier : ${inconsistent.join(' ; ')}.`]),
  ].join('\n')
}
