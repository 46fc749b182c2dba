import { randomUUID } from 'node:crypto'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { LANGUAGES } from '../../i18n/language.js'
import { registerTexts } from '../../i18n/register.js'
import { systemClock } from '../../internal/clock.js'
import { findSystems } from '../../register/find-systems.js'
import { exportRegister } from '../../register/formats/export.js'
import { FORMAT_NAMES, FORMATS } from '../../register/formats/formats.js'
import { toAtom } from '../../register/register-atom.js'
import { toCsv } from '../../register/register-csv.js'
import {
  type RegisterDocument,
  registerDocument,
  registerJsonSchema,
} from '../../register/register-document.js'
import type { SystemSheet } from '../../register/system-sheet.js'
import { statedAt } from '../accessibility/stated.js'
import { ICON } from '../icon.js'
import type { Handler } from '../options.js'
import { file, page, plain, secureHeaders } from '../responses.js'
import { REGISTER_STYLESHEET } from '../style/register.css.js'
import { visibleString } from '../visible-text.js'
import { AccessibilityPage } from './accessibility-page.js'
import { checkOptions } from './check-options.js'
import { csvColumns } from './csv-columns.js'
import { ListPage } from './list-page.js'
import { MessagePage } from './message-page.js'
import { type NotePublished, publicationNotes } from './note-published.js'
import type { RegisterGuard, RegisterOptions } from './options.js'
import { FIELDS, type RegisterPaths, registerPaths } from './paths.js'
import { readQuery } from './read-query.js'
import { type ReadSheets, type Sheets, sheetReader } from './read-sheets.js'
import { SheetPage } from './sheet-page.js'
import type { RegisterVisit } from './visit.js'
import { statusWords } from './words.js'

/**
 * The public register of AI systems (engagement 9), at `/registre`: a list with search and filters, a page for each
 * system, and CSV, JSON with its schema and Atom. Open to everybody, without script, French then English.
 *
 * @throws ConfigInvalidError when an option cannot work.
 *
 * @example
 * const register = registerHandler(guard, { origin: 'https://www.ville.example' })
 * await register.fetch(new Request('https://www.ville.example/registre'))
 */
export function registerHandler(guard: RegisterGuard, options: RegisterOptions = {}): Handler {
  checkOptions(guard, options)
  const desk: RegisterDesk = {
    guard,
    options,
    paths: registerPaths(options.basePath ?? ''),
    read: sheetReader(guard, options.clock ?? systemClock),
    note: publicationNotes(guard),
  }
  return { fetch: (request) => answer(desk, request) }
}

interface RegisterDesk {
  readonly guard: RegisterGuard
  readonly options: RegisterOptions
  readonly paths: RegisterPaths
  readonly read: ReadSheets
  readonly note: NotePublished
}

async function answer(desk: RegisterDesk, request: Request): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    const response = plain('405', 405)
    response.headers.set('allow', 'GET, HEAD')
    return response
  }
  const url = new URL(request.url)
  if (url.pathname === desk.paths.stylesheet) return file(REGISTER_STYLESHEET, 'text/css')
  if (url.pathname === desk.paths.icon) return file(ICON, 'image/svg+xml')
  if (url.pathname === desk.paths.schema) return data(registerJsonSchema(), 'application/schema+json')
  const visit = visitOf(desk, url)
  if (url.pathname === desk.paths.accessibility) return open(AccessibilityPage({ visit }))
  try {
    return await show(desk, visit)
  } catch (error) {
    const incident = randomUUID().slice(0, 8)
    desk.options.onError?.(error, { reference: incident })
    const text = visit.say('register.failed.text', { incident })
    return page(MessagePage({ visit, title: visit.say('register.failed.title'), text }), 503)
  }
}

async function show(desk: RegisterDesk, visit: RegisterVisit): Promise<Response> {
  const { paths, url } = visit
  const full = (path: string): string => `${desk.options.origin ?? url.origin}${path}`
  const format = FORMAT_NAMES.find((name) => url.pathname === paths.export(name))
  const isOurs =
    format !== undefined || [paths.list, paths.csv, paths.json, paths.feed].includes(url.pathname)
  const system = desk.guard.systems.find(({ id }) =>
    [paths.sheet(id), paths.sheetJson(id)].includes(url.pathname),
  )
  // Nothing is counted for an address that is nobody's.
  if (!isOurs && system === undefined) return unknown(visit)
  const read = await desk.read((id) => full(paths.sheet(id)))
  await note(desk, visit, read)
  const sheets = read.all
  switch (url.pathname) {
    case paths.list:
      return open(list(visit, sheets))
    case paths.csv:
      return download(
        toCsv(findSystems(sheets, {}), csvColumns(visit, sheets)),
        'text/csv',
        'registre-ia.csv',
      )
    case paths.json:
      return data(documentOf(desk, visit, findSystems(sheets, {})), 'application/json')
    case paths.feed:
      return feed(visit, sheets, full)
  }
  if (format !== undefined)
    return data(
      exportRegister(FORMATS[format], findSystems(sheets, {}), desk.options.supplements?.[format]),
      'application/json',
    )
  const sheet = sheets.find(({ id }) => id === system?.id)
  if (sheet === undefined) return unknown(visit)
  if (url.pathname === paths.sheetJson(sheet.id))
    return data(documentOf(desk, visit, [sheet]), 'application/json')
  const history = await desk.guard.publications.history(sheet.id)
  return open(SheetPage({ visit, sheet, history }))
}

/** What cannot be kept for the history is shown all the same: people come for the register. */
async function note(
  { options, note: keep }: RegisterDesk,
  visit: RegisterVisit,
  read: Sheets,
): Promise<void> {
  try {
    await keep(visit, read)
  } catch (error) {
    options.onError?.(error, { reference: randomUUID().slice(0, 8) })
  }
}

function unknown(visit: RegisterVisit): Promise<Response> {
  const title = visit.say('register.unknown.title')
  return page(MessagePage({ visit, title, text: visit.say('register.unknown.text') }), 404)
}

function list(visit: RegisterVisit, sheets: readonly SystemSheet[]): JSX.Element {
  const asked = readQuery(visit.url.searchParams)
  const themes = new Set(sheets.flatMap(({ disclosure }) => disclosure.theme ?? []))
  return ListPage({ visit, asked, found: findSystems(sheets, asked), updatedOn: latest(sheets), themes })
}

function latest(sheets: readonly SystemSheet[]): string | undefined {
  return sheets
    .flatMap(({ updatedOn }) => (updatedOn === null ? [] : [updatedOn]))
    .toSorted()
    .at(-1)
}

function documentOf(
  { guard, options }: RegisterDesk,
  { say, paths, url }: RegisterVisit,
  sheets: readonly SystemSheet[],
): RegisterDocument {
  const { authority } = guard.charter
  return registerDocument(sheets, {
    schemaUrl: `${options.origin ?? url.origin}${paths.schema}`,
    title: say('register.title', { city: visibleString(authority) }),
    administration: authority,
    at: (options.clock ?? systemClock).now(),
  })
}

function feed(
  visit: RegisterVisit,
  sheets: readonly SystemSheet[],
  full: (path: string) => string,
): Response {
  const { say, paths, authority, language } = visit
  const entries = sheets.flatMap((sheet) => {
    if (sheet.updatedOn === null) return []
    const url = full(paths.sheet(sheet.id))
    const title = say('register.feed.entry', { name: sheet.name, status: statusWords(visit, sheet) })
    const updatedAt = `${sheet.updatedOn}T00:00:00Z`
    return [{ id: `${url}#${sheet.updatedOn}`, title, url, updatedAt, summary: sheet.purpose }]
  })
  const text = toAtom({
    id: full(paths.list),
    title: say('register.title', { city: authority }),
    author: authority,
    language,
    selfUrl: full(paths.feed),
    url: full(paths.list),
    entries: entries.toSorted((one, other) => other.updatedAt.localeCompare(one.updatedAt)),
    since: '2000-01-01T00:00:00Z',
  })
  return new Response(text, {
    headers: secureHeaders({ 'content-type': 'application/atom+xml; charset=utf-8' }),
  })
}

function visitOf({ guard, options, paths }: RegisterDesk, url: URL): RegisterVisit {
  const asked = url.searchParams.get(FIELDS.language)
  const usual = options.lang ?? 'fr'
  const language = LANGUAGES.find((one) => one === asked) ?? usual
  const inLanguage = (path: string): string =>
    language === usual ? path : `${path}?${new URLSearchParams({ [FIELDS.language]: language })}`
  return {
    say: (key, ...params) => registerTexts.text(language, key, ...params),
    language,
    paths,
    authority: guard.charter.authority,
    homeUrl: options.homeUrl ?? paths.list,
    accessibility: {
      stated: statedAt(options.accessibility, (options.clock ?? systemClock).now()),
      page: inLanguage(paths.accessibility),
    },
    inLanguage,
    verificationUrl: options.verificationUrl,
    requests: options.requests === true,
    reportUrl: options.reportUrl,
    staticBases: options.staticBases,
    url,
  }
}

/** A page that anybody may keep for a minute: nothing on it is about a person. */
async function open(content: JSX.Element): Promise<Response> {
  const response = await page(content)
  response.headers.set('cache-control', 'public, max-age=60')
  return response
}

function data(body: unknown, type: string): Response {
  return new Response(`${JSON.stringify(body, null, 2)}\n`, {
    headers: secureHeaders({ 'content-type': `${type}; charset=utf-8` }),
  })
}

function download(text: string, type: string, name: string): Response {
  return new Response(text, {
    headers: secureHeaders({
      'content-type': `${type}; charset=utf-8`,
      'content-disposition': `attachment; filename="${name}"`,
    }),
  })
}
