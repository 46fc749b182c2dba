import { ConfigInvalidError } from '../../errors.js'
import { safeUrl } from '../../internal/html.js'
import { accessibilityFaults } from '../../register/accessibility-declaration.js'
import { STATEMENT_PATH } from '../accessibility/statement.js'
import type { RegisterGuard, RegisterOptions } from './options.js'

/** Names under `/registre` that are no system's. */
const TAKEN = ['registre', 'schema', 'rapport', STATEMENT_PATH]

/** @throws ConfigInvalidError listing every option that cannot work, and every system that the register cannot show. */
export function checkOptions({ systems }: RegisterGuard, options: RegisterOptions): void {
  const { basePath, origin, homeUrl, verificationUrl, reportUrl, accessibility } = options
  const faults = systems.flatMap(({ id }) =>
    TAKEN.includes(id)
      ? [
          {
            path: `system(${id}).id`,
            reason: 'is the name of a page of the register.',
            remedy: 'Give the system another id.',
          },
        ]
      : [],
  )
  if (basePath !== undefined && !/^(?:\/[\w-]+)*$/.test(basePath))
    faults.push({
      path: 'registerHandler.basePath',
      reason: 'is not a path such as `/ia`.',
      remedy: 'Begin with a slash and leave out the one at the end.',
    })
  if (origin !== undefined && !/^https?:\/\/[^/]+$/.test(origin))
    faults.push({
      path: 'registerHandler.origin',
      reason: 'is not an origin such as `https://www.ville.example`.',
      remedy: 'Leave out the slash and the path.',
    })
  for (const [name, url] of Object.entries({ homeUrl, verificationUrl, reportUrl }))
    if (url !== undefined && safeUrl(url) === undefined)
      faults.push({
        path: `registerHandler.${name}`,
        reason: 'is neither an address nor a path of this site.',
        remedy: 'Begin it with https:// or one slash.',
      })
  faults.push(...accessibilityFaults('registerHandler.accessibility', accessibility))
  if (faults.length > 0) throw new ConfigInvalidError(faults)
}
