import { DatabaseSync } from 'node:sqlite'

/** What somebody writes by hand around a library that keeps nothing: one row per pending approval, on the disk at each commit. */
export function durableRows(file) {
  const db = new DatabaseSync(file)
  db.exec(
    'pragma journal_mode=wal; pragma synchronous=full; create table if not exists states (id text primary key, body text, done integer)',
  )
  const insert = db.prepare('insert into states (id, body, done) values (?, ?, 0)')
  const select = db.prepare('select body from states where id = ? and done = 0')
  const finish = db.prepare('update states set done = 1, body = ? where id = ?')
  return {
    put: (id, body) => insert.run(id, body),
    get: (id) => select.get(id).body,
    finish: (id, body) => finish.run(body, id),
    close: () => db.close(),
  }
}
