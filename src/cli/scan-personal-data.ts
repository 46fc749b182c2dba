import { detectPersonalData } from '../checks/personal-data/detect.js'
import { PERSONAL_DATA_TYPES } from '../checks/personal-data/types.js'
import type { Command } from './command.js'
import { SCAN_DETAILS, scanLines } from './scan-lines.js'

/** `garde-fou scan personal-data`: where a text holds personal data, and of which type. Never prints the values. */
export const scanPersonalData: Command = {
  name: 'scan personal-data',
  summary: 'Find personal data in JSON lines, without printing it',
  details: `${SCAN_DETAILS}\nAnswers {"id","spans"}: each span is {"start","end","type","score"}, in the order of the text, none over another. Types: ${PERSONAL_DATA_TYPES.join(', ')}.`,
  async run({ terminal }) {
    return scanLines(terminal, ({ text }) => ({
      spans: detectPersonalData(text).map(({ start, end, type, score }) => ({ start, end, type, score })),
    }))
  },
}
