import type { Guard } from '../../guard/guard.js'
import type { Use } from '../../system/use.js'
import type { Endpoint } from './endpoints.js'
import type { JsonObject } from './json-shapes.js'
import type { RequestOptions, ResponseProps, Sender } from './vendor.js'

/** What a wrapped client was told. */
export interface CallSettings {
  readonly guard: Guard
  readonly use?: Use
  readonly subject?: string
  readonly onHeld?: 'throw' | 'wait'
}

/** One request on its way, with all that its check needs. */
export interface GuardedCall {
  readonly client: Sender
  readonly settings: CallSettings
  readonly endpoint: Endpoint
  readonly use: Use
  /** The body, copied: what is checked is what is sent. */
  readonly request: JsonObject
  readonly options: RequestOptions
  /** Lets the request go and resolves with the vendor's answer. The package's own errors and retries are in there. */
  readonly send: (
    options: RequestOptions,
  ) => Promise<{ readonly data: unknown; readonly props: ResponseProps }>
}

/** An answer that may be handed on, and the HTTP response it comes in. */
export interface CheckedAnswer {
  readonly data: unknown
  readonly props: ResponseProps
}

/** What a call says of itself, besides what the context around it says. */
export function contextOf({ settings, options }: Pick<GuardedCall, 'settings' | 'options'>): {
  readonly subject?: string
  readonly signal?: AbortSignal
} {
  return {
    ...(settings.subject === undefined ? {} : { subject: settings.subject }),
    ...(options.signal ? { signal: options.signal } : {}),
  }
}
