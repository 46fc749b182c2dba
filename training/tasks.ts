import { PROHIBITED_KINDS } from '../src/charter/charter.ts'
import { buildProhibitedUseEngine } from '../src/checks/prohibited-use/engine.ts'
import { buildUndeclaredDecisionEngine } from '../src/checks/undeclared-decision/engine.ts'
import { type DecisionLine, readDecisions, readUses, type UseLine } from './corpus.ts'
import type { Sample, Task } from './task.ts'

/** Where the grey zone is put, as shares of the allowed texts of the corpus, whose near-misses are many and hard. */
export interface Operating {
  /** Share of allowed texts that may be held or refused. */
  readonly touched: number
  /** Share of allowed texts that may be refused. */
  readonly refused: number
  /**
   * The least that the rules count beside the classifier, in log-odds for a score of 1. The classifier already sees what
   * the rules see, so a fit gives them little; this keeps a plain statement found by them from being outvoted.
   */
  readonly rulesAtLeast: number
}

/** A task with its texts and the file its weights go to. */
export interface Job {
  readonly name: 'uses' | 'decisions'
  readonly task: Task
  readonly samples: readonly Sample[]
  readonly operating: Operating
}

const SEED = 20_260_101

/** The four prohibited uses. */
export function usesJob(lines: readonly UseLine[] = readUses()): Job {
  return {
    name: 'uses',
    task: {
      engine: buildProhibitedUseEngine(),
      classes: PROHIBITED_KINDS,
      groups: [1, 1.4, 0.5, 1.2],
      fit: { bits: 18, epochs: 8, rate: 0.15, decay: 1e-3, seed: SEED },
      leastTexts: 3,
      rounds: 1,
      copies: 1,
      texted: 2,
      mixed: 1,
      openings: true,
    },
    samples: lines.map(({ text, kind, lang, label, writer }) => ({
      text,
      kind,
      lang,
      label,
      family: writer,
    })),
    operating: { touched: 0.052, refused: 0.002, rulesAtLeast: 0.5 },
  }
}

/** Decisions on a given person, in outputs. */
export function decisionsJob(lines: readonly DecisionLine[] = readDecisions()): Job {
  return {
    name: 'decisions',
    task: {
      engine: buildUndeclaredDecisionEngine(),
      classes: ['undeclared-decision'],
      groups: [1, 1, 0.5, 0.6],
      fit: { bits: 18, epochs: 8, rate: 0.15, decay: 1e-3, seed: SEED },
      leastTexts: 3,
      rounds: 1,
      copies: 1,
      texted: 1,
      mixed: 0,
      openings: true,
    },
    samples: lines.map(({ text, lang, label, writer }) => ({
      text,
      kind: 'output',
      lang,
      label: label === 'none' ? 'none' : 'undeclared-decision',
      family: writer,
    })),
    operating: { touched: 0.21, refused: 0.005, rulesAtLeast: 1 },
  }
}
