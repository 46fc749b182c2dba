import { LANGUAGES, type Language } from '../../i18n/language.js'
import { FORMAT_NAMES } from '../../register/formats/formats.js'
import { registerHandler } from './handler.js'
import type { RegisterGuard, RegisterOptions } from './options.js'
import { registerPaths } from './paths.js'

/** A file of a site: where it lies below the site's folder, and what is in it. */
export interface SiteFile {
  readonly path: string
  readonly content: string
}

/** How a site is written. */
export type SiteOptions = Pick<
  RegisterOptions,
  'clock' | 'supplements' | 'verificationUrl' | 'accessibility'
> & {
  /** The address under which it will be published, without a path. */
  readonly origin: string
  /** The path under which it will be published. Default: the root. */
  readonly basePath?: string
}

/**
 * The register as files, for any web server: a page for the list and each system in both languages, CSV, JSON with its
 * schema, Atom, and the published standards. Nothing is searched there.
 *
 * @throws ConfigInvalidError for options that cannot work; a store error.
 */
export async function* registerSite(guard: RegisterGuard, options: SiteOptions): AsyncGenerator<SiteFile> {
  const { origin, basePath = '', ...shared } = options
  const staticBases = { fr: basePath, en: `${basePath}/en` }
  for (const language of LANGUAGES) {
    const faults: unknown[] = []
    const { fetch } = registerHandler(guard, {
      ...shared,
      origin,
      basePath: staticBases[language],
      lang: language,
      staticBases,
      onError: (error) => faults.push(error),
    })
    for (const path of pathsOf(guard, staticBases, language)) {
      const response = await fetch(new Request(`${origin}${path}`))
      if (response.status !== 200) throw faults[0] ?? new RangeError(`The register has no page at ${path}.`)
      const bytes = await response.arrayBuffer()
      const isPage = response.headers.get('content-type')?.startsWith('text/html') === true
      yield {
        path: `${path.slice(basePath.length + 1)}${isPage ? '/index.html' : ''}`,
        // The mark at the start of a CSV file is part of it.
        content: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
      }
    }
  }
}

function pathsOf(
  { systems }: RegisterGuard,
  bases: Readonly<Record<Language, string>>,
  language: Language,
): readonly string[] {
  const { list, csv, json, schema, feed, accessibility, stylesheet, icon, sheet, sheetJson, ...paths } =
    registerPaths(bases[language])
  return [
    ...[list, csv, json, schema, feed, accessibility, stylesheet, icon],
    ...FORMAT_NAMES.map((name) => paths.export(name)),
    ...systems.flatMap(({ id }) => [sheet(id), sheetJson(id)]),
  ]
}
