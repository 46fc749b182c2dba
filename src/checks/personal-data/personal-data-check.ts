import type { TextPart } from '../../call/model-call.js'
import { personalDataMessages } from '../../i18n/personal-data.js'
import { type Check, type CheckStage, defineCheck } from '../check.js'
import type { Finding, LocalizedText } from '../finding.js'
import { defaultDetectors, runDetectors } from './detect.js'
import { SPECIAL_CATEGORIES, type SpecialCategory, specialCategories } from './special-categories.js'
import type { DetectOptions, Detector, PersonalDataType } from './types.js'

/** Id of the check, and `checkId` of its findings. */
export const PERSONAL_DATA_CHECK_ID = 'personal-data'

/** How the check is set up. */
export interface PersonalDataCheckOptions extends DetectOptions {
  /** When to look. Default: at requests and at answers. */
  readonly stages?: readonly CheckStage[]
  /** Replaces the detectors of this package. Default: `defaultDetectors(options)`. */
  readonly detectors?: readonly Detector[]
  /**
   * The score of a finding, which the thresholds of the use turn into pass, hold or refuse. Default: 0.4, which is
   * reported only where a use sets its threshold as low; 0.6 for special categories, which calls for a person.
   */
  readonly scoreOf?: (kind: PersonalDataType | SpecialCategory) => number
}

/** A value cut by the window of a stream is seen whole with this much of what came before: longer than any address. */
const LOOK_BEHIND = 400

/**
 * Reports personal data and special categories in the texts of a call (engagement 3: the data that goes in is
 * controlled). One finding per type and part, at its first place, so that a list of names does not flood a reviewer.
 */
export function personalDataCheck(options: PersonalDataCheckOptions = {}): Check {
  const detectors = options.detectors ?? defaultDetectors(options)
  const scoreOf = options.scoreOf ?? defaultScore
  const findingsIn = async (part: TextPart, signal: AbortSignal): Promise<readonly Finding[]> => {
    const found = await runDetectors(detectors, part.text, signal)
    const places = [
      ...found.map(({ type, start, end }) => ({ kind: type, start, end })),
      ...specialCategories(part.text).map(({ category, start, end }) => ({ kind: category, start, end })),
    ]
    const first = new Map(places.toReversed().map((place) => [place.kind, place]))
    return [...first.values()].map(({ kind, start, end }) => ({
      checkId: PERSONAL_DATA_CHECK_ID,
      code: kind,
      clause: 'engagement:3',
      layer: 'rules',
      score: scoreOf(kind),
      span: { part: part.path, start, end },
      message: messageOf(kind),
    }))
  }
  return defineCheck({
    id: PERSONAL_DATA_CHECK_ID,
    stages: options.stages ?? ['input', 'output'],
    lookBehind: LOOK_BEHIND,
    async check(subject, context) {
      const { signal } = context
      return (await Promise.all(subject.parts.map((part) => findingsIn(part, signal)))).flat()
    },
  })
}

const SPECIAL: ReadonlySet<string> = new Set(SPECIAL_CATEGORIES)

function defaultScore(kind: PersonalDataType | SpecialCategory): number {
  return SPECIAL.has(kind) ? 0.6 : 0.4
}

function messageOf(kind: PersonalDataType | SpecialCategory): LocalizedText {
  return personalDataMessages[kind]
}
