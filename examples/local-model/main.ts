import { MODEL } from './answer.ts'
import { startLocalModel } from './server.ts'

const model = await startLocalModel({ port: Number(process.env.PORT ?? 0) })
console.log(`${MODEL} (règles et extraction, sans apprentissage) : ${model.url}`)
