import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { z } from 'zod'
import { jsonOf } from '../internal/json-of.js'
import { UsageError } from './usage-error.js'
import { writeNew } from './write-new-file.js'

const hex = z.string().regex(/^[0-9a-f]{64}$/)
const schema = z.strictObject({
  format: z.literal('garde-fou/backup/v1'),
  at: z.string(),
  sha256: hex,
  bytes: z.int().min(0),
  journal: z.strictObject({ size: z.int().min(0), rootHash: hex, pending: z.int().min(0) }),
})

/** What is said of a backup, beside it. */
export interface BackupManifest {
  readonly format: 'garde-fou/backup/v1'
  /** ISO 8601, UTC. */
  readonly at: string
  /** Of the file, in hexadecimal. */
  readonly sha256: string
  readonly bytes: number
  /** The head of the tree, as its last signed checkpoint has it, and how many entries wait behind it. */
  readonly journal: { readonly size: number; readonly rootHash: string; readonly pending: number }
}

/** Digests a file that is at rest. */
export async function describeFile(
  file: string,
  { at, journal }: Pick<BackupManifest, 'journal' | 'at'>,
): Promise<BackupManifest> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer)
  const { size: bytes } = await stat(file)
  return { format: 'garde-fou/backup/v1', at, sha256: hash.digest('hex'), bytes, journal }
}

/** Writes what is said of a backup beside it. That there is nothing of that name yet is seen before the backup is made. */
export function writeManifest(file: string, make: () => Promise<BackupManifest>): Promise<BackupManifest> {
  return writeNew(`${file}.json`, async (handle) => {
    const manifest = await make()
    await handle.writeFile(`${JSON.stringify(manifest, null, 2)}\n`)
    return manifest
  })
}

/** What was said of a backup when it was made. @throws UsageError when it is missing, or is something else. */
export async function readManifest(file: string): Promise<BackupManifest> {
  const name = `${file}.json`
  let text: string
  try {
    text = await readFile(name, 'utf8')
  } catch {
    throw new UsageError(`${name} cannot be read.`, 'It is written beside every backup: keep both together.')
  }
  const parsed = schema.safeParse(jsonOf(text))
  if (!parsed.success)
    throw new UsageError(`${name} is not what "garde-fou backup" writes.`, 'Take it from another copy.')
  return parsed.data
}
