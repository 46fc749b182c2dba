import { Agent, Runner, setTracingDisabled, Usage } from '@openai/agents'
import { agentsModel } from '../agents-model.mjs'
import { REQUEST } from '../text.mjs'

/** `@openai/agents`: a run without tools. */
export async function open() {
  setTracingDisabled(true)
  const model = agentsModel({ tool: false, Usage })
  const agent = new Agent({ name: 'desk', model })
  const runner = new Runner({ tracingDisabled: true })
  return {
    works: {
      bare: () => model.getResponse({ input: REQUEST }),
      '@openai/agents: run': () => runner.run(agent, REQUEST),
    },
    rounds: 1500,
  }
}
