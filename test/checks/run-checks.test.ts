import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Check, defineCheck } from '../../src/checks/check.js'
import type { Finding } from '../../src/checks/finding.js'
import { type RunChecksOptions, runChecks } from '../../src/checks/run-checks.js'
import { DEFAULT_THRESHOLDS } from '../../src/checks/verdict.js'
import { InputInvalidError } from '../../src/errors.js'
import { contextOf, subjectOf } from './fixtures.js'

const SECRET = 'Madame Dupont, 12 rue des Lilas'
const subject = subjectOf(SECRET)
const options: RunChecksOptions = { timeoutMs: 1_000, thresholds: DEFAULT_THRESHOLDS, onCheckFailure: 'hold' }
const finding = (score: number): Finding => ({
  checkId: 'ville.test',
  code: 'test',
  clause: 'engagement:9',
  layer: 'rules',
  score,
  message: { fr: 'Un essai.', en: 'A trial.' },
})
const checkOf = (check: Check['check'], id = 'ville.test'): Check =>
  defineCheck({ id, stages: ['input', 'output'], check })
/** Answers that no type allows, as a city's own code in plain JavaScript may give them. */
const rogue = (answer: () => unknown, id?: string): Check => checkOf(answer as Check['check'], id)
const fail = (): never => {
  throw new Error(SECRET)
}
/** An object that looks like a promise. Defined this way since a literal `then` is nearly always a mistake. */
const withThen = (descriptor: PropertyDescriptor): object => Object.defineProperty({}, 'then', descriptor)
const never = (): Promise<never> => new Promise(() => undefined)

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

/** Counts listeners, so that a test sees what is left behind. */
function watchedSignal(): { readonly controller: AbortController; readonly listeners: () => number } {
  const controller = new AbortController()
  let count = 0
  const { signal } = controller
  const add = signal.addEventListener.bind(signal)
  const remove = signal.removeEventListener.bind(signal)
  vi.spyOn(signal, 'addEventListener').mockImplementation(
    (...given: Parameters<AbortSignal['addEventListener']>) => {
      count += 1
      add(...given)
    },
  )
  vi.spyOn(signal, 'removeEventListener').mockImplementation(
    (...given: Parameters<AbortSignal['removeEventListener']>) => {
      count -= 1
      remove(...given)
    },
  )
  return { controller, listeners: () => count }
}

describe('the verdict', () => {
  test('passes when no check has anything to say', async () => {
    expect(await runChecks([checkOf(() => [])], subject, contextOf(), options)).toEqual({
      level: 'pass',
      findings: [],
      failed: [],
    })
  })

  test.each([
    [0.4, 'pass'],
    [0.5, 'hold'],
    [0.84, 'hold'],
    [0.85, 'refuse'],
  ])('of a score of %d is %s', async (score, level) => {
    expect((await runChecks([checkOf(() => [finding(score)])], subject, contextOf(), options)).level).toBe(
      level,
    )
  })

  test('is as firm as the firmest check, asynchronous ones included', async () => {
    const checks = [checkOf(() => [finding(0.6)]), checkOf(async () => [finding(0.9)]), checkOf(() => [])]
    const verdict = await runChecks(checks, subject, contextOf(), options)
    expect(verdict.level).toBe('refuse')
    expect(verdict.findings.map((one) => one.score).sort()).toEqual([0.6, 0.9])
  })

  test('comes from the checks of the stage only', async () => {
    const check = vi.fn(() => [finding(0.9)])
    const verdict = await runChecks([checkOf(check)], subjectOf('x', 'declaration'), contextOf(), options)
    expect(verdict.level).toBe('pass')
    expect(check).not.toHaveBeenCalled()
  })

  test('counts a check that stands twice in the list twice', async () => {
    const twice = checkOf(async () => [finding(0.6)])
    expect((await runChecks([twice, twice], subject, contextOf(), options)).findings).toHaveLength(2)
  })

  test('carries nothing but the fields of a finding', async () => {
    const verdict = await runChecks(
      [rogue(() => [{ ...finding(0.6), text: SECRET }])],
      subject,
      contextOf(),
      options,
    )
    expect(JSON.stringify(verdict)).not.toContain('Dupont')
    expect(verdict.level).toBe('hold')
  })
})

describe('checks that answer at once', () => {
  test('set no timer, add no listener and make no signal', async () => {
    const { controller, listeners } = watchedSignal()
    const timer = vi.spyOn(globalThis, 'setTimeout')
    const made = vi.spyOn(globalThis, 'AbortController')
    await runChecks(
      [checkOf(() => []), checkOf(() => [finding(0.6)])],
      subject,
      contextOf({ signal: controller.signal }),
      options,
    )
    expect(timer).not.toHaveBeenCalled()
    expect(made).not.toHaveBeenCalled()
    expect(controller.signal.addEventListener).not.toHaveBeenCalled()
    expect(listeners()).toBe(0)
  })
})

describe('a check that fails never lets a call pass', () => {
  const failures: readonly (readonly [string, string, Check])[] = [
    [
      'throws',
      'threw',
      rogue(() => {
        throw new Error(SECRET)
      }),
    ],
    [
      'throws something that is no error',
      'threw',
      rogue(() => {
        throw SECRET
      }),
    ],
    [
      'throws an object whose own fields throw',
      'threw',
      rogue(() => {
        throw {
          get name() {
            throw new Error(SECRET)
          },
        }
      }),
    ],
    ['rejects', 'threw', rogue(() => Promise.reject(new TypeError(SECRET)))],
    [
      'rejects with an error whose name is a text',
      'threw',
      rogue(() => Promise.reject(Object.assign(new Error('x'), { name: SECRET }))),
    ],
    ['answers nothing', 'invalid-result', rogue(() => undefined)],
    ['answers null', 'invalid-result', rogue(async () => null)],
    ['answers a text', 'invalid-result', rogue(() => SECRET)],
    ['answers true', 'invalid-result', rogue(() => true)],
    ['answers a list of nothing', 'invalid-result', rogue(() => [undefined])],
    ['answers a score that is not a number', 'invalid-result', rogue(() => [finding(Number.NaN)])],
    ['answers a score above one', 'invalid-result', rogue(() => [finding(1.01)])],
    ['answers a negative score', 'invalid-result', rogue(() => [finding(-0.1)])],
    ['answers a score as text', 'invalid-result', rogue(() => [{ ...finding(0), score: '0' }])],
    ['forgets the message', 'invalid-result', rogue(() => [{ ...finding(0.1), message: undefined }])],
    [
      'forgets the French message',
      'invalid-result',
      rogue(() => [{ ...finding(0.1), message: { en: 'x' } }]),
    ],
    ['forgets the clause', 'invalid-result', rogue(() => [{ ...finding(0.1), clause: '' }])],
    [
      'points at an unknown part',
      'invalid-result',
      rogue(() => [{ ...finding(0.1), span: { part: 'elsewhere', start: 0, end: 1 } }]),
    ],
    [
      'points past the text',
      'invalid-result',
      rogue(() => [{ ...finding(0.1), span: { part: 'messages[0].content', start: 0, end: 10_000 } }]),
    ],
    [
      'points backwards',
      'invalid-result',
      rogue(() => [{ ...finding(0.1), span: { part: 'messages[0].content', start: 5, end: 2 } }]),
    ],
    [
      'points at a fraction',
      'invalid-result',
      rogue(() => [{ ...finding(0.1), span: { part: 'messages[0].content', start: 0.5, end: 2 } }]),
    ],
    ['answers something like a promise that throws', 'threw', rogue(() => withThen({ value: () => fail() }))],
    [
      'answers an object whose `then` throws when read',
      'threw',
      rogue(() => withThen({ get: () => fail() })),
    ],
    [
      'answers a finding whose score throws when read',
      'threw',
      rogue(() => [
        {
          get score() {
            throw new Error(SECRET)
          },
        },
      ]),
    ],
  ]

  describe.each(['hold', 'refuse'] as const)('and the use says %s', (onCheckFailure) => {
    test.each(failures)('when it %s', async (_name, reason, check) => {
      for (const thresholds of [
        DEFAULT_THRESHOLDS,
        { review: 0.99, block: 1 },
        { review: 0.01, block: 0.02 },
      ]) {
        const verdict = await runChecks([check], subject, contextOf(), {
          ...options,
          thresholds,
          onCheckFailure,
        })
        expect(verdict.level).toBe(onCheckFailure)
        expect(verdict.failed).toMatchObject([{ checkId: 'ville.test', reason }])
        expect(verdict.findings).toMatchObject([
          { code: 'check-failed', clause: 'engagement:16', layer: 'runner', checkId: 'ville.test' },
        ])
        expect(JSON.stringify(verdict)).not.toMatch(/Dupont|Lilas/)
      }
    })

    test('when it does not answer in time', async () => {
      const running = runChecks([checkOf(never)], subject, contextOf(), { ...options, onCheckFailure })
      await vi.advanceTimersByTimeAsync(999)
      expect(vi.getTimerCount()).toBe(1)
      await vi.advanceTimersByTimeAsync(1)
      expect(await running).toMatchObject({
        level: onCheckFailure,
        failed: [{ reason: 'timed-out' }],
        findings: [{ code: 'check-failed' }],
      })
    })
  })

  test('says which standard or own error it was, and nothing else', async () => {
    const checks = [
      rogue(() => {
        throw new RangeError(SECRET)
      }, 'a'),
      rogue(() => {
        throw new InputInvalidError('input', SECRET)
      }, 'b'),
      rogue(() => {
        throw Object.assign(new Error(SECRET), { name: 'Dupont' })
      }, 'c'),
    ]
    const { failed } = await runChecks(checks, subject, contextOf(), options)
    expect(failed.map((failure) => failure.error)).toEqual(['RangeError', 'ERR_INPUT_INVALID', 'other'])
  })

  test('softens nothing: what it found before is kept', async () => {
    const verdict = await runChecks(
      [rogue(() => [finding(0.9), { score: Number.NaN }])],
      subject,
      contextOf(),
      options,
    )
    expect(verdict.level).toBe('refuse')
    expect(verdict.findings.map((one) => one.code)).toEqual(['test', 'check-failed'])
  })

  test('does not stop the others: they are all asked, and what they find counts', async () => {
    const other = vi.fn(async () => [finding(0.9)])
    const checks = [
      rogue(() => {
        throw new Error('x')
      }),
      checkOf(never, 'slow'),
      checkOf(other),
    ]
    const verdict = await advanceAll(runChecks(checks, subject, contextOf(), options))
    expect(other).toHaveBeenCalled()
    expect(verdict).toMatchObject({ level: 'refuse' })
    expect(verdict.failed.map((failure) => failure.reason).sort()).toEqual(['threw', 'timed-out'])
  })

  test('that rejects after its time disturbs nobody', async () => {
    const unhandled = vi.fn()
    process.on('unhandledRejection', unhandled)
    const late = Promise.withResolvers<readonly Finding[]>()
    await advanceAll(runChecks([checkOf(() => late.promise)], subject, contextOf(), options))
    late.reject(new Error(SECRET))
    vi.useRealTimers()
    await new Promise((resolve) => setImmediate(resolve))
    process.off('unhandledRejection', unhandled)
    vi.useFakeTimers()
    expect(unhandled).not.toHaveBeenCalled()
  })
})

async function advanceAll<T>(running: Promise<T>): Promise<T> {
  await vi.advanceTimersByTimeAsync(options.timeoutMs)
  return running
}

describe('cancellation', () => {
  test('a signal that has fired already stops before any check is asked', async () => {
    const check = vi.fn(() => [])
    const reason = new Error('the caller left')
    await expect(
      runChecks([checkOf(check)], subject, contextOf({ signal: AbortSignal.abort(reason) }), options),
    ).rejects.toBe(reason)
    expect(check).not.toHaveBeenCalled()
  })

  test('rejects with the caller’s own reason and tells the checks', async () => {
    const { controller, listeners } = watchedSignal()
    let seen: AbortSignal | undefined
    const check = checkOf((_subject, context) => {
      seen = context.signal
      return never()
    })
    const running = runChecks([check], subject, contextOf({ signal: controller.signal }), options)
    const reason = new Error('the caller left')
    controller.abort(reason)
    await expect(running).rejects.toBe(reason)
    expect(seen?.aborted).toBe(true)
    expect(seen?.reason).toBe(reason)
    expect(listeners()).toBe(0)
  })

  test('by a check that runs at once rejects too, and reaches the checks already waiting', async () => {
    const controller = new AbortController()
    let seen: AbortSignal | undefined
    const waiting = checkOf((_subject, context) => {
      seen = context.signal
      return never()
    })
    const aborting = checkOf(() => {
      controller.abort(new Error('stop'))
      return []
    })
    await expect(
      runChecks([waiting, aborting], subject, contextOf({ signal: controller.signal }), options),
    ).rejects.toThrow('stop')
    expect(seen?.aborted).toBe(true)
  })

  test('each check has its own signal, which fires when its time is over', async () => {
    const seen: AbortSignal[] = []
    const check = checkOf((_subject, context) => {
      seen.push(context.signal)
      expect(context.signal).toBe(context.signal)
      return never()
    })
    await advanceAll(runChecks([check, check], subject, contextOf(), options))
    expect(new Set(seen).size).toBe(2)
    expect(seen.map((signal) => (signal.reason as DOMException).name)).toEqual([
      'TimeoutError',
      'TimeoutError',
    ])
  })

  test('a signal asked for after the time is over has fired', async () => {
    const go = Promise.withResolvers<void>()
    let late: AbortSignal | undefined
    const check = checkOf(async (_subject, context) => {
      await go.promise
      late = context.signal
      return []
    })
    await advanceAll(runChecks([check], subject, contextOf(), options))
    go.resolve()
    await vi.advanceTimersByTimeAsync(0)
    expect(late?.aborted).toBe(true)
  })

  test('leaves no listener behind when the checks answer', async () => {
    const { controller, listeners } = watchedSignal()
    await runChecks([checkOf(async () => [])], subject, contextOf({ signal: controller.signal }), options)
    expect(listeners()).toBe(0)
  })

  test('a time limit without end does not fire at once', async () => {
    const go = Promise.withResolvers<readonly Finding[]>()
    const running = runChecks([checkOf(() => go.promise)], subject, contextOf(), {
      ...options,
      timeoutMs: Number.POSITIVE_INFINITY,
    })
    await vi.advanceTimersByTimeAsync(1_000_000)
    go.resolve([finding(0.6)])
    expect((await running).level).toBe('hold')
  })
})

describe('whatever checks do', () => {
  const behaviours = [
    'clean',
    'hold',
    'refuse',
    'throw',
    'reject',
    'hang',
    'garbage',
    'slow-clean',
    'slow-hold',
  ] as const
  const make = (behaviour: (typeof behaviours)[number]): Check => {
    if (behaviour === 'throw')
      return rogue(() => {
        throw new Error(SECRET)
      })
    if (behaviour === 'reject') return rogue(() => Promise.reject(new Error(SECRET)))
    if (behaviour === 'hang') return rogue(never)
    if (behaviour === 'garbage') return rogue(() => [{ score: SECRET }])
    const answer = behaviour.endsWith('hold') ? [finding(0.6)] : behaviour === 'refuse' ? [finding(0.9)] : []
    return behaviour.startsWith('slow')
      ? rogue(() => new Promise((resolve) => setTimeout(() => resolve(answer), 500)))
      : rogue(() => answer)
  }

  test('the verdict is the firmest of what was found and what failed, and a failure is never a pass', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...behaviours), { maxLength: 8 }),
        fc.constantFrom('hold', 'refuse'),
        async (list, onCheckFailure) => {
          const running = runChecks(list.map(make), subject, contextOf(), { ...options, onCheckFailure })
          const verdict = await advanceAll(running)
          const broken = list.filter((behaviour) =>
            ['throw', 'reject', 'hang', 'garbage'].includes(behaviour),
          ).length
          expect(verdict.failed).toHaveLength(broken)
          const refuses = list.includes('refuse') || (broken > 0 && onCheckFailure === 'refuse')
          const holds = broken > 0 || list.some((behaviour) => behaviour.endsWith('hold'))
          expect(verdict.level).toBe(refuses ? 'refuse' : holds ? 'hold' : 'pass')
          expect(JSON.stringify(verdict)).not.toContain('Dupont')
          expect(vi.getTimerCount()).toBe(0)
        },
      ),
      { numRuns: 200 },
    )
  })

  test('an abort at any moment rejects with its reason and leaves nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...behaviours), { maxLength: 6 }),
        fc.integer({ min: 0, max: 900 }),
        async (list, after) => {
          const { controller, listeners } = watchedSignal()
          const reason = new Error('left')
          const running = runChecks(
            [...list.map(make), rogue(never)],
            subject,
            contextOf({ signal: controller.signal }),
            options,
          )
          const ended = expect(running).rejects.toBe(reason)
          await vi.advanceTimersByTimeAsync(after)
          controller.abort(reason)
          await ended
          expect(listeners()).toBe(0)
          await vi.advanceTimersByTimeAsync(1_000)
          expect(vi.getTimerCount()).toBe(0)
        },
      ),
      { numRuns: 100 },
    )
  })
})
