/** How a command ended, as the shell sees it. Stable: scripts rely on the numbers. */
export const EXIT = {
  ok: 0,
  no: 1,
  usage: 2,
  configuration: 3,
  store: 4,
  refused: 5,
  altered: 6,
  internal: 70,
} as const

/** One of the numbers of {@link EXIT}. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** What each number means, for `--help` and `docs/cli.md`. */
export const EXIT_MEANINGS: readonly (readonly [ExitCode, string])[] = [
  [EXIT.ok, 'done; the answer is yes'],
  [EXIT.no, 'the answer is no: a verification failed, or something is missing to go live'],
  [EXIT.usage, 'wrong usage: unknown command or option, a value or file that cannot be read'],
  [EXIT.configuration, 'the configuration or a key is missing or faulty'],
  [EXIT.store, 'the database is locked, read-only, full, damaged or cannot be opened'],
  [EXIT.refused, 'the rules refuse: not your review, wrong state, somebody was faster, incomplete decision'],
  [EXIT.altered, 'something stored is not what was recorded'],
  [EXIT.internal, 'a fault of garde-fou itself'],
]
