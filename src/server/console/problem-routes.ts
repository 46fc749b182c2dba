import { visibleLength } from '../../review/decision-texts.js'
import { isClosed, PROBLEM_STATUSES } from '../../review/problem-status.js'
import { mayAdminister } from '../administration/access.js'
import type { Form } from '../read-form.js'
import { page, seeOther } from '../responses.js'
import type { FormError } from './fields.js'
import { NotFoundPage } from './message-page.js'
import { ProblemListPage } from './problem-list.js'
import { PROBLEM_NAMES, ProblemPage } from './problem-page.js'
import { HIDDEN_NAMES } from './shell.js'
import { tooLong } from './text-error.js'
import type { Visit } from './visit.js'

/** The address's parameter that says what became of a step. */
const DONE = 'fait'

/** One's own reports, those to handle, and what was put right this month and last month. */
export async function showProblems(visit: Visit): Promise<Response> {
  const { guard, reviewer, now } = visit
  const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString()
  const to = new Date(now.getTime() + 1).toISOString()
  const [problems, fixed] = await Promise.all([
    guard.problems.list(reviewer.id),
    guard.problems.fixed(reviewer.id, { from, to }),
  ])
  return page(ProblemListPage({ visit, problems, fixed, looksAfter: mayAdminister(guard, reviewer) }))
}

/** One of them. */
export async function showProblem(visit: Visit, id: string, url: URL): Promise<Response> {
  const problem = await visit.guard.problems.get(id, visit.reviewer.id)
  if (problem === undefined) return page(NotFoundPage({ visit }), 404)
  const done = url.searchParams.get(DONE)
  return page(ProblemPage({ visit, problem, ...(done === 'recorded' ? { done } : {}) }))
}

/** Says where a report goes from here. */
export async function handleProblem(visit: Visit, id: string, form: Form): Promise<Response> {
  const { guard, reviewer, say, paths } = visit
  const problem = await guard.problems.get(id, reviewer.id)
  if (problem === undefined || problem.next.length === 0) return page(NotFoundPage({ visit }), 404)
  const status = PROBLEM_STATUSES.find((known) => known === form.get(PROBLEM_NAMES.status))
  const answer = (form.get(PROBLEM_NAMES.answer) ?? '').trim().toWellFormed()
  const typed = { status, answer }
  const version = Number(form.get(HIDDEN_NAMES.version))
  if (version !== problem.version)
    return page(ProblemPage({ visit, problem, typed, done: 'changed-before' }), 409)
  const isNext = status !== undefined && problem.next.includes(status)
  const isMissing = status !== undefined && isClosed(status) && visibleLength(answer) === 0
  const long = tooLong(answer, say)
  const errors: FormError[] = [
    ...(isNext ? [] : [{ name: PROBLEM_NAMES.status, message: say('problems.error.status') }]),
    ...(isMissing ? [{ name: PROBLEM_NAMES.answer, message: say('problems.error.answer') }] : []),
    ...(long === undefined ? [] : [{ name: PROBLEM_NAMES.answer, message: long }]),
  ]
  if (status === undefined || errors.length > 0)
    return page(ProblemPage({ visit, problem, typed, errors }), 422)
  const words = visibleLength(answer) === 0 ? {} : { answer }
  const result = await guard.problems.handle(id, { by: reviewer.id, version, status, ...words })
  if (result === 'recorded') return seeOther(`${paths.problem(id)}?${DONE}=${result}`)
  const fresh = (await guard.problems.get(id, reviewer.id)) ?? problem
  return page(ProblemPage({ visit, problem: fresh, typed, done: result }), 409)
}
