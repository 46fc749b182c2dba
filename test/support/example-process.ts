import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

const root = join(import.meta.dirname, '..', '..')

/** Starts an example that serves, and waits until it has printed `until`. Ends with the test, by SIGTERM. */
export async function startExample(
  file: string,
  environment: Readonly<Record<string, string>>,
  until: RegExp,
): Promise<{ readonly printed: string; stop(): Promise<number | null> }> {
  const child = spawn(process.execPath, [join(root, 'examples', file)], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const stop = async (): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    }
    return child.exitCode
  }
  onTestFinished(async () => void (await stop()))
  let printed = ''
  const ready = Promise.withResolvers<void>()
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      printed += chunk.toString('utf8')
      if (until.test(printed)) ready.resolve()
    })
  child.once('exit', (code) => ready.reject(new Error(`The example ended with ${code}:\n${printed}`)))
  await ready.promise
  return { printed, stop }
}
