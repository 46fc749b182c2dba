import { randomUUID } from 'node:crypto'
import { generateText, isStepCount, stepCountIs, tool } from 'ai'
import { z } from 'zod'
import { aiModel } from '../ai-model.mjs'
import { asContender } from '../desk.mjs'
import { durableRows } from '../durable-rows.mjs'
import { REQUEST } from '../text.mjs'

/** `ai` 7: a tool that a person approves, its messages kept in a row written by hand. */
async function openDesk({ folder }) {
  const rows = durableRows(`${folder}/ai.db`)
  const model = aiModel({ tool: true })
  let ran
  const decide = tool({
    description: 'Decides.',
    inputSchema: z.object({ text: z.string() }),
    execute: async ({ text }) => {
      ran = text
      return text
    },
  })
  const options = {
    model,
    tools: { decide },
    toolApproval: { decide: 'user-approval' },
    stopWhen: (isStepCount ?? stepCountIs)(2),
  }
  return {
    async propose() {
      const messages = [{ role: 'user', content: REQUEST }]
      const answer = await generateText({ ...options, messages })
      const request = answer.content.find(({ type }) => type === 'tool-approval-request')
      if (request === undefined) throw new Error('ai: no approval was asked for.')
      const id = randomUUID()
      rows.put(
        id,
        JSON.stringify({
          messages: [...messages, ...answer.response.messages],
          approvalId: request.approvalId,
        }),
      )
      return id
    },
    async decide(id) {
      ran = undefined
      const { messages, approvalId } = JSON.parse(rows.get(id))
      const approval = {
        role: 'tool',
        content: [{ type: 'tool-approval-response', approvalId, approved: true }],
      }
      const answer = await generateText({ ...options, messages: [...messages, approval] })
      if (ran === undefined) throw new Error('ai: the approved tool did not run.')
      rows.finish(id, JSON.stringify(answer.response.messages))
    },
    close: rows.close,
  }
}

export const open = async (place) => asContender(await openDesk(place))
