import { describe, expect, test } from 'vitest'
import { nodeVersionProblem } from '../../src/cli/node-version.js'

describe('the version of Node.js', () => {
  test.each(['v22.18.0', 'v22.23.3', 'v24.0.0', 'v26.10.0', 'v100.0.0'])('%s is new enough', (version) => {
    expect(nodeVersionProblem(version)).toBeUndefined()
  })

  test.each(['v20.20.2', 'v22.17.1', 'v22.5.0', 'v0.12.0'])('%s is told what is needed', (version) => {
    expect(nodeVersionProblem(version)).toContain(`needs Node.js 22.18 or newer, and this is ${version}`)
  })

  test('the tests themselves run on a version that is new enough', () => {
    expect(nodeVersionProblem(process.version)).toBeUndefined()
  })
})
