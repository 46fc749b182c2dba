import type { Tally } from './fold-tokens.js'
import { tokenAutomaton } from './token-automaton.js'

/**
 * Whether a text holds any of these values, letter by letter, anywhere. The values are read once, when the first text comes;
 * a text then takes steps in proportion to its length, however many values there are and whatever they have in common.
 */
export function holdsAny(values: readonly string[], tally: Tally = { steps: 0 }): (text: string) => boolean {
  let automaton: ReturnType<typeof tokenAutomaton> | undefined
  return (text) => {
    // Nothing at all is in every text.
    if (values.includes('')) return true
    automaton ??= tokenAutomaton(
      [...new Set(values)].map((value) => value.split('')),
      tally,
    )
    let held = false
    automaton.walk(text.split(''), () => {
      held = true
    })
    return held
  }
}
