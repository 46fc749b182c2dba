import { randomUUID } from 'node:crypto'
import type { DecisionExport, ExportQuery } from '../../review/commands.js'
import { AUDITOR_ROLE } from '../../review/roles.js'
import { EXPORT_FORMATS, type ExportFormat, exportedLines } from '../../statistics/exported-lines.js'
import type { FormError } from '../console/fields.js'
import { NotFoundPage } from '../console/message-page.js'
import type { Visit } from '../console/visit.js'
import type { HandlerOptions } from '../options.js'
import type { Form } from '../read-form.js'
import { page, secureHeaders } from '../responses.js'
import { peopleAccess } from './access.js'
import { EXPORT_NAMES, ExportPage } from './export-page.js'

const DAY_MS = 86_400_000

/** What decisions are handed out for, the form, and who had them before. */
export async function showExports(visit: Visit): Promise<Response> {
  if (peopleAccess(visit.reviewer) === 'none') return page(NotFoundPage({ visit }), 404)
  return exportPage(
    visit,
    new Map([
      [EXPORT_NAMES.format, 'csv'],
      [EXPORT_NAMES.cases, 'random'],
    ]),
  )
}

/** Hands the decisions of a period out as a file, a page at a time. */
export async function downloadDecisions(
  visit: Visit,
  form: Form,
  onError: NonNullable<HandlerOptions['onError']>,
): Promise<Response> {
  if (peopleAccess(visit.reviewer) === 'none') return page(NotFoundPage({ visit }), 404)
  // Numbers of cases are asked for by auditors only: nobody else is shown that there is such an answer.
  if (form.get(EXPORT_NAMES.cases) === 'clear' && !visit.reviewer.roles.includes(AUDITOR_ROLE))
    return page(NotFoundPage({ visit }), 404)
  const wanted = readForm(visit, form)
  if ('errors' in wanted) return exportPage(visit, form, wanted.errors)
  const { query, format, name } = wanted
  const decisions = await visit.guard.reviews.exportDecisions(visit.reviewer.id, query)
  return new Response(streamOf(exportedLines(decisions, format), onError), {
    headers: secureHeaders({
      'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/jsonl; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
    }),
  })
}

async function exportPage(visit: Visit, typed: Form, errors: readonly FormError[] = []): Promise<Response> {
  const { guard, reviewer } = visit
  const exports = await guard.reviews.decisionExports(reviewer.id)
  const names = await namesOf(visit, exports)
  return page(ExportPage({ visit, exports, names, typed, errors }), errors.length === 0 ? 200 : 422)
}

async function namesOf(
  { guard }: Visit,
  exports: readonly DecisionExport[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(exports.map(({ by }) => by))]
  const people = await Promise.all(ids.map((id) => guard.reviewers.find(id)))
  return new Map(
    people.flatMap((person) => (person === undefined ? [] : [[person.id, person.name] as const])),
  )
}

type Read =
  | { readonly errors: readonly FormError[] }
  | { readonly query: ExportQuery; readonly format: ExportFormat; readonly name: string }

function readForm({ say, reviewer }: Visit, form: Form): Read {
  const text = (name: string): string => (form.get(name) ?? '').trim()
  const from = dayIn(text(EXPORT_NAMES.from))
  const last = dayIn(text(EXPORT_NAMES.to))
  const format = EXPORT_FORMATS.find((each) => each === text(EXPORT_NAMES.format))
  const cases = text(EXPORT_NAMES.cases)
  const isAuditor = reviewer.roles.includes(AUDITOR_ROLE)
  const errors: FormError[] = [
    ...(from === undefined ? [{ name: EXPORT_NAMES.from, message: say('export.error.from') }] : []),
    ...(last === undefined ? [{ name: EXPORT_NAMES.to, message: say('export.error.to') }] : []),
    ...(from !== undefined && last !== undefined && last < from
      ? [{ name: EXPORT_NAMES.to, message: say('export.error.order') }]
      : []),
    ...(format === undefined ? [{ name: EXPORT_NAMES.format, message: say('export.error.format') }] : []),
    ...(isAuditor && cases !== 'random' && cases !== 'clear'
      ? [{ name: EXPORT_NAMES.cases, message: say('export.error.cases') }]
      : []),
  ]
  if (from === undefined || last === undefined || format === undefined || errors.length > 0) return { errors }
  const query = {
    from: dayText(from),
    to: dayText(new Date(last.getTime() + DAY_MS)),
    ...(cases === 'clear' ? { cases: 'clear' as const } : {}),
  }
  return { query, format, name: `decisions-${text(EXPORT_NAMES.from)}-${text(EXPORT_NAMES.to)}.${format}` }
}

function dayIn(text: string): Date | undefined {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00.000Z`) : undefined
  // The thirtieth of February is read as the second of March.
  return at !== undefined && !Number.isNaN(at.getTime()) && dayText(at) === text ? at : undefined
}

function dayText(day: Date): string {
  return day.toISOString().slice(0, 10)
}

/** Lines as they are asked for. What ends them early breaks the download off: half a file must not pass for a whole one. */
function streamOf(
  lines: AsyncGenerator<string>,
  onError: NonNullable<HandlerOptions['onError']>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await lines.next()
        if (done === true) controller.close()
        else controller.enqueue(encoder.encode(value))
      } catch (error) {
        onError(error, { reference: randomUUID() })
        controller.error(error)
      }
    },
    async cancel() {
      await lines.return(undefined)
    },
  })
}
