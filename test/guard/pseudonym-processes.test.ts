import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { exportPrivateJwk, generateSigningKey } from '../../src/internal/signing-key.js'
import { openGuard, temporaryFolder } from '../support/guard.js'
import { KEY } from './data-policy-systems.js'
import { maskingNames } from './pseudonym-system.js'

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

type Sent = readonly (readonly [name: string, seen: string, restored: string])[]

async function child(task: object): Promise<() => Promise<Sent>> {
  const started = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      '--import',
      file('../support/run-source.mjs'),
      file('pseudonym-child.ts'),
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  onTestFinished(() => void started.kill())
  const lines = createInterface({ input: started.stdout })[Symbol.asyncIterator]()
  started.stdin.write(`${JSON.stringify(task)}\n`)
  expect((await lines.next()).value).toBe('ready')
  return async () => {
    started.stdin.write('go\n')
    return JSON.parse(String((await lines.next()).value)) as Sent
  }
}

test('two processes give placeholders in one case at once: one for each person, the same in both', async () => {
  const path = join(temporaryFolder(), 'guard.db')
  const signingKey = generateSigningKey('test.example')
  const shared = Array.from({ length: 12 }, (_, index) => `Claude${index} Vidal${index}`)
  const own = (who: string): readonly string[] =>
    Array.from({ length: 12 }, (_, index) => `${who}${index} Seul${who}${index}`)
  const lists = [
    [...shared, ...own('A')],
    [...own('B'), ...shared.toReversed()],
  ]
  const jwk = exportPrivateJwk(signingKey)
  const children = await Promise.all(lists.map((names) => child({ path, jwk, key: KEY, names })))
  const answers = await Promise.all(children.map((go) => go()))
  const placeholders = new Map<string, Set<string>>()
  for (const [name, seen, restored] of answers.flat()) {
    expect(seen).toMatch(/^Bonjour PERSONNE_\d+, voici les horaires\.$/)
    expect(restored).toBe(`Bonjour ${name}, voici les horaires.`)
    placeholders.set(name, (placeholders.get(name) ?? new Set()).add(seen))
  }
  expect(placeholders.size).toBe(36)
  expect([...placeholders.values()].every(({ size }) => size === 1)).toBe(true)
  expect(new Set([...placeholders.values()].flatMap((one) => [...one])).size).toBe(36)

  // A third one, started later, goes on from there.
  const { system, detector } = maskingNames(shared)
  const { guard } = await openGuard(
    { systems: [system], detectors: [detector], masterKey: KEY, signingKey },
    path,
  )
  const [name = ''] = shared
  let seen: unknown
  await guard.run(
    system.uses.masked,
    { input: `Bonjour ${name}, voici les horaires.`, subject: 'D-1' },
    (input) => {
      seen = input
      return 'Fait.'
    },
  )
  expect([...(placeholders.get(name) ?? [])]).toEqual([seen])
})
