import { type Compilable, type CompiledQuery, type Expression, sql } from 'kysely'

/** Stands in a query for a value that is known when it runs. */
export interface Param<Args> {
  <Name extends keyof Args>(name: Name): Expression<Args[Name]>
  /** For values that have no name of their own, such as the second of a list. */
  read<Value>(read: (args: Args) => Value): Expression<Value>
}

/** A query that was built and compiled once; takes its values and is ready to be executed. */
export type Prepared<Args, Row> = (args: Args) => CompiledQuery<Row>

/**
 * Compiles a query once: building SQL takes longer than most queries run. Values stand in it as parameters of the
 * database, never as text.
 */
export function prepare<Args extends object>(): <Row>(
  build: (param: Param<Args>) => Compilable<Row>,
) => Prepared<Args, Row> {
  return <Row>(build: (param: Param<Args>) => Compilable<Row>): Prepared<Args, Row> => {
    const readers = new Map<unknown, (args: Args) => unknown>()
    const read = <Value>(reader: (args: Args) => Value): Expression<Value> => {
      const marker = { parameter: readers.size }
      readers.set(marker, reader)
      return sql<Value>`${marker}`
    }
    const byName = <Name extends keyof Args>(name: Name): Expression<Args[Name]> => read((args) => args[name])
    const { query, queryId, sql: text, parameters } = build(Object.assign(byName, { read })).compile()
    const slots = parameters.map((value) => readers.get(value) ?? (() => value))
    return (args) => ({ query, queryId, sql: text, parameters: slots.map((slot) => slot(args)) })
  }
}
