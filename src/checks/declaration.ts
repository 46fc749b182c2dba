import type { TextPart } from '../call/model-call.js'
import { type Charter, type ProhibitedKind, type Prohibition, prohibitionOf } from '../charter/charter.js'
import type { Fault } from '../errors.js'
import type { IsoDate, LegalException, SystemRecord, UseRecord } from '../system/system-record.js'
import type { Finding } from './finding.js'
import { findProhibitedUses } from './prohibited-use/prohibited-use.js'
import { DEFAULT_THRESHOLDS, levelOf } from './verdict.js'

/**
 * Whether a charter lets a system exist as its record describes it: the practices it admits, the legal exceptions it
 * names, and its own words. Returns every fault; an empty list means that it may start.
 *
 * A practice of a prohibition without exit is a fault whatever else is written. One whose prohibition has an exit
 * needs an exception that still runs on `today`. A text that seems to describe a prohibited use is a fault unless the
 * practice is admitted and excepted; a doubt counts too, since a declaration can be settled before anything runs. The
 * package's own thresholds apply: a record does not set the measure it is judged by.
 */
export function checkDeclaration(record: SystemRecord, charter: Charter, today: IsoDate): Fault[] {
  return [
    ...practiceFaults(record, charter, today),
    ...exceptionFaults(record, charter, today),
    ...textFaults(record, charter, today),
  ]
}

function practiceFaults(record: SystemRecord, charter: Charter, today: IsoDate): Fault[] {
  return record.practices.flatMap((kind, index): Fault[] => {
    const prohibition = prohibitionOf(charter, kind)
    if (prohibition === undefined) return []
    const path = `system(${record.id}).practices[${index}]`
    if (prohibition.exit === 'none') return [{ path, ...noWayOut(prohibition, charter) }]
    if (runningException(record, kind, today) !== undefined) return []
    return [
      {
        path,
        reason: `The charter of ${charter.authority} prohibits "${kind}" outside cases framed by law: « ${prohibition.quote} ».`,
        remedy: exceptionRemedy(record, kind),
      },
    ]
  })
}

function exceptionFaults(record: SystemRecord, charter: Charter, today: IsoDate): Fault[] {
  return record.exceptions.flatMap((exception, index): Fault[] => {
    const path = `system(${record.id}).exceptions[${index}]`
    const prohibition = prohibitionOf(charter, exception.prohibition)
    if (prohibition?.exit === 'none') return [{ path, ...noWayOut(prohibition, charter) }]
    if (exception.until >= today) return []
    return [
      {
        path: `${path}.until`,
        reason: `The exception for "${exception.prohibition}" ended on ${exception.until}.`,
        remedy: 'Have it renewed by the person who authorises it, or remove it and the practice with it.',
      },
    ]
  })
}

function textFaults(record: SystemRecord, charter: Charter, today: IsoDate): Fault[] {
  const place = { record, charter, today }
  // By itself, too: a text that says it plainly is not excused by ordinary ones beside it.
  const passages = passagesOf(record).flatMap((parts) => [parts, ...parts.map((part) => [part])])
  const faults = new Map<string, Fault>()
  for (const { kind, fault } of passages.flatMap((parts) => passageFaults(place, parts))) {
    const key = `${fault.path} ${kind}`
    if (!faults.has(key)) faults.set(key, fault)
  }
  return [...faults.values()]
}

interface Place {
  readonly record: SystemRecord
  readonly charter: Charter
  readonly today: IsoDate
}

interface PassageFault {
  readonly kind: ProhibitedKind
  readonly fault: Fault
}

function passageFaults(place: Place, parts: readonly TextPart[]): PassageFault[] {
  const { record, charter, today } = place
  return findProhibitedUses(parts, charter).flatMap((finding): PassageFault[] => {
    const level = levelOf(finding.score, DEFAULT_THRESHOLDS)
    const prohibition = charter.prohibitions.find((candidate) => candidate.kind === finding.code)
    if (level === 'pass' || prohibition === undefined) return []
    const { kind } = prohibition
    const excepted = prohibition.exit === 'legal-text' && runningException(record, kind, today) !== undefined
    if (excepted && record.practices.includes(kind)) return []
    const path = finding.span?.part ?? `system(${record.id})`
    return [{ kind, fault: { path, ...describe({ finding, prohibition, excepted, level }, place) } }]
  })
}

/**
 * What is read together: the system's own presentation, what it works on and with, what it is good for, then each use
 * in each of its languages. Not the fields that say what a system must not do or cannot: limits, risks, alternatives.
 */
function passagesOf(record: SystemRecord): TextPart[][] {
  const root = `system(${record.id})`
  const { model, assessment, disclosure = {} } = record
  const part = (path: string, text: string | undefined): TextPart[] =>
    text === undefined ? [] : [{ path: `${root}.${path}`, kind: 'declaration', role: 'data', text }]
  return [
    [
      ...part('name', record.name),
      ...part('purpose', record.purpose),
      ...part('expectedResults', record.expectedResults),
    ],
    record.data.flatMap(({ name, collection }, index) => [
      ...part(`data[${index}].name`, name),
      ...part(`data[${index}].collection`, collection),
    ]),
    [
      ...part('model.kind', model.kind),
      ...part('model.parameters', model.parameters),
      ...part('model.trainingData', model.trainingData),
    ],
    [...part('assessment.benefits', assessment.benefits), ...part('jobImpact', record.jobImpact)],
    [
      ...part('disclosure.summary', disclosure.summary),
      ...part('disclosure.context', disclosure.context),
      ...part('disclosure.peopleConcerned', disclosure.peopleConcerned),
      ...(disclosure.keywords ?? []).flatMap((word, index) => part(`disclosure.keywords[${index}]`, word)),
    ],
    ...Object.values(record.uses).flatMap((use) => {
      const inWords = (path: string, said: Pick<UseRecord, 'action' | 'purpose'> | undefined): TextPart[] => [
        ...part(`uses.${use.id}.${path}action`, said?.action),
        ...part(`uses.${use.id}.${path}purpose`, said?.purpose),
      ]
      return [
        inWords('', use),
        inWords('words.en.', use.words?.en),
        inWords('words.fr-simple.', use.words?.['fr-simple']),
        (use.criteria ?? []).flatMap(({ fr, en }, index) => [
          ...part(`uses.${use.id}.criteria[${index}].fr`, fr),
          ...part(`uses.${use.id}.criteria[${index}].en`, en),
        ]),
      ]
    }),
  ].filter((parts) => parts.length > 0)
}

interface Described {
  readonly finding: Finding
  readonly prohibition: Prohibition
  readonly excepted: boolean
  readonly level: 'hold' | 'refuse'
}

function describe(described: Described, place: Place): Omit<Fault, 'path'> {
  const { finding, prohibition, excepted, level } = described
  const verb = level === 'refuse' ? 'describes' : 'may describe'
  const reason = `This text ${verb} a use that the charter of ${place.charter.authority} prohibits ("${prohibition.title.en}"): « ${prohibition.quote} ». ${finding.message.en}`
  const reword =
    level === 'refuse'
      ? 'Give the use up, or'
      : 'If it does not, say so in plain words: what is looked at, about whom, and who decides. If it does,'
  if (excepted)
    return {
      reason,
      remedy: `Say it openly: add "${prohibition.kind}" to \`practices\`; its exception is already named.`,
    }
  if (prohibition.exit === 'none') {
    return {
      reason,
      remedy:
        level === 'refuse'
          ? 'Give this use up: the charter has no exception for it.'
          : `${reword} give it up: the charter has no exception for it.`,
    }
  }
  return {
    reason,
    remedy: `${reword} add "${prohibition.kind}" to \`practices\` and name its legal exception. ${exceptionRemedy(place.record, prohibition.kind)}`,
  }
}

function noWayOut(prohibition: Prohibition, charter: Charter): Omit<Fault, 'path'> {
  return {
    reason: `The charter of ${charter.authority} prohibits "${prohibition.kind}" without any exception: « ${prohibition.quote} ».`,
    remedy: 'Give this practice up: nothing in a record can allow it.',
  }
}

function exceptionRemedy(record: SystemRecord, kind: ProhibitedKind): string {
  const ended = record.exceptions.some((exception) => exception.prohibition === kind)
  return ended
    ? 'The exception that the record names has ended: have it renewed.'
    : `Add to \`exceptions\` { prohibition: "${kind}", text, article, authorisedBy, until }.`
}

/** Days are compared as text: ISO 8601 days sort as they follow each other. The last day counts. */
function runningException(
  record: SystemRecord,
  kind: ProhibitedKind,
  today: IsoDate,
): LegalException | undefined {
  return record.exceptions.find((exception) => exception.prohibition === kind && exception.until >= today)
}
