import { ANSWER } from './text.mjs'

const usage = { requests: 1, inputTokens: 1, outputTokens: 1, totalTokens: 2 }

/** A model in this process: it answers with a text, or asks for the tool `decide` until that has answered. */
export function agentsModel({ tool, Usage }) {
  let calls = 0
  return {
    async getResponse({ input }) {
      const last = Array.isArray(input) ? input.at(-1) : undefined
      const item =
        !tool || last?.type === 'function_call_result'
          ? {
              type: 'message',
              role: 'assistant',
              status: 'completed',
              content: [{ type: 'output_text', text: ANSWER }],
            }
          : {
              type: 'function_call',
              callId: `call-${calls++}`,
              name: 'decide',
              status: 'completed',
              arguments: JSON.stringify({ text: ANSWER }),
            }
      return { usage: new Usage(usage), output: [item] }
    },
    getStreamedResponse() {
      throw new Error('Not streamed here.')
    },
  }
}
