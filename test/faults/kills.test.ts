import { expect, onTestFinished, test } from 'vitest'
import { databaseOfFile } from '../support/postgres.js'
import { expectWholeCity } from './aftermath.js'
import { newCity } from './places.js'
import { between, type Random, randomFrom, SEED } from './seed.js'
import { type Server, startServer } from './servers.js'

const database = databaseOfFile()
const KILLS = Number(process.env.FAULTS_KILLS ?? 200)
/** Servers at work at the same moment; each of them also sequences, keeps time and delivers. */
const AT_ONCE = 4

/** After each kill, one proof that was kept; after so many, all of them and the whole journal. */
const LOOKS = 10

/** While it starts, after so many lines, and then anywhere between two of them. */
async function strike(server: Server, random: Random): Promise<void> {
  const early = random() < 0.35
  if (!early) await server.printed(between(random, 1, 30))
  await new Promise((resolve) => setTimeout(resolve, between(random, 0, early ? 250 : 15)))
  await server.kill()
}

test.each(['sqlite', 'postgres'] as const)(
  `${KILLS} servers on %s killed with SIGKILL at any moment: nothing is lost, nothing is done twice (seed ${SEED})`,
  async (kind) => {
    const city = await newCity(kind, database)
    const random = randomFrom(SEED)
    let started = 0
    const slot = async (): Promise<void> => {
      while (started < KILLS) {
        const seed = SEED + started++
        const { address, jwk } = city
        const server = startServer({
          address,
          jwk,
          seed,
          lanes: 3,
          rounds: Number.MAX_SAFE_INTEGER,
          handlers: 'moody',
        })
        await strike(server, random)
        city.ledger.hear(server.lines)
        await city.ledger.expectKept(city.store, server.lines)
        await (started % LOOKS === 0 ? city.witnesses.askAll() : city.witnesses.askOne())
        await city.witnesses.take()
      }
    }
    onTestFinished(() => {
      started = KILLS
    })
    await Promise.all(Array.from({ length: AT_ONCE }, slot))
    await expectWholeCity(city)
    expect(city.ledger.size()).toBeGreaterThan(KILLS)
    expect(city.witnesses.kept().length).toBeGreaterThan(KILLS / 2)
  },
  900_000,
)
