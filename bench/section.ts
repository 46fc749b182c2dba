import { appendFileSync } from 'node:fs'
import { SECTIONS } from './sections.ts'

// Usage: node bench/section.ts NAME FOLDER FILE [POSTGRES-URL]
// Measures one section and writes each row to the file as soon as it is known: a section that is stopped has not measured in vain.

const [name, folder = '', file = '', postgresUrl] = process.argv.slice(2)
const section = SECTIONS.find((one) => one.name === name)
if (section === undefined) throw new Error(`There is no section "${name}".`)
const measure = await section.load()
const measured = measure({ folder, postgresUrl })
for await (const row of measured instanceof Promise ? await measured : measured)
  appendFileSync(file, `${JSON.stringify(row)}\n`)
// A peer that keeps a timer or a connection does not keep the bench.
process.exit(0)
