import { randomUUID } from 'node:crypto'
import { Annotation, Command, interrupt, START, StateGraph } from '@langchain/langgraph'
import { SqliteSaver } from '@langchain/langgraph-checkpoint-sqlite'
import { asContender } from '../desk.mjs'
import { ANSWER, REQUEST } from '../text.mjs'

/** LangGraph: `interrupt` between a node that asks the model and one that acts, its SQLite checkpointer set to wait for the disk. */
async function openDesk({ folder }) {
  const saver = SqliteSaver.fromConnString(`${folder}/langgraph.db`)
  saver.setup()
  saver.db.pragma('synchronous = FULL')
  const State = Annotation.Root({ request: Annotation(), text: Annotation(), decided: Annotation() })
  const graph = new StateGraph(State)
    .addNode('ask', async () => ({ text: ANSWER }))
    .addNode('gate', async ({ text }) => ({ decided: interrupt({ text }) }))
    .addNode('act', async ({ text, decided }) => ({ text: decided === 'approved' ? text : '' }))
    .addEdge(START, 'ask')
    .addEdge('ask', 'gate')
    .addEdge('gate', 'act')
    .compile({ checkpointer: saver })
  const at = (id) => ({ configurable: { thread_id: id }, durability: 'sync' })
  return {
    async propose() {
      const id = randomUUID()
      const state = await graph.invoke({ request: REQUEST }, at(id))
      if (state.__interrupt__ === undefined) throw new Error('LangGraph: it did not stop.')
      return id
    },
    async decide(id) {
      const state = await graph.invoke(new Command({ resume: 'approved' }), at(id))
      if (state.text !== ANSWER) throw new Error('LangGraph: the approved node did not run.')
    },
    close: () => saver.db.close(),
  }
}

export const open = async (place) => asContender(await openDesk(place))
