import type { Sparse } from './examples.ts'
import { randomFrom, shuffled } from './random.ts'

/** A text to learn from: its windows and its class, 0 for what is allowed. */
export interface Example {
  readonly windows: readonly Sparse[]
  readonly label: number
  /** How much it counts. */
  readonly weight: number
}

/** How the model is fitted. */
export interface FitOptions {
  readonly classes: number
  readonly bits: number
  readonly epochs: number
  /** Step of AdaGrad. */
  readonly rate: number
  /** Pull of each weight towards zero, when its feature is met. */
  readonly decay: number
  readonly seed: number
}

/** A fitted model, not yet quantised. Weights are rows of one number per class. */
export interface Fitted {
  readonly classes: number
  readonly weights: Float32Array
  readonly bias: Float64Array
}

const FIRST_GRADIENT = 1e-2
const BIAS_RATE = 0.02

/**
 * Multinomial logistic regression by AdaGrad, one text after the other in an order drawn from the seed. A long text of
 * a prohibited use teaches by its one window that shows it most; all windows of an allowed one are allowed.
 */
export function fitModel(examples: readonly Example[], options: FitOptions): Fitted {
  const { classes, bits, epochs, seed } = options
  const size = classes * 2 ** bits
  const state: State = {
    options,
    weights: new Float32Array(size),
    squares: new Float32Array(size).fill(FIRST_GRADIENT),
    bias: new Float64Array(classes),
    logits: new Float64Array(classes),
  }
  const random = randomFrom(seed)
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (const example of shuffled(examples, random)) {
      // Before anything was learnt, the window that shows most would be any.
      if (example.label !== 0 && example.windows.length > 1 && epoch === 0) continue
      learn(state, example)
    }
  }
  return { classes, weights: state.weights, bias: state.bias }
}

interface State {
  readonly options: FitOptions
  readonly weights: Float32Array
  readonly squares: Float32Array
  readonly bias: Float64Array
  readonly logits: Float64Array
}

function learn(state: State, example: Example): void {
  const { label } = example
  const windows = label === 0 ? example.windows : bestOf(state, example)
  const weight = example.weight / Math.sqrt(Math.max(1, windows.length))
  for (const window of windows) {
    logitsOf(state, window, state.logits)
    softmax(state.logits)
    for (let k = 0; k < state.options.classes; k += 1) {
      const error = ((state.logits[k] ?? 0) - (label === k ? 1 : 0)) * weight
      state.bias[k] = (state.bias[k] ?? 0) - BIAS_RATE * error
      step(state, window, k, error)
    }
  }
}

function step(
  { options, weights, squares }: State,
  { index, value }: Sparse,
  k: number,
  error: number,
): void {
  const { classes, decay, rate } = options
  for (let at = 0; at < index.length; at += 1) {
    const place = (index[at] ?? 0) * classes + k
    const weight = weights[place] ?? 0
    const gradient = error * (value[at] ?? 0) + decay * weight
    const square = (squares[place] ?? 0) + gradient * gradient
    squares[place] = square
    weights[place] = weight - (rate * gradient) / Math.sqrt(square)
  }
}

function bestOf(state: State, { windows, label }: Example): readonly Sparse[] {
  if (windows.length <= 1) return windows
  let best: Sparse | undefined
  let most = Number.NEGATIVE_INFINITY
  for (const window of windows) {
    logitsOf(state, window, state.logits)
    const odds = (state.logits[label] ?? 0) - (state.logits[0] ?? 0)
    if (odds > most) {
      best = window
      most = odds
    }
  }
  return best === undefined ? [] : [best]
}

/** Log-odds of each class for one window, into `into`. */
export function logitsOf(
  { weights, bias }: Pick<Fitted, 'weights' | 'bias'>,
  { index, value }: Sparse,
  into: Float64Array,
): void {
  const classes = bias.length
  for (let k = 0; k < classes; k += 1) into[k] = bias[k] ?? 0
  for (let at = 0; at < index.length; at += 1) {
    const place = (index[at] ?? 0) * classes
    const share = value[at] ?? 0
    for (let k = 0; k < classes; k += 1) into[k] = (into[k] ?? 0) + (weights[place + k] ?? 0) * share
  }
}

function softmax(logits: Float64Array): void {
  const most = logits.reduce((high, logit) => Math.max(high, logit), Number.NEGATIVE_INFINITY)
  let sum = 0
  for (let k = 0; k < logits.length; k += 1) {
    const share = Math.exp((logits[k] ?? 0) - most)
    logits[k] = share
    sum += share
  }
  for (let k = 0; k < logits.length; k += 1) logits[k] = (logits[k] ?? 0) / sum
}
