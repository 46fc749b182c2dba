import { execFile } from 'node:child_process'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import type { ServerConfig } from '../../guard/config.js'
import { isKeyExposed } from '../signing-key-file.js'
import type { Advice } from './advice.js'

/** Whether the signing key is its owner's alone. */
export async function keyAdvice(path: string): Promise<readonly Advice[]> {
  const advice: Advice[] = []
  if (await isKeyExposed(path)) {
    advice.push({
      level: 'missing',
      about: path,
      message: 'others than its owner can read the signing key, and so sign decisions in its name.',
      remedy: `chmod 600 "${path}", and make a new key if somebody may have read it.`,
      engagement: 3,
    })
  }
  if (await isTracked(path)) {
    advice.push({
      level: 'missing',
      about: path,
      message: 'the signing key is in git.',
      remedy: 'Remove it from the repository and its history, and make a new one.',
      engagement: 3,
    })
  }
  return advice
}

/** True when git keeps this file. Without git, or outside a repository, nothing does. */
async function isTracked(path: string): Promise<boolean> {
  try {
    await promisify(execFile)('git', ['ls-files', '--error-unmatch', '--', path], { cwd: dirname(path) })
    return true
  } catch {
    // Not tracked, no repository and no git all end with an error, and all mean the same here.
    return false
  }
}

/** Whether people reach the pages over TLS. */
export function serverAdvice(server: ServerConfig | undefined): readonly Advice[] {
  const { host = '127.0.0.1', publicUrl } = server ?? {}
  if (publicUrl?.startsWith('https://') === true) return []
  const local = isLoopback(host) && (publicUrl === undefined || isLoopback(new URL(publicUrl).hostname))
  const remedy = 'Put a proxy that speaks TLS in front, and set server.publicUrl to its https address.'
  if (local) {
    const message = 'the pages can be reached from this machine only.'
    return [{ level: 'warning', about: 'server', message, remedy }]
  }
  return [
    {
      level: 'missing',
      about: 'server',
      message:
        'people would reach the pages over http without TLS: sessions and cases could be read on the way.',
      remedy,
      engagement: 3,
    },
  ]
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host)
}
