import { z } from 'zod'
import { ConfigInvalidError, type Fault } from '../errors.js'
import { faultsOf } from '../internal/faults.js'
import type { Logger } from '../internal/logger.js'
import { type AccessibilityDeclaration, accessibilityFaults } from '../register/accessibility-declaration.js'
import { type ReportStatements, statementsByYearSchema } from '../register/report-statements.js'
import type { GuardOptions } from './options.js'

/** Where the web faces listen, for `garde-fou serve`. */
export interface ServerConfig {
  /** Address to listen on. Default `127.0.0.1`: this machine only. */
  readonly host?: string
  /** Default 3000. 0 takes any free port. */
  readonly port?: number
  /** The address in people's browsers, such as `https://ia.ville.example`, when a proxy stands in front. */
  readonly publicUrl?: string
  /**
   * True when that proxy is the city's own and nobody can go around it: the last address of its `X-Forwarded-For` is then
   * the client's, for rate limits. Default false.
   */
  readonly trustProxy?: boolean
  /** What only the administration can say in the annual report, by year. */
  readonly statements?: Readonly<Record<number, ReportStatements>>
  /** What the city declares of the accessibility of the pages. Default: nothing, and they say « non conforme ». */
  readonly accessibility?: AccessibilityDeclaration
  /** Where requests and faults are logged; `pino()` fits. Default: lines of JSON on standard error. */
  readonly logger?: Logger
  readonly metrics?: MetricsConfig
}

/**
 * Who reads `/metrics`; without this there is none. A `port` gives it a listener of its own; without one it stands
 * beside the other pages, and needs the token. On a listener that other machines reach it needs the token, too.
 */
export interface MetricsConfig {
  /** What Prometheus sends as `Authorization: Bearer <token>`: 32 characters or more (`openssl rand -hex 32`). */
  readonly token?: string
  readonly port?: number
  /** Address of that listener. Default `127.0.0.1`. */
  readonly host?: string
}

/** A guard as a file: what `createGuard` needs, with the key named by its file instead of held in memory. */
export interface GuardConfig extends Omit<GuardOptions, 'signingKey' | 'background' | 'clock'> {
  /** Relative to the configuration file. Default `.garde-fou/signing-key.jwk`, which `garde-fou init` makes. */
  readonly signingKeyFile?: string
  /**
   * Name of the journal and of the key that signs it: by convention a schema-less URL, such as
   * `ville.example/garde-fou`. It must not change while the journal lives. Default: `garde-fou/<charter id>`.
   */
  readonly journalName?: string
  readonly server?: ServerConfig
}

/** Where `garde-fou init` puts the signing key, beside the configuration file. */
export const DEFAULT_KEY_FILE = '.garde-fou/signing-key.jwk'

/**
 * Writes a configuration that the editor checks. The file exports it as its default.
 *
 * @throws ConfigInvalidError listing every fault of the fields that only a configuration has. The others are checked
 * when the guard is made.
 */
export function defineConfig(config: GuardConfig): GuardConfig {
  const faults = configFaults(config)
  if (faults.length > 0) throw new ConfigInvalidError(faults)
  return Object.freeze({ ...config })
}

const unchecked = z.unknown().optional()

const LOOPBACK = /^(?:localhost|::1|127(?:\.\d{1,3}){3})$/

const metricsSchema = z
  .strictObject({
    token: z
      .string()
      .regex(/^\S{32,}$/, 'must be 32 characters or more without spaces')
      .optional(),
    port: z.int().min(0).max(65535).optional(),
    host: z.string().min(1).optional(),
  })
  .refine(({ host, port }) => host === undefined || port !== undefined, 'names a host without a port')
  .refine(
    ({ token, port, host = '127.0.0.1' }) =>
      token !== undefined || (port !== undefined && LOOPBACK.test(host)),
    'needs a token: others than this machine could read it',
  )

const loggerSchema = z.custom<Logger>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    ['info', 'warn', 'error'].every((level) => typeof Reflect.get(value, level) === 'function'),
  'must have the methods info, warn and error',
)

const schema = z.strictObject({
  charter: unchecked,
  systems: unchecked,
  store: unchecked,
  reviewers: unchecked,
  checks: unchecked,
  judge: unchecked,
  steps: unchecked,
  detectors: unchecked,
  masterKey: unchecked,
  masterKeyFile: z.string().min(1).optional(),
  outputIndexKey: unchecked,
  onDecision: unchecked,
  notifications: unchecked,
  checkTimeoutMs: unchecked,
  maxTextLength: unchecked,
  maxClaims: unchecked,
  maxGrouped: unchecked,
  oversight: unchecked,
  requests: unchecked,
  signingKeyFile: z.string().min(1).optional(),
  journalName: z
    .string()
    .regex(/^[^\p{White_Space}\p{Cc}+]{1,200}$/u, 'must be 1 to 200 characters without spaces or "+"')
    .optional(),
  server: z
    .strictObject({
      host: z.string().min(1).optional(),
      port: z.int().min(0).max(65535).optional(),
      publicUrl: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
      trustProxy: z.boolean().optional(),
      statements: statementsByYearSchema.optional(),
      accessibility: unchecked,
      logger: loggerSchema.optional(),
      metrics: metricsSchema.optional(),
    })
    .optional(),
})

/** What is wrong with the fields that only a configuration has, unknown ones included. */
export function configFaults(config: unknown): readonly Fault[] {
  const parsed = schema.safeParse(config)
  if (!parsed.success) return faultsOf('config', parsed.error)
  return accessibilityFaults('config.server.accessibility', parsed.data.server?.accessibility)
}

/** The journal's name, its default filled in. What else may be missing is told when the guard is made. */
export function journalNameOf(config: Partial<Pick<GuardConfig, 'journalName' | 'charter'>>): string {
  return config.journalName ?? `garde-fou/${config.charter?.id ?? 'unnamed'}`
}
