import { hash } from 'node:crypto'
import type { CompiledQuery } from 'kysely'
import { faultOf, PostgresFault } from './faults.js'
import type { PostgresClient, PostgresPool, PostgresQuery } from './pool.js'
import { readTypes } from './read-types.js'
import { readable, writable } from './values.js'

/** One connection, for as long as it is lent. Every method rejects with a `PostgresFault`. */
export interface Connection {
  /** Reads. The statement is planned once per connection: for those that find rows by a key. */
  all<Row>(query: CompiledQuery<Row>): Promise<readonly Row[]>
  first<Row>(query: CompiledQuery<Row>): Promise<Row | undefined>
  /** Reads, with a plan for these very values. */
  planned<Row>(query: CompiledQuery<Row>): Promise<readonly Row[]>
  /** Changes something; refuses texts that would come back altered. Planned once per connection. */
  change<Row>(query: CompiledQuery<Row>): Promise<readonly Row[]>
  /** The same, with a plan for these very values. */
  changePlanned<Row>(query: CompiledQuery<Row>): Promise<readonly Row[]>
  exec(sql: string): Promise<void>
}

/** Lends connections. */
export interface Connections {
  /** Each statement of `work` is a transaction of its own. */
  use<Result>(work: (db: Connection) => Promise<Result>): Promise<Result>
  /** `work` is one transaction: it commits when it returns and is undone when it throws. */
  transaction<Result>(work: (db: Connection) => Promise<Result>): Promise<Result>
}

/** Lends the connections of a pool, each prepared once by the statements of `preparation`. */
export function connectionsOf(pool: PostgresPool, preparation: string): Connections {
  const prepared = new WeakSet<PostgresClient>()
  const prepare = async (client: PostgresClient): Promise<void> => {
    if (prepared.has(client)) return
    await client.query({ text: preparation })
    prepared.add(client)
  }
  const use: Connections['use'] = async (work) => {
    const client = await pool.connect().catch((error: unknown) => {
      throw lostUnlessKnown(error)
    })
    let broken = false
    const onError = (): void => {
      broken = true
    }
    // A connection may break between two statements; without a listener that would end the process.
    client.on('error', onError)
    try {
      await prepare(client).catch((error: unknown) => {
        throw faultOf(error)
      })
      return await work(connectionOf(client))
    } catch (error) {
      if (error instanceof PostgresFault && error.kind === 'lost') broken = true
      throw error
    } finally {
      client.removeListener('error', onError)
      client.release(broken)
    }
  }
  return {
    use,
    transaction: (work) =>
      use(async (db) => {
        await db.exec('begin isolation level read committed')
        try {
          const result = await work(db)
          await db.exec('commit')
          return result
        } catch (error) {
          await rollBack(db)
          throw error
        }
      }),
  }
}

/** A connection that cannot even roll back is lost: the database undoes its transaction by itself. */
async function rollBack(db: Connection): Promise<void> {
  try {
    await db.exec('rollback')
  } catch (error) {
    throw new PostgresFault('lost', faultOf(error).code)
  }
}

/** Where connecting fails without an answer of the database, it is out of reach. */
function lostUnlessKnown(error: unknown): PostgresFault {
  const fault = faultOf(error)
  return fault.code === 'driver' ? new PostgresFault('lost', 'driver') : fault
}

function connectionOf(client: PostgresClient): Connection {
  const send = async <Row>(query: PostgresQuery): Promise<readonly Row[]> => {
    try {
      const { rows } = await client.query({ ...query, types: readTypes })
      // The builder knows the columns it asked for.
      return rows as readonly Row[]
    } catch (error) {
      throw faultOf(error)
    }
  }
  const all = <Row>({ sql: text, parameters }: CompiledQuery<Row>): Promise<readonly Row[]> =>
    send<Row>({ text, name: nameOf(text), values: parameters.map(readable) })
  return {
    all,
    first: async (query) => (await all(query))[0],
    planned: ({ sql: text, parameters }) => send({ text, values: parameters.map(readable) }),
    change: async ({ sql: text, parameters }) =>
      send({ text, name: nameOf(text), values: parameters.map(writable) }),
    changePlanned: async ({ sql: text, parameters }) => send({ text, values: parameters.map(writable) }),
    async exec(text) {
      await send({ text })
    },
  }
}

const names = new Map<string, string>()

/** A name that stands for exactly this text, in whatever process: several may share a connection of a proxy. */
function nameOf(text: string): string {
  const known = names.get(text)
  if (known !== undefined) return known
  const name = `garde_fou_${hash('sha256', text, 'hex').slice(0, 32)}`
  names.set(text, name)
  return name
}
