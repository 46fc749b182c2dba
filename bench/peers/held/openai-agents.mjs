import { randomUUID } from 'node:crypto'
import { Agent, Runner, RunState, setTracingDisabled, tool, Usage } from '@openai/agents'
import { z } from 'zod'
import { agentsModel } from '../agents-model.mjs'
import { asContender } from '../desk.mjs'
import { durableRows } from '../durable-rows.mjs'
import { REQUEST } from '../text.mjs'

/** `@openai/agents`: a tool that needs approval, the run's state kept in a row written by hand. */
async function openDesk({ folder }) {
  setTracingDisabled(true)
  const rows = durableRows(`${folder}/agents.db`)
  let ran
  const decide = tool({
    name: 'decide',
    description: 'Decides.',
    parameters: z.object({ text: z.string() }),
    needsApproval: true,
    execute: async ({ text }) => {
      ran = text
      return text
    },
  })
  const agent = new Agent({ name: 'desk', model: agentsModel({ tool: true, Usage }), tools: [decide] })
  const runner = new Runner({ tracingDisabled: true })
  return {
    async propose() {
      const { state, interruptions } = await runner.run(agent, REQUEST)
      if (interruptions.length !== 1) throw new Error('@openai/agents: no approval was asked for.')
      const id = randomUUID()
      rows.put(id, state.toString())
      return id
    },
    async decide(id) {
      ran = undefined
      const state = await RunState.fromString(agent, rows.get(id))
      const [interruption] = state.getInterruptions()
      state.approve(interruption)
      const result = await runner.run(agent, state)
      if (ran === undefined) throw new Error('@openai/agents: the approved tool did not run.')
      rows.finish(id, String(result.finalOutput))
    },
    close: rows.close,
  }
}

export const open = async (place) => asContender(await openDesk(place))
