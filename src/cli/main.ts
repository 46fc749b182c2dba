#!/usr/bin/env node
import { nodeVersionProblem } from './node-version.js'

// Everything else is loaded behind this check: on an old Node.js it would fail with a message that helps nobody.
const problem = nodeVersionProblem(process.version)
if (problem === undefined) {
  Promise.all([import('./run.js'), import('./terminal.js')])
    .then(([{ runCommandLine }, { processTerminal }]) =>
      runCommandLine(process.argv.slice(2), processTerminal()),
    )
    .then((code) => {
      process.exitCode = code
    })
    .catch((error: unknown) => {
      console.error(error)
      process.exitCode = 70
    })
} else {
  console.error(problem)
  process.exitCode = 3
}
