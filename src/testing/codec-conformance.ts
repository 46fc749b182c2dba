import { isGuardError } from '../errors.js'
import type { Codec, StreamCodec } from '../guard/codec.js'
import {
  inJson,
  requireTexts,
  requireTyped,
  same,
  thrownBy,
  unchanged,
} from './codec-conformance/assertions.js'

/** The two functions of a test runner that a suite needs; vitest, node:test and others have them. */
export interface SuiteRunner {
  readonly describe: (name: string, body: () => void) => void
  readonly it: (name: string, body: () => void | Promise<void>) => void
}

/** A request and every text in it that a check must see. */
export interface RequestExample<Request> {
  readonly name: string
  readonly request: Request
  readonly texts: readonly string[]
  /** Paths of texts that are put together from several places, and so cannot be replaced as one. */
  readonly joined?: readonly string[]
}

/** A request that must be refused, and where. */
export interface UnreadableExample<Request> {
  readonly name: string
  readonly request: Request
  readonly path: string
}

/** An answer, its texts, and what a person would review of it. */
export interface AnswerExample<Response> {
  readonly name: string
  readonly response: Response
  readonly texts: readonly string[]
  readonly value: unknown
}

/** A stream, the texts it spells, and what a person would review of it. */
export interface StreamExample<Chunk> {
  readonly name: string
  readonly chunks: readonly Chunk[]
  readonly texts: readonly string[]
  readonly value: unknown
}

/** A codec and the material to try it on. Texts must be unlike one another, and each at least four characters long. */
export interface CodecUnderTest<Request, Response, Chunk> {
  readonly codec: Codec<Request, Response>
  readonly requests: readonly RequestExample<Request>[]
  readonly unreadable: readonly UnreadableExample<Request>[]
  readonly answers: readonly AnswerExample<Response>[]
  /** Called once for each stream. */
  readonly streamCodec?: () => StreamCodec<Request, Chunk>
  readonly streams?: readonly StreamExample<Chunk>[]
}

/** In no example. */
const MARK = '¤'

/** Values of no vendor: a codec answers them with a typed error or reads them, and never breaks. */
const NONSENSE: readonly unknown[] = [
  null,
  undefined,
  0,
  '',
  'texte',
  true,
  [],
  [[]],
  {},
  { choices: null },
  { choices: [null] },
  { output: [0] },
  { messages: 'x' },
  { input: [null] },
]

/**
 * What every codec must do, as a suite of tests: see and replace every text, change nothing else, refuse what it cannot read, put a
 * decided value in the place of the model's and leave nothing of the model's, and let no chunk of a stream go before
 * its text was told.
 */
export function codecConformance<Request, Response, Chunk>(
  name: string,
  tested: CodecUnderTest<Request, Response, Chunk>,
  { describe, it }: SuiteRunner,
): void {
  describe(`${name} conforms to what the guard asks of a codec`, () => {
    requestSuite(tested, it)
    answerSuite(tested, it)
    if (tested.streamCodec !== undefined) streamSuite(tested.streamCodec, tested.streams ?? [], it)
  })
}

function requestSuite<Request, Response, Chunk>(
  { codec, requests, unreadable }: CodecUnderTest<Request, Response, Chunk>,
  it: SuiteRunner['it'],
): void {
  for (const example of requests) {
    it(`reads every text of ${example.name}, and changes nothing`, () => {
      const parts = unchanged(example.request, () => codec.readInput(example.request))
      requireTexts(parts, example.texts)
      same(codec.readInput(example.request), parts, 'reading twice gives the same')
    })
  }
  for (const example of requests) {
    it(`replaces every text of ${example.name}, and nothing else`, () => {
      const parts = codec.readInput(example.request)
      same(codec.rewriteInput(example.request, new Map()), example.request, 'nothing was to be replaced')
      const changes = new Map(parts.map(({ path, text }) => [path, { from: text, to: `${text}${MARK}` }]))
      const rewritten = unchanged(example.request, () => codec.rewriteInput(example.request, changes))
      const after = codec.readInput(rewritten)
      same(after.length, parts.length, 'the number of texts')
      const left = after
        .filter(({ path, text }) => !text.includes(MARK) && !example.joined?.includes(path))
        .map(({ path }) => path)
      if (left.length > 0) throw new Error(`not replaced: ${left.join(' · ')}`)
    })
  }
  for (const example of unreadable) {
    it(`refuses ${example.name}, and says where`, () => {
      const error = thrownBy(() => codec.readInput(example.request))
      if (!isGuardError(error) || error.code !== 'ERR_CALL_UNREADABLE')
        throw new Error(`expected CallUnreadableError, got ${String(error)}`)
      same(error.path, example.path, 'the path of what cannot be read')
    })
  }
}

function answerSuite<Request, Response, Chunk>(
  { codec, answers }: CodecUnderTest<Request, Response, Chunk>,
  it: SuiteRunner['it'],
): void {
  for (const example of answers) {
    it(`reads every text of ${example.name}, and what a person reviews`, () => {
      requireTexts(
        unchanged(example.response, () => codec.readOutput(example.response).parts),
        example.texts,
      )
      same(codec.readValue(example.response), example.value, 'the value to review')
    })
    it(`replaces every text of ${example.name}, and nothing else`, () => {
      const { response, texts } = example
      same(
        codec.rewriteOutput(response, (text) => text),
        response,
        'nothing was to be replaced',
      )
      const rewrite = (text: string): string => texts.reduce((rest, one) => rest.replaceAll(one, MARK), text)
      const rewritten = unchanged(response, () => codec.rewriteOutput(response, rewrite))
      const said = JSON.stringify(codec.readOutput(rewritten).parts)
      const left = texts.filter((text) => said.includes(inJson(text)))
      if (left.length > 0 || !said.includes(MARK)) throw new Error(`not replaced: ${left.join(' · ')}`)
    })
    it(`puts a decided value into ${example.name} and leaves nothing of the model’s`, () => {
      const decided = 'décidé par une personne'
      const written = unchanged(example.response, () => codec.writeValue(example.response, decided))
      same(codec.readValue(written), decided, 'the decided value')
      for (const text of example.texts)
        if (JSON.stringify(written).includes(inJson(text)))
          throw new Error(`« ${text} » was not decided on, and is still there`)
    })
    it(`gives ${example.name} back when the value was approved as it is`, () => {
      const written = codec.writeValue(example.response, example.value)
      same(codec.readValue(written), example.value, 'the approved value')
    })
  }
  it('breaks on nothing: nonsense is read or refused with a typed error', () => {
    for (const nonsense of NONSENSE) {
      for (const read of [codec.readInput, codec.readOutput, codec.readValue] as readonly ((
        value: never,
      ) => unknown)[])
        requireTyped(() => read(nonsense as never))
    }
  })
}

function streamSuite<Request, Chunk>(
  streamCodec: () => StreamCodec<Request, Chunk>,
  streams: readonly StreamExample<Chunk>[],
  it: SuiteRunner['it'],
): void {
  for (const example of streams) {
    it(`tells every text of ${example.name} before the chunk that completes it is let go`, () => {
      const codec = streamCodec()
      const told = new Map<string, string>()
      for (const chunk of example.chunks) {
        for (const { path, text } of unchanged(chunk, () => codec.readDelta(chunk)))
          told.set(path, (told.get(path) ?? '') + text)
        const known = [...told.values()].join('\n')
        for (const text of example.texts) {
          if (JSON.stringify(chunk).includes(inJson(text)) && !known.includes(text))
            throw new Error(`« ${text} » would leave before it was told`)
        }
      }
      requireTexts(
        [...told].map(([path, text]) => ({ path, text })),
        example.texts,
      )
    })
    it(`asks for every text of ${example.name} to replace it, and replaces nothing else`, () => {
      const codec = streamCodec()
      const asked = new Map<string, string>()
      const ask = (path: string, text: string): void => void asked.set(path, (asked.get(path) ?? '') + text)
      for (const chunk of example.chunks) {
        const kept = unchanged(chunk, () =>
          codec.rewriteChunk(chunk, ({ path, text, extent }) => {
            ask(extent === 'part' ? path : 'whole', text)
            return text
          }),
        )
        same(kept, chunk, 'nothing was to be replaced')
      }
      requireTexts(
        [...asked].map(([path, text]) => ({ path, text })),
        example.texts,
      )
    })
    it(`knows what a person reviews of ${example.name}`, () => {
      const codec = streamCodec()
      for (const chunk of example.chunks) codec.readDelta(chunk)
      same(codec.readValue(example.chunks), example.value, 'the value to review')
    })
    it(`does not take half of ${example.name} for an answer`, () => {
      const half = example.chunks.slice(0, Math.floor(example.chunks.length / 2))
      const error = thrownBy(() => streamCodec().readValue(half))
      if (!isGuardError(error)) throw new Error(`expected a typed error, got ${String(error)}`)
    })
  }
  it('breaks on no chunk: nonsense is read or refused with a typed error', () => {
    for (const nonsense of NONSENSE) {
      requireTyped(() => streamCodec().readDelta(nonsense as never))
      requireTyped(() => streamCodec().readValue([nonsense as never]))
    }
  })
}
