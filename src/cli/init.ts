import { existsSync } from 'node:fs'
import { appendFile, chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { DEFAULT_KEY_FILE } from '../guard/config.js'
import { accessKeyDigest, localReviewers } from '../guard/local-reviewers.js'
import { exportPrivateJwk, generateSigningKey, type SigningKey } from '../internal/signing-key.js'
import { syncFolderOf } from '../internal/sync-folder.js'
import { newAccessKey } from './access-key.js'
import type { Command, Invocation } from './command.js'
import { EXIT } from './exit-codes.js'
import { configTemplate, type FirstConfig } from './init-template.js'
import { CONFIG_FILES } from './load-config.js'
import { UsageError } from './usage-error.js'

const IGNORED = ['.garde-fou/']

/** `garde-fou init`: a first configuration, the signing key, and the first reviewer's access key. */
export const init: Command = {
  name: 'init',
  summary: 'Write a configuration with a first system, and make the signing key',
  options: {
    directory: { type: 'string', value: 'folder', help: 'Where. Default: here.' },
    'journal-name': {
      type: 'string',
      value: 'name',
      help: 'Name of the journal for ever, such as ville.example/garde-fou. Default: localhost/garde-fou.',
    },
    'reviewer-id': { type: 'string', value: 'id', help: 'Id of the first reviewer. Default: premier-agent.' },
    'reviewer-name': { type: 'string', value: 'name', help: 'Their name as colleagues read it.' },
  },
  details:
    'Nothing is ever overwritten. The signing key is made for its owner only (mode 0600) and kept out of git.',
  async run(invocation) {
    const directory = resolve(invocation.terminal.cwd, invocation.typed.text('directory') ?? '.')
    refuseExisting(directory)
    // Everything that can be refused is refused before the first file is written.
    const key = generateSigningKey(invocation.typed.text('journal-name') ?? 'localhost/garde-fou')
    const reviewer = firstReviewer(invocation)
    const file = join(directory, await configName(directory))
    const signingKey = await writeKey(directory, key)
    const ignored = await addToGitignore(directory)
    const text = configTemplate({
      ...reviewer,
      journalName: key.name,
      today: invocation.terminal.clock.now(),
    })
    await writeFile(file, text, { flag: 'wx' })
    const { reviewerId, accessKey } = reviewer
    await invocation.answer({
      document: { config: file, ...signingKey, gitignore: ignored, reviewer: { id: reviewerId, accessKey } },
      text: [
        `Wrote ${file}`,
        signingKey.signingKeyMade
          ? `Made ${signingKey.signingKeyFile}: keep a backup where it is safe; without it the journal cannot go on.`
          : `Kept ${signingKey.signingKeyFile}, which was there.`,
        ...ignored.map((line) => `Added ${line} to .gitignore`),
        '',
        `Access key of "${reviewerId}", shown this once and stored nowhere:`,
        `  ${accessKey}`,
        '',
        'Next: npm install garde-fou zod, fill in the system’s record, then npx garde-fou doctor.',
      ].join('\n'),
    })
    return EXIT.ok
  },
}

function refuseExisting(directory: string): void {
  if (!existsSync(directory))
    throw new UsageError(`The folder ${directory} does not exist.`, 'Make it first.')
  const existing = CONFIG_FILES.map((name) => join(directory, name)).find((file) => existsSync(file))
  if (existing !== undefined)
    throw new UsageError(
      `${existing} exists, and init overwrites nothing.`,
      'Edit it, or run init in another folder.',
    )
}

async function writeKey(
  directory: string,
  key: SigningKey,
): Promise<{ readonly signingKeyFile: string; readonly signingKeyMade: boolean }> {
  const signingKeyFile = join(directory, DEFAULT_KEY_FILE)
  const jwk = exportPrivateJwk(key)
  await mkdir(join(directory, '.garde-fou'), { recursive: true, mode: 0o700 })
  try {
    await writeFile(signingKeyFile, `${JSON.stringify(jwk)}\n`, {
      flag: 'wx',
      mode: 0o600,
      flush: true,
    })
    syncFolderOf(signingKeyFile)
    // A umask may have taken rights away, never given any; set them all the same.
    await chmod(signingKeyFile, 0o600)
    return { signingKeyFile, signingKeyMade: true }
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return { signingKeyFile, signingKeyMade: false }
    throw new UsageError(`${signingKeyFile} cannot be written (${codeOf(error)}).`)
  }
}

async function addToGitignore(directory: string): Promise<readonly string[]> {
  const file = join(directory, '.gitignore')
  const present = existsSync(file) ? await readFile(file, 'utf8') : ''
  const lines = new Set(present.split(/\r?\n/).map((line) => line.trim()))
  const missing = IGNORED.filter((line) => !lines.has(line))
  if (missing.length > 0) {
    const gap = present === '' || present.endsWith('\n') ? '' : '\n'
    await appendFile(file, `${gap}${missing.join('\n')}\n`)
  }
  return missing
}

function firstReviewer({
  typed,
}: Invocation): Omit<FirstConfig, 'journalName' | 'today'> & { readonly accessKey: string } {
  const reviewerId = typed.text('reviewer-id') ?? 'premier-agent'
  const reviewerName = typed.text('reviewer-name') ?? 'Premier agent'
  const accessKey = newAccessKey()
  const accessKeySha256 = accessKeyDigest(accessKey)
  // Checked as the configuration will be, so that what is written can be loaded.
  localReviewers([
    { id: reviewerId, name: reviewerName, roles: ['instructeur'], training: [], accessKeySha256 },
  ])
  return { reviewerId, reviewerName, accessKey, accessKeySha256 }
}

// In a package of CommonJS modules Node.js would read a `.ts` file as CommonJS.
async function configName(directory: string): Promise<string> {
  const manifest = join(directory, 'package.json')
  if (!existsSync(manifest)) return 'garde-fou.config.mts'
  let parsed: unknown
  try {
    parsed = JSON.parse(await readFile(manifest, 'utf8'))
  } catch {
    throw new UsageError(`${manifest} cannot be read as JSON.`, 'Correct it first.')
  }
  const isModule =
    typeof parsed === 'object' && parsed !== null && 'type' in parsed && parsed.type === 'module'
  return isModule ? 'garde-fou.config.ts' : 'garde-fou.config.mts'
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
}
