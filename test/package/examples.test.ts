import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const examples = join(root, 'examples')

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'garde-fou-examples-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs a file as a newcomer would, where nothing but its own folder can be written by mistake. */
const run = (file: string): string =>
  execFileSync(process.execPath, [file], { cwd: folder, encoding: 'utf8', timeout: 60_000 })

describe('what a newcomer copies', () => {
  it('the ten lines of the README run as they stand, and print a review without its proposal', () => {
    const [, snippet = ''] = /## In ten lines\n+```ts\n([\s\S]*?)```/.exec(
      readFileSync(join(root, 'README.md'), 'utf8'),
    ) ?? ['']
    expect(snippet.split('\n').filter((line) => line !== '' && !line.startsWith('import '))).toHaveLength(6)
    // It stands beside `city.ts`, which it imports.
    const file = join(examples, `.readme-${process.pid}.ts`)
    writeFileSync(file, snippet)
    try {
      const printed = run(file)
      expect(printed).toMatch(/id: '[0-9a-f-]{36}'/)
      expect(printed).toMatch(/dueAt: /)
      expect(printed).not.toMatch(/favourable|Votre projet/)
    } finally {
      rmSync(file)
    }
  })

  it('examples/placeholders.ts sends no value and gets them back', () => {
    const [sent = '', back] = run(join(examples, 'placeholders.ts')).split('\n')
    expect(sent).toMatch(/^Sent: .*PERSONNE_1.*ADRESSE_1.*TELEPHONE_1/)
    expect(sent).not.toMatch(/Etcheverry|Port|06 39/)
    expect(back).toMatch(/^Back: Chère Madame « .*Etcheverry », .* 06 39 98 14 02\.$/)
  })

  it('examples/requests.ts goes from a question of the public to its answer, and to its erasure', () => {
    const printed = run(join(examples, 'requests.ts'))
    expect(printed).toMatch(/^Receipt: (?:[0-9A-Z]{5}-){4}[0-9A-Z]{5} due on \d{4}-\d\d-\d\d/)
    expect(printed).toContain("Given out: [ 'request', 'answer' ]")
    expect(printed).toContain('Erased: 1 left: 0')
  })

  it('examples/ten-lines.ts goes from the call to the decision of a person', () => {
    const printed = run(join(examples, 'ten-lines.ts'))
    const [before = '', after = ''] = printed.split('Decided:')
    expect(before).toMatch(/^Held, without the proposal: \{\s+id:/)
    expect(before).not.toMatch(/letter|reasons/)
    expect(after).toMatch(/^ approved \{/)
    expect(after).toContain('letter:')
  })
})
