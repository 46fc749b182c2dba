import { generateText, wrapLanguageModel } from 'ai'
import { aiModel } from '../ai-model.mjs'
import { REQUEST } from '../text.mjs'

/** `ai` 7: a middleware that does nothing around a model, and the whole of `generateText`. */
export async function open() {
  const model = aiModel({ tool: false })
  const wrapped = wrapLanguageModel({ model, middleware: { specificationVersion: 'v4' } })
  const prompt = [{ role: 'user', content: [{ type: 'text', text: REQUEST }] }]
  return {
    works: {
      bare: () => model.doGenerate({ prompt }),
      'ai: wrapLanguageModel': () => wrapped.doGenerate({ prompt }),
      'ai: generateText': () => generateText({ model, prompt: REQUEST }),
    },
    rounds: 2000,
    forget: () => model.doGenerateCalls.splice(0),
  }
}
