import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { exportPrivateJwk, generateSigningKey, localReviewers } from 'garde-fou'
import { bordeauxMetropole } from 'garde-fou/charters/bordeaux-metropole'
import { sqliteStore } from 'garde-fou/sqlite'
import { fixedClock } from 'garde-fou/testing'
import { expect, test } from 'vitest'
import { COMMANDS } from '../../src/cli/commands.js'
import { EXIT } from '../../src/cli/exit-codes.js'
import { runCommandLine } from '../../src/cli/run.js'
import type { Terminal } from '../../src/cli/terminal.js'
import { openGuard, temporaryFolder } from '../support/guard.js'
import { housing } from '../support/housing.js'

const TRACE = /^\s+at |node:internal|node_modules/m
/** What a terminal obeys instead of showing: escape sequences and other controls. */
const CONTROLS = /(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u

interface Ended {
  readonly code: number
  readonly output: string
  readonly errors: string
}

interface RunOptions {
  readonly cwd: string
  readonly input?: Uint8Array
  readonly env?: Terminal['env']
}

async function run(
  args: readonly string[],
  { cwd, input = new Uint8Array(), env = {} }: RunOptions,
): Promise<Ended> {
  let output = ''
  let errors = ''
  const terminal: Terminal = {
    cwd,
    env,
    clock: fixedClock('2026-11-24T09:00:00.000Z'),
    write: async (text) => {
      output += text
    },
    warn: async (text) => {
      errors += text
    },
    readInput: async () => Buffer.from(input).toString('utf8'),
    inputBytes: () => Readable.from([input]),
    askSecret: async () => undefined,
    // Nobody waits here: what serves is asked to stop at once.
    stopRequested: async () => undefined,
    onLinkRequest: () => () => undefined,
  }
  const code = await runCommandLine(args, terminal)
  return { code, output, errors }
}

const word = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'constructor',
    '--__proto__',
    '--constructor=1',
    '--',
    '-',
    '',
    '--config',
    '--json',
    '--help',
    '--json=false',
    '--config=/dev/null',
    '--config=/etc/passwd',
    '../..',
    '\u0000',
    '\u001b[2J',
    "'; drop table reviews; --",
    'a'.repeat(3000),
    '--port=99999',
    '--limit=NaN',
    '--limit=-1',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
)
const names = COMMANDS.map(({ name }) => name.split(' '))
const options = [...new Set(COMMANDS.flatMap(({ options = {} }) => Object.keys(options)))].map(
  (name) => `--${name}`,
)
// `init` writes, and the folder must stay empty for the others.
const line = fc
  .tuple(
    fc.oneof(
      fc.constantFrom(...names.filter(([first]) => first !== 'init')),
      fc.array(word, { maxLength: 2 }),
    ),
    fc.array(fc.oneof(word, fc.constantFrom(...options)), { maxLength: 6 }),
  )
  .map(([command, rest]) => [...command, ...rest])

test('whatever is typed ends with a code that is documented, one line that helps, and nothing of the code', async () => {
  const cwd = temporaryFolder()
  await fc.assert(
    fc.asyncProperty(line, async (args) => {
      const { code, output, errors } = await run(args, { cwd })
      expect(code, JSON.stringify(args)).not.toBe(EXIT.internal)
      expect(Object.values(EXIT)).toContain(code)
      expect(`${output}${errors}`).not.toMatch(TRACE)
      expect(`${output}${errors}`).not.toMatch(CONTROLS)
      if (code !== EXIT.ok) expect(`${output}${errors}`.trim()).not.toBe('')
    }),
    { numRuns: 400 },
  )
  expect(Object.keys(Object.prototype)).toEqual([])
})

const jsonLine = fc.oneof(
  fc.json(),
  fc
    .record({
      id: fc.oneof(fc.string(), fc.integer(), fc.constant('__proto__')),
      text: fc.string({ unit: 'binary', maxLength: 200 }),
    })
    .map((value) => JSON.stringify(value)),
  fc.constantFrom(
    '{"__proto__":{"id":1,"text":"x"}}',
    '{"id":1,"text":"x","__proto__":{"kind":"output"}}',
    '{"constructor":{}}',
    '{"id":1,"text":"\\ud800"}',
    '{"id":{"toString":1},"text":[]}',
    `${'['.repeat(20_000)}`,
    '{"id":1e999,"text":""}',
    '\ufeff{"id":1,"text":"x"}',
  ),
  fc.string({ unit: 'binary', maxLength: 80 }),
)
const input = fc.oneof(
  fc.array(jsonLine, { maxLength: 6 }).map((lines) => Buffer.from(lines.join('\n'))),
  fc.uint8Array({ maxLength: 200 }),
)

test.each(['scan uses', 'scan decisions', 'scan personal-data', 'evaluate', 'label verify'])(
  'whatever comes in on standard input, "%s" answers line by line and never breaks',
  async (name) => {
    const cwd = temporaryFolder()
    await fc.assert(
      fc.asyncProperty(input, async (bytes) => {
        const { code, output, errors } = await run(name.split(' '), { cwd, input: bytes })
        expect(code, Buffer.from(bytes).toString('latin1')).not.toBe(EXIT.internal)
        expect(`${output}${errors}`).not.toMatch(TRACE)
        expect(`${output}${errors}`).not.toMatch(CONTROLS)
        if (!name.startsWith('scan')) return
        for (const answer of output.split('\n').filter((text) => text !== '')) {
          const document: unknown = JSON.parse(answer)
          expect(typeof document).toBe('object')
        }
      }),
      { numRuns: 150 },
    )
    expect(Object.keys(Object.prototype)).toEqual([])
  },
)

/** Commands that read and change the store, and write no file: what they are given cannot lead out of the folder. */
const ON_STORE = /^(?:reviews .+|journal verify|subjects (?:hold|release|erase)|retention|doctor)$/

/** One of these commands as somebody types it who has read its help, with values that nobody expects. */
function asked(values: fc.Arbitrary<string>): fc.Arbitrary<readonly string[]> {
  const given = fc.constantFrom(...COMMANDS.filter(({ name }) => ON_STORE.test(name)))
  return given.chain(({ name, arguments: wanted = [], options: known = {} }) => {
    const some = fc.subarray(Object.entries(known))
    const words = fc.array(values, { minLength: wanted.length, maxLength: wanted.length })
    const texts = fc.array(values, { minLength: 20, maxLength: 20 })
    return fc
      .tuple(some, words, texts)
      .map(([chosen, own, texts]) => [
        ...name.split(' '),
        ...chosen.map(([option, { type }], index) =>
          type === 'boolean' ? `--${option}` : `--${option}=${texts[index] ?? ''}`,
        ),
        '--',
        ...own,
      ])
  })
}

test('whatever is asked of a real store is refused or done, and breaks nothing', async () => {
  const cwd = temporaryFolder()
  mkdirSync(join(cwd, '.garde-fou'), { mode: 0o700 })
  const signingKey = generateSigningKey('test.example')
  writeFileSync(join(cwd, '.garde-fou', 'signing-key.jwk'), JSON.stringify(exportPrivateJwk(signingKey)), {
    mode: 0o600,
  })
  const path = join(cwd, 'guard.db')
  const { guard } = await openGuard({ signingKey }, path)
  const request = { input: 'x', subject: 'AL-1' }
  const review = await guard.propose(housing.uses.draft, request, () => ({
    proposal: 'favourable',
    amount: 1,
    letter: 'x',
  }))
  const training = [{ id: 'ia-habitat', validUntil: '2099-12-31' }]
  const accessKeySha256 = createHash('sha256').update('key').digest('hex')
  const config = () => ({
    charter: bordeauxMetropole,
    systems: [housing],
    store: sqliteStore(path),
    journalName: 'test.example',
    reviewers: localReviewers([
      { id: 'alice', name: 'A', roles: ['instructeur'], training, accessKeySha256 },
    ]),
  })
  // A module is read once: each command gets one of its own, and with it a store that it may close.
  Reflect.set(globalThis, 'fuzzedConfig', config)
  let count = 0
  const values = fc.oneof(
    word,
    fc.constantFrom(
      review.id,
      'AL-1',
      '1',
      '2',
      '10',
      'favourable',
      'pending',
      'Le dossier est complet et la dette récente.',
    ),
  )
  const codes = new Set<number>()
  await fc.assert(
    fc.asyncProperty(asked(values), async (line) => {
      count += 1
      const file = join(cwd, `config-${count}.mjs`)
      writeFileSync(file, 'export default globalThis.fuzzedConfig()')
      const args = [...line.slice(0, line.indexOf('--')), '--config', file, ...line.slice(line.indexOf('--'))]
      const { code, output, errors } = await run(args, { cwd, env: { GARDE_FOU_REVIEWER_KEY: 'key' } })
      codes.add(code)
      expect(code, JSON.stringify(args)).not.toBe(EXIT.internal)
      expect(`${output}${errors}`).not.toMatch(TRACE)
      expect(`${output}${errors}`).not.toMatch(CONTROLS)
    }),
    { numRuns: 200 },
  )
  // Not all were turned away at the door.
  expect([...codes]).toEqual(expect.arrayContaining([EXIT.ok, EXIT.usage, EXIT.refused]))
  Reflect.deleteProperty(globalThis, 'fuzzedConfig')
  await guard.readiness().then((reasons) => expect(reasons).toEqual([]))
  expect(Object.keys(Object.prototype)).toEqual([])
})
