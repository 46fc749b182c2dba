/** Who acts: an application, an agent of the city, or a citizen. `id` never reaches the journal in clear. */
export interface Actor {
  readonly kind: 'application' | 'agent' | 'citizen'
  readonly id: string
}

/** One text of a call, in no vendor's words. */
export interface TextPart {
  /** Where it stands in the request or answer, such as `messages[0].content` or `output.motif`. */
  readonly path: string
  readonly kind: 'text' | 'tool-definition' | 'tool-call' | 'tool-result' | 'image-purpose' | 'declaration'
  /** Who speaks. `data` is a value of the application's own input. */
  readonly role: 'system' | 'user' | 'assistant' | 'tool' | 'data'
  readonly text: string
}

/** A request to a model, in no vendor's words. */
export interface ModelCall {
  /** UUIDv7. */
  readonly id: string
  /** ISO 8601, UTC. */
  readonly at: string
  readonly systemId: string
  readonly useId: string
  readonly actor: Actor
  /** The case it is about, as the city writes it (« PC 033 063 26 Z0012 »). Personal data: never journalled in clear. */
  readonly subject?: string
  readonly parts: readonly TextPart[]
}

/** A model's answer, in no vendor's words. */
export interface ModelOutput {
  readonly parts: readonly TextPart[]
}
