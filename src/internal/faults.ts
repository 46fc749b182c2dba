import type { z } from 'zod'
import type { Fault } from '../errors.js'

/** Writes a path the way a developer would type it: `uses.decision.output`, `systems[0].id`. */
export function pathText(root: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : `${text}${text === '' ? '' : '.'}${String(key)}`,
    root,
  )
}

/** Turns zod's issues into faults: where, what was wrong, what to do. */
export function faultsOf(root: string, error: z.ZodError): Fault[] {
  return error.issues.map((issue) => ({
    path: pathText(root, issue.path),
    reason: `${issue.message}.`,
    remedy: remedyFor(issue),
  }))
}

function remedyFor(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom' && typeof issue.params?.['remedy'] === 'string') return issue.params['remedy']
  if (issue.code === 'unrecognized_keys') return `Remove ${issue.keys.join(', ')} or correct the spelling.`
  if (issue.code === 'invalid_value') return `Use one of: ${issue.values.map(String).join(', ')}.`
  if (issue.code === 'invalid_type') return `Give a value of type ${issue.expected}.`
  return 'Correct this value.'
}
