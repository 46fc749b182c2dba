import { resolve } from 'node:path'
import type { GuardOptions } from '../guard/options.js'
import type { SigningKey } from '../internal/signing-key.js'
import type { LoadedConfig } from './load-config.js'

/** What `createGuard` is given for a configuration file. Paths in it are relative to it. */
export function guardOptionsOf(
  { config, directory }: Pick<LoadedConfig, 'config' | 'directory'>,
  signingKey: SigningKey,
): GuardOptions {
  const { signingKeyFile: _file, journalName: _name, server: _server, ...options } = config
  const { masterKeyFile } = options
  return {
    ...options,
    ...(masterKeyFile === undefined ? {} : { masterKeyFile: resolve(directory, masterKeyFile) }),
    signingKey,
  }
}
