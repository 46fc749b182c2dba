// Another program that holds a lock on the file until its input ends.
import { once } from 'node:events'
import { DatabaseSync } from 'node:sqlite'

const [path = '', kind = 'write'] = process.argv.slice(2)
const db = new DatabaseSync(path, { timeout: 5000 })
if (kind === 'everything') db.exec('pragma locking_mode = exclusive')
db.exec('begin immediate')
if (kind === 'everything') db.exec('create table held (a text)')
process.stdout.write('locked\n')
process.stdin.resume()
await once(process.stdin, 'end')
db.exec('rollback')
db.close()
