import { decisionAssessor } from '../checks/assess.js'
import { NONE } from '../checks/evaluation/score-labels.js'
import type { Command } from './command.js'
import { SCAN_DETAILS, scanLines } from './scan-lines.js'

/** `garde-fou scan decisions`: does an output state or notify a decision on a given person? */
export const scanDecisions: Command = {
  name: 'scan decisions',
  summary: 'Find outputs that state a decision on a person, in JSON lines',
  details: `${SCAN_DETAILS}\nAnswers {"id","label","score","action","findings"}: label is individual-decision or none; action is pass, hold or refuse. Each text is read as a model’s output.`,
  async run({ terminal }) {
    const assess = decisionAssessor()
    return scanLines(terminal, ({ text }) => {
      const { level, scores, findings } = assess(text)
      return {
        label: level === 'pass' ? NONE : 'individual-decision',
        score: scores['undeclared-decision'] ?? 0,
        action: level,
        findings,
      }
    })
  },
}
