import { createGuard, defineSystem, type Guard, generateSigningKey } from 'garde-fou'
import { bordeauxMetropole } from 'garde-fou/charters/bordeaux-metropole'
import { registerHandler } from 'garde-fou/server'
import { sqliteStore } from 'garde-fou/sqlite'
import { sideBySide } from './measure.ts'
import type { Row } from './report.ts'
import type { Place } from './sections.ts'
import { system } from './system.ts'

const SIZES = [10, 1_000, 10_000] as const
const ROUNDS = 200
const ADDRESS = 'https://www.ville.example/registre'

type Ask = (path: string) => () => Promise<string>

/** A register of so many systems, with each sheet shown once: what is kept for its history is kept. */
async function openRegister(folder: string, count: number): Promise<{ guard: Guard; ask: Ask }> {
  const systems = Array.from({ length: count }, (_, index) =>
    defineSystem({
      ...system.record,
      id: `systeme-${index}`,
      name: `Résumer des demandes, service ${index}`,
      uses: {
        summary: { impact: 'information', action: 'résume', purpose: 'Résumer.', audience: 'citizens' },
      },
    }),
  )
  const guard = await createGuard({
    charter: bordeauxMetropole,
    systems,
    store: sqliteStore(`${folder}/register-${count}.db`),
    signingKey: generateSigningKey('bench.example'),
    reviewers: { find: async () => undefined },
    background: false,
  })
  const handler = registerHandler(guard)
  const ask: Ask = (path) => async () => {
    const response = await handler.fetch(new Request(`${ADDRESS}${path}`))
    if (response.status !== 200) throw new Error(`${response.status} on ${path}`)
    return response.text()
  }
  await ask('')()
  return { guard, ask }
}

/** Pages of the register with few and with many systems. */
export async function* registerFigures({ folder }: Place): AsyncIterable<Row> {
  const registers = new Map<number, { guard: Guard; ask: Ask }>()
  for (const size of SIZES) registers.set(size, await openRegister(folder, size))
  for (const [what, path] of [
    ['list', ''],
    ['search', '?recherche=service+7'],
    ['page of a system', '/systeme-7'],
  ] as const) {
    const timings = await sideBySide(
      Object.fromEntries([...registers].map(([size, { ask }]) => [String(size), ask(path)])),
      ROUNDS,
    )
    for (const size of SIZES) {
      const timing = timings[String(size)]
      if (timing === undefined) continue
      yield { name: `register, ${what}, ${size} systems`, value: timing.p50, unit: 'µs p50' }
      yield { name: `register, ${what}, ${size} systems`, value: timing.p99, unit: 'µs p99' }
    }
    const [few, many] = [timings[String(SIZES[0])], timings[String(SIZES[2])]]
    if (few === undefined || many === undefined) continue
    yield { name: `register, ${what}, p50: ${SIZES[2]} ÷ ${SIZES[0]}`, value: many.p50 / few.p50, unit: '×' }
  }
  for (const { guard } of registers.values()) await guard.close()
}
