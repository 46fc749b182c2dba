import { MockLanguageModelV4 } from 'ai/test'
import { ANSWER } from './text.mjs'

const usage = {
  inputTokens: { total: 1, noCache: 1, cacheRead: undefined, cacheWrite: undefined },
  outputTokens: { total: 1, text: 1, reasoning: undefined },
}
const result = (content, unified) => ({
  content,
  finishReason: { unified, raw: undefined },
  usage,
  warnings: [],
})

/** A model in this process: it answers with a text, or asks for the tool `decide` until that has answered. */
export function aiModel({ tool }) {
  let calls = 0
  return new MockLanguageModelV4({
    async doGenerate({ prompt }) {
      const answered = prompt.at(-1)?.role === 'tool'
      if (!tool || answered) return result([{ type: 'text', text: ANSWER }], 'stop')
      const input = JSON.stringify({ text: ANSWER })
      return result(
        [{ type: 'tool-call', toolCallId: `call-${calls++}`, toolName: 'decide', input }],
        'tool-calls',
      )
    },
  })
}
