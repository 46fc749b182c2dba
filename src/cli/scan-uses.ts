import { bordeauxMetropole } from '../charter/bordeaux-metropole.js'
import { useAssessor } from '../checks/assess.js'
import { NONE } from '../checks/evaluation/score-labels.js'
import type { Command } from './command.js'
import { SCAN_DETAILS, scanLines } from './scan-lines.js'

/** `garde-fou scan uses`: does a text describe, ask for or carry out a prohibited use? */
export const scanUses: Command = {
  name: 'scan uses',
  summary: 'Find prohibited uses in JSON lines, by the layers that run on this machine',
  details: `${SCAN_DETAILS}\nAnswers {"id","label","score","action","findings"}: label is biometric, social-scoring, individual-surveillance, automated-decision or none; action is pass, hold or refuse. A line without kind is read as a prompt.`,
  async run({ terminal }) {
    const assess = useAssessor(bordeauxMetropole)
    return scanLines(terminal, ({ text, kind = 'prompt' }) => {
      const { level, code, scores, findings } = assess(text, kind)
      return {
        label: level === 'pass' || code === undefined ? NONE : code,
        score: code === undefined ? 0 : (scores[code] ?? 0),
        action: level,
        findings,
      }
    })
  },
}
