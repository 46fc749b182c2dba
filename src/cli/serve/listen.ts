import type { Handler } from '../../server/options.js'
import { type RunningServer, type ServeOptions, serve } from '../../server/serve.js'
import { UsageError } from '../usage-error.js'

/** Where to listen. */
export type Address = Required<Pick<ServeOptions, 'hostname' | 'port'>> & Pick<ServeOptions, 'trustProxy'>

/** @throws UsageError when the address cannot be listened on. */
export async function listen(handler: Handler, address: Address): Promise<RunningServer> {
  try {
    return await serve(handler, address)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
    throw new UsageError(
      `Cannot listen on ${address.hostname}, port ${address.port} (${code}).`,
      code === 'EADDRINUSE'
        ? 'Another program does. Name another port by --port.'
        : 'Name another address by --host or --port.',
    )
  }
}
