import { ConfigInvalidError } from '../errors.js'
import type { Store } from '../store/store.js'
import type { Invocation } from './command.js'
import { loadConfig } from './load-config.js'

/**
 * Runs `work` with the configuration’s store, without a guard: nothing is recorded.
 *
 * @throws ConfigInvalidError, a store error, or what `work` throws.
 */
export async function withStore<Result>(
  invocation: Pick<Invocation, 'typed' | 'terminal'>,
  work: (store: Store) => Promise<Result>,
): Promise<Result> {
  const { config, file } = await loadConfig(invocation)
  const store: Partial<Store> | undefined = config.store
  if (store?.migrate === undefined || store.close === undefined) {
    const remedy = 'Pass sqliteStore("garde-fou.db") from "garde-fou/sqlite".'
    throw new ConfigInvalidError([{ path: `${file}: store`, reason: 'is not a store.', remedy }])
  }
  await config.store.migrate()
  try {
    return await work(config.store)
  } finally {
    await config.store.close()
  }
}
