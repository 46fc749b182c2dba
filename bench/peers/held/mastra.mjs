import { Mastra } from '@mastra/core'
import { createStep, createWorkflow } from '@mastra/core/workflows'
import { LibSQLStore } from '@mastra/libsql'
import { z } from 'zod'
import { asContender } from '../desk.mjs'
import { ANSWER, REQUEST } from '../text.mjs'

/** Mastra: a workflow whose second step suspends, kept by its libSQL store as it comes. */
async function openDesk({ folder }) {
  const ask = createStep({
    id: 'ask',
    inputSchema: z.object({ request: z.string() }),
    outputSchema: z.object({ text: z.string() }),
    execute: async () => ({ text: ANSWER }),
  })
  const gate = createStep({
    id: 'gate',
    inputSchema: z.object({ text: z.string() }),
    outputSchema: z.object({ text: z.string() }),
    suspendSchema: z.object({ text: z.string() }),
    resumeSchema: z.object({ approved: z.boolean() }),
    execute: async ({ inputData, resumeData, suspend }) =>
      resumeData === undefined
        ? suspend({ text: inputData.text })
        : { text: resumeData.approved ? inputData.text : '' },
  })
  const workflow = createWorkflow({
    id: 'desk',
    inputSchema: z.object({ request: z.string() }),
    outputSchema: z.object({ text: z.string() }),
  })
    .then(ask)
    .then(gate)
    .commit()
  const storage = new LibSQLStore({ id: 'bench', url: `file:${folder}/mastra.db` })
  const mastra = new Mastra({ workflows: { desk: workflow }, storage, logger: false })
  const desk = mastra.getWorkflow('desk')
  return {
    async propose() {
      const run = await desk.createRun()
      const { status } = await run.start({ inputData: { request: REQUEST } })
      if (status !== 'suspended') throw new Error(`Mastra: ${status} instead of suspended.`)
      return run.runId
    },
    async decide(runId) {
      const run = await desk.createRun({ runId })
      const { status, result } = await run.resume({ step: 'gate', resumeData: { approved: true } })
      if (status !== 'success' || result.text !== ANSWER)
        throw new Error(`Mastra: ${status} instead of success.`)
    },
    close: () => undefined,
  }
}

export const open = async (place) => asContender(await openDesk(place))
