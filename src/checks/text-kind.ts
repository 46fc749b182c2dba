import type { TextPart } from '../call/model-call.js'
import type { CheckStage } from './check.js'
import type { TextKind } from './classifier/features.js'

/** What a part is to the classifier, which reads a tool's name otherwise than a question. */
export function textKindOf(part: TextPart, stage: CheckStage): TextKind {
  switch (part.kind) {
    case 'declaration':
      return 'declaration'
    case 'tool-definition':
    case 'tool-call':
    case 'tool-result':
      return 'tool'
    default:
      if (stage === 'declaration') return 'declaration'
      return stage === 'output' || part.role === 'assistant' ? 'output' : 'prompt'
  }
}
