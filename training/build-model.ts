import type { Calibration, Model } from '../src/checks/classifier/model.ts'
import { storeModel } from '../src/checks/classifier/weights-format.ts'
import { calibrate, judged } from './calibrate.ts'
import { answersUnseen, fitTask, type Learnt, prepare, type Task } from './task.ts'
import type { Job } from './tasks.ts'

/** How many parts the texts are put in to be judged by models that did not see them. */
export const FOLDS = 5

/** Fits and calibrates a job's model and writes the TypeScript file that carries it. The same job gives the same text. */
export function buildModel({ name, task, samples, operating }: Job): string {
  const prepared = prepare(task, samples, true)
  const calibration = calibrate(judged(prepared, answersUnseen(task, prepared, FOLDS)), operating)
  const model = quantise(task, fitTask(task, prepared), calibration)
  const stored = JSON.stringify(storeModel(model), undefined, 2)
  return [
    "import type { StoredModel } from '../weights-format.js'",
    '',
    '/** Written by `npm run train` from `training/corpus`. Not to be changed by hand. */',
    `export const ${name.toUpperCase()}_MODEL: StoredModel = ${stored}`,
    '',
  ].join('\n')
}

const LARGEST = 127
/** Share of the weights that may be cut at the largest that a byte holds, so that the others are finer. */
const CUT = 0.0005

/** Weights as bytes, against the allowed class, which then needs none. */
export function quantise(
  task: Task,
  { classes, weights, bias, vocabulary }: Learnt,
  calibration: Calibration,
): Model {
  const reported = classes - 1
  const size = 2 ** task.fit.bits
  const against = new Float32Array(reported * size)
  for (let index = 0; index < size; index += 1) {
    for (let k = 0; k < reported; k += 1)
      against[index * reported + k] =
        (weights[index * classes + k + 1] ?? 0) - (weights[index * classes] ?? 0)
  }
  const magnitudes = against
    .map(Math.abs)
    .filter((weight) => weight > 0)
    .sort()
  const unit = (magnitudes[Math.floor(magnitudes.length * (1 - CUT))] ?? 1) / LARGEST
  return {
    classes: task.classes,
    bits: task.fit.bits,
    owners: vocabulary.owners,
    weights: Int8Array.from(against, (weight) =>
      Math.max(-LARGEST, Math.min(LARGEST, Math.round(weight / unit))),
    ),
    unit,
    bias: task.classes.map((_, k) => (bias[k + 1] ?? 0) - (bias[0] ?? 0)),
    groups: task.groups,
    calibration,
  }
}
