import { DatabaseSync } from 'node:sqlite'
import { gzipSync } from 'node:zlib'
import { createGuard, type Guard, generateSigningKey, type Reviewer } from 'garde-fou'
import { bordeauxMetropole } from 'garde-fou/charters/bordeaux-metropole'
import { createHandler, type Handler } from 'garde-fou/server'
import { sqliteStore } from 'garde-fou/sqlite'
import { Hono } from 'hono'
import { sideBySide } from './measure.ts'
import { aimed, type Row } from './report.ts'
import type { Place } from './sections.ts'
import { frenchText, system } from './system.ts'

const FEW = 100
const MANY = 1_000_000
/** What waits for a decision on an ordinary day; the rest of what is stored was decided. */
const WAITING = 100
const ROUNDS = 300
const MAX_PAGE_BYTES = 60_000
const MAX_SCRIPT_BYTES = 15_000

const agent: Reviewer = {
  id: 'agent-1',
  name: 'Camille Martin',
  roles: ['agent'],
  training: [{ id: 'ia', validUntil: '2099-12-31' }],
}

interface Console {
  readonly guard: Guard
  readonly handler: Handler
  readonly queue: string
  readonly review: string
}

/** A console on a file with so many stored reviews, one of which the agent holds. */
async function openConsole(folder: string, stored: number): Promise<Console> {
  const path = `${folder}/console-${stored}.db`
  const guard = await createGuard({
    charter: bordeauxMetropole,
    systems: [system],
    store: sqliteStore(path),
    signingKey: generateSigningKey('bench.example'),
    reviewers: { find: async (id) => (id === agent.id ? agent : undefined) },
    background: false,
  })
  const ids: string[] = []
  for (let index = 0; index < WAITING; index++) {
    const request = {
      input: 'Demande',
      subject: `BM-${index}`,
      territory: index % 2 === 0 ? 'Pessac' : 'Mérignac',
      caseData: { Demande: frenchText(600) },
    }
    ids.push((await guard.propose(system.uses.draft, request, () => ({ text: frenchText(600) }))).id)
  }
  const [first = ''] = ids
  await guard.reviews.claim(first, { by: agent.id, version: 1, idempotencyKey: 'claim' })
  await guard.reviews.recordOpinion(
    first,
    { choice: 'favourable' },
    { by: agent.id, version: 2, idempotencyKey: 'opinion' },
  )
  addDecided(path, stored - WAITING)
  const handler = createHandler(guard, { authenticate: async () => agent.id })
  return {
    guard,
    handler,
    queue: 'https://console.example/revue',
    review: `https://console.example/revue/${first}`,
  }
}

/** Rows of reviews that were decided long ago, copied from one that waits. Pages read none of them. */
function addDecided(path: string, count: number): void {
  if (count <= 0) return
  const database = new DatabaseSync(path)
  const columns = database
    .prepare('select name from pragma_table_info(?)')
    .all('reviews')
    .map(({ name }) => String(name))
  const values = columns.map((name) => DECIDED[name] ?? name)
  database.exec('pragma busy_timeout = 60000; pragma synchronous = off; pragma cache_size = -200000')
  database
    .prepare(
      `with recursive n (i) as (select 1 union all select i + 1 from n where i < ?)
       insert into reviews (${columns.join(', ')})
       select ${values.join(', ')} from n, (select * from reviews where status = 'pending' limit 1)`,
    )
    .run(count)
  database.exec('analyze')
  database.close()
}

const SORTED = '?tri=depot&territoire=Pessac'

const DECIDED: Readonly<Record<string, string>> = {
  id: "'00000000-0000-7000-8000-' || printf('%012d', i)",
  status: "'effective'",
  subject: "'BM-2025-' || i",
  due_at: "strftime('%Y-%m-%dT%H:%M:%fZ', '2025-01-01', '+' || (i / 4) || ' minutes')",
  next_at: 'null',
}

/** Pages of the console with few and with many stored reviews, their weight, and the queue against an empty route. */
export async function consoleFigures({ folder }: Place): Promise<readonly Row[]> {
  const [few, many] = [await openConsole(folder, FEW), await openConsole(folder, MANY)]
  const empty = new Hono().get('/', (c) => c.text(''))
  const ask = (handler: Pick<Handler, 'fetch'>, url: string) => async () => {
    const response = await handler.fetch(new Request(url))
    if (response.status !== 200) throw new Error(`${response.status} on ${url}`)
    return response.text()
  }
  const pages = await sideBySide(
    {
      queueFew: ask(few.handler, few.queue),
      queueMany: ask(many.handler, many.queue),
      sortedFew: ask(few.handler, `${few.queue}${SORTED}`),
      sortedMany: ask(many.handler, `${many.queue}${SORTED}`),
      reviewFew: ask(few.handler, few.review),
      reviewMany: ask(many.handler, many.review),
      empty: async () => (await empty.request('/')).text(),
    },
    ROUNDS,
  )
  const weights = await pageWeights(many)
  await few.guard.close()
  await many.guard.close()
  const ratio = (name: string, value: number): Row => aimed({ name, value, unit: '×' }, { atMost: 1.5 })
  return [
    { name: `queue page, ${FEW} stored reviews`, value: pages.queueFew.p50, unit: 'µs p50' },
    { name: `queue page, ${FEW} stored reviews`, value: pages.queueFew.p99, unit: 'µs p99' },
    { name: `queue page, ${MANY} stored reviews`, value: pages.queueMany.p50, unit: 'µs p50' },
    { name: `queue page, ${MANY} stored reviews`, value: pages.queueMany.p99, unit: 'µs p99' },
    ratio('queue page, p50: many ÷ few', pages.queueMany.p50 / pages.queueFew.p50),
    ratio('queue page, p99: many ÷ few', pages.queueMany.p99 / pages.queueFew.p99),
    {
      name: `queue by date received, of a territory, ${FEW} stored`,
      value: pages.sortedFew.p50,
      unit: 'µs p50',
    },
    {
      name: `queue by date received, of a territory, ${MANY} stored`,
      value: pages.sortedMany.p50,
      unit: 'µs p50',
    },
    ratio(
      'queue by date received, of a territory, p50: many ÷ few',
      pages.sortedMany.p50 / pages.sortedFew.p50,
    ),
    { name: `review page, ${FEW} stored reviews`, value: pages.reviewFew.p50, unit: 'µs p50' },
    { name: `review page, ${FEW} stored reviews`, value: pages.reviewFew.p99, unit: 'µs p99' },
    { name: `review page, ${MANY} stored reviews`, value: pages.reviewMany.p50, unit: 'µs p50' },
    { name: `review page, ${MANY} stored reviews`, value: pages.reviewMany.p99, unit: 'µs p99' },
    ratio('review page, p50: many ÷ few', pages.reviewMany.p50 / pages.reviewFew.p50),
    ratio('review page, p99: many ÷ few', pages.reviewMany.p99 / pages.reviewFew.p99),
    { name: 'queue page, one after the other', value: 1e6 / pages.queueFew.p50, unit: 'requests/s' },
    { name: 'floor: an empty Hono route', value: 1e6 / pages.empty.p50, unit: 'requests/s' },
    { name: 'queue page ÷ empty route', value: pages.queueFew.p50 / pages.empty.p50, unit: '× time' },
    ...weights,
  ]
}

async function pageWeights({ handler, queue, review }: Console): Promise<readonly Row[]> {
  const read = async (url: string): Promise<string> => (await handler.fetch(new Request(url))).text()
  const size = (text: string): number => gzipSync(text).length
  const html = await read(queue)
  const linked = async (pattern: RegExp): Promise<number> =>
    size(await read(new URL(pattern.exec(html)?.[1] ?? '', queue).href))
  const [css, script] = [await linked(/href="([^"]+\.css)"/), await linked(/src="([^"]+\.js)"/)]
  const heaviest = Math.max(size(html), size(await read(review))) + css + script
  return [
    {
      name: 'heaviest page with styles and script, gzip',
      value: heaviest,
      unit: 'bytes',
      goal: `≤ ${MAX_PAGE_BYTES}`,
      met: heaviest <= MAX_PAGE_BYTES,
    },
    {
      name: 'script, gzip',
      value: script,
      unit: 'bytes',
      goal: `≤ ${MAX_SCRIPT_BYTES}`,
      met: script <= MAX_SCRIPT_BYTES,
    },
  ]
}
