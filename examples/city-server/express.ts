// The console inside an Express application. Run: npm run build && node examples/city-server/express.ts
import { randomBytes } from 'node:crypto'
import express from 'express'
import { createHandler, nodeListener, oneTimeSignIn } from 'garde-fou/server'
import { openCity } from './guard.ts'

const guard = await openCity()
const secret = randomBytes(32)
const basePath = '/ia'
const signIn = oneTimeSignIn({ reviewers: guard.reviewers, secret, basePath })
const review = createHandler(guard, {
  basePath,
  authenticate: signIn.authenticate,
  endedSession: signIn.endedSession,
  signInPath: signIn.paths.signIn,
  signOutPath: signIn.paths.signOut,
  secret,
})

const app = express()
app.disable('x-powered-by')
// Before express.json(): the console reads its forms itself.
app.use(basePath, nodeListener(signIn.around(review)))
app.use(express.json())
app.get('/', (_request, response) => void response.send('La ville'))

const server = app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1', async () => {
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  console.log(
    `City:    ${url}/\nConsole: ${url}${basePath}/revue\nSign in: ${url}${await signIn.issueLink('camille')}`,
  )
})
process.once('SIGTERM', () => server.close(() => void guard.close()))
