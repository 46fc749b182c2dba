import { mkdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { createSuspensions } from '../guard/suspensions.js'
import { registerSite } from '../server/register/static-site.js'
import type { Command, Invocation } from './command.js'
import { EXIT } from './exit-codes.js'
import { loadConfig } from './load-config.js'
import { withCore } from './open-desk.js'
import { openNew } from './open-new-file.js'
import { UsageError } from './usage-error.js'

/** `garde-fou register build`: the public register as files, for any web server. */
export const registerBuild: Command = {
  name: 'register build',
  summary: 'Write the public register as a static site, in French and in English',
  arguments: [{ name: 'folder', help: 'a folder that is not there yet.' }],
  options: {
    url: {
      type: 'string',
      value: 'address',
      help: 'Where it will be published. Default: server.publicUrl.',
    },
  },
  details:
    'Pages, CSV, JSON with its schema, Atom, and the exports to published standards with their gaps. Write it\nanew to bring it up to date. There is no search in it: "garde-fou serve" has one.',
  async run(invocation) {
    const { origin, basePath } = await placeOf(invocation)
    const [name = ''] = invocation.typed.arguments
    const folder = resolve(invocation.terminal.cwd, name)
    await makeNew(folder)
    const files = await withCore(invocation, async (core) => {
      const guard = {
        charter: core.charter,
        systems: [...core.systems.values()],
        suspensions: createSuspensions(core),
        store: core.store,
      }
      let written = 0
      for await (const { path, content } of registerSite(guard, { origin, basePath, clock: core.clock })) {
        await writeNew(join(folder, path), content)
        written += 1
      }
      return written
    })
    await invocation.answer({
      document: { folder, files, url: `${origin}${basePath}/registre` },
      text: `Wrote ${files} files to ${folder}, to be published at ${origin}${basePath}/registre.`,
    })
    return EXIT.ok
  },
}

async function placeOf(
  invocation: Invocation,
): Promise<{ readonly origin: string; readonly basePath: string }> {
  const typed = invocation.typed.text('url')
  const { config } = await loadConfig(invocation)
  const address = URL.parse(typed ?? config.server?.publicUrl ?? '')
  if (address === null || !/^https?:$/.test(address.protocol))
    throw new UsageError(
      'There is no address under which the register will be published.',
      'Give one by --url https://www.ville.example.',
    )
  return { origin: address.origin, basePath: address.pathname.replace(/\/+$/, '') }
}

async function makeNew(folder: string): Promise<void> {
  try {
    await mkdir(folder)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
    throw new UsageError(
      `${folder} cannot be made (${code}).`,
      code === 'EEXIST'
        ? 'Nothing is overwritten: name another folder.'
        : 'Name a folder in one that exists.',
    )
  }
}

async function writeNew(file: string, content: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const handle = await openNew(file)
  try {
    await handle.writeFile(content)
    // For a web server to read, whoever it runs as.
    await handle.chmod(0o644)
  } finally {
    await handle.close()
  }
}
