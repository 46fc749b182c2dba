import { randomUUID } from 'node:crypto'
import { DBOS } from '@dbos-inc/dbos-sdk'
import { asContender } from '../desk.mjs'
import { ANSWER, REQUEST } from '../text.mjs'

/** DBOS: a workflow that asks the model in a step and then waits in `recv`, on PostgreSQL. */
async function openDesk({ postgresUrl }) {
  if (postgresUrl === undefined) throw new Error('DBOS needs PostgreSQL.')
  const url = new URL(postgresUrl)
  url.pathname = '/dbos_bench'
  DBOS.setConfig({ name: 'bench', systemDatabaseUrl: url.href, logLevel: 'error', runAdminServer: false })
  const waiting = new Map()
  const desk = DBOS.registerWorkflow(
    async () => {
      const text = await DBOS.runStep(async () => ANSWER, { name: 'ask' })
      await DBOS.setEvent('pending', REQUEST)
      const decided = await DBOS.recv('decision', 60)
      return decided === 'approved' ? text : ''
    },
    { name: 'desk' },
  )
  await DBOS.launch()
  return {
    async propose() {
      const id = randomUUID()
      const handle = await DBOS.startWorkflow(desk, { workflowID: id })()
      await DBOS.getEvent(id, 'pending', 60)
      waiting.set(id, handle)
      return id
    },
    async decide(id) {
      await DBOS.send(id, 'approved', 'decision')
      const text = await waiting.get(id).getResult()
      waiting.delete(id)
      if (text !== ANSWER) throw new Error('DBOS: the approved workflow did not end.')
    },
    rounds: 60,
    close: () => DBOS.shutdown(),
  }
}

export const open = async (place) => asContender(await openDesk(place))
