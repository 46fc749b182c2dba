import { randomBytes } from 'node:crypto'
import { chmod, lstat, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { createPublications } from '../guard/publications.js'
import { createSuspensions } from '../guard/suspensions.js'
import { registerSite, type SiteFile, type SiteOptions } from '../server/register/static-site.js'
import type { Command, Invocation } from './command.js'
import { EXIT } from './exit-codes.js'
import { loadConfig } from './load-config.js'
import { withCore } from './open-desk.js'
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
    'Pages, CSV, JSON with its schema, Atom, and the exports to published standards with their gaps. Write it\nanew to bring it up to date. It appears whole or not at all. There is no search in it: "garde-fou serve" has one.',
  async run(invocation) {
    const place = await placeOf(invocation)
    const { origin, basePath } = place
    const [name = ''] = invocation.typed.arguments
    const folder = resolve(invocation.terminal.cwd, name)
    await refuseExisting(folder)
    const files = await withCore(invocation, async (core) => {
      const guard = {
        charter: core.charter,
        systems: [...core.systems.values()],
        suspensions: createSuspensions(core),
        publications: createPublications(core),
        store: core.store,
      }
      return writeWhole(folder, registerSite(guard, { ...place, clock: core.clock }))
    })
    await invocation.answer({
      document: { folder, files, url: `${origin}${basePath}/registre` },
      text: `Wrote ${files} files to ${folder}, to be published at ${origin}${basePath}/registre.`,
    })
    return EXIT.ok
  },
}

/** Where the site will be published, and what it says of its accessibility. */
type Place = Pick<SiteOptions, 'origin' | 'accessibility'> & { readonly basePath: string }

async function placeOf(invocation: Invocation): Promise<Place> {
  const typed = invocation.typed.text('url')
  const { config } = await loadConfig(invocation)
  const { publicUrl, accessibility } = config.server ?? {}
  const address = URL.parse(typed ?? publicUrl ?? '')
  if (address === null || !/^https?:$/.test(address.protocol))
    throw new UsageError(
      'There is no address under which the register will be published.',
      'Give one by --url https://www.ville.example.',
    )
  return {
    origin: address.origin,
    basePath: address.pathname.replace(/\/+$/, ''),
    ...(accessibility === undefined ? {} : { accessibility }),
  }
}

async function refuseExisting(folder: string): Promise<void> {
  try {
    await lstat(folder)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    throw new UsageError(`${folder} cannot be made (${codeOf(error)}).`, 'Name a folder in one that exists.')
  }
  throw new UsageError(`${folder} cannot be made (EEXIST).`, 'Nothing is overwritten: name another folder.')
}

/**
 * Writes a site beside its place and moves it there when it is whole: what fails midway leaves nothing that the next
 * try would have to refuse, and nobody publishes half a register. Gives back how many files it has.
 */
async function writeWhole(folder: string, site: AsyncIterable<SiteFile>): Promise<number> {
  const draft = await makeDraft(folder)
  try {
    let written = 0
    for await (const { path, content } of site) {
      await writing(folder, () => writeNew(join(draft, path), content))
      written += 1
    }
    await writing(folder, () => rename(draft, folder))
    return written
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    throw error
  }
}

async function makeDraft(folder: string): Promise<string> {
  const draft = `${folder}.${randomBytes(4).toString('hex')}`
  try {
    await mkdir(draft)
    return draft
  } catch (error) {
    throw new UsageError(`${folder} cannot be made (${codeOf(error)}).`, 'Name a folder in one that exists.')
  }
}

/** Names the folder where a file of it could not be written; what the register itself reports stays as it is. */
async function writing(folder: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    throw new UsageError(
      `${folder} could not be written (${codeOf(error)}): nothing was kept.`,
      'See to it that there is room and that this account may write there, then run the command again.',
    )
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
}

async function writeNew(file: string, content: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, content, { flag: 'wx' })
  // For a web server to read, whoever it runs as and whatever this account hides by itself.
  await chmod(file, 0o644)
}
