import { FakeListChatModel } from '@langchain/core/utils/testing'
import { MemorySaver } from '@langchain/langgraph'
import { createAgent, humanInTheLoopMiddleware } from 'langchain'
import { ANSWER, REQUEST } from '../text.mjs'

/** LangChain: an agent without tools, with and without its human-in-the-loop middleware, which has nothing to do here. */
export async function open() {
  const model = new FakeListChatModel({ responses: [ANSWER] })
  const plain = createAgent({ model, tools: [] })
  const gated = createAgent({
    model,
    tools: [],
    middleware: [humanInTheLoopMiddleware({ interruptOn: { decide: true } })],
    checkpointer: new MemorySaver(),
  })
  const messages = [{ role: 'user', content: REQUEST }]
  let thread = 0
  return {
    works: {
      bare: () => model.invoke(REQUEST),
      'langchain: agent': () => plain.invoke({ messages }),
      'langchain: agent with HITL middleware': () =>
        gated.invoke({ messages }, { configurable: { thread_id: String(thread++) } }),
    },
    rounds: 400,
  }
}
