import { describe, expect, test } from 'vitest'
import { parseTyped } from '../../src/cli/arguments.js'
import type { Command } from '../../src/cli/command.js'
import { COMMANDS } from '../../src/cli/commands.js'
import { EXIT_MEANINGS } from '../../src/cli/exit-codes.js'
import { helpOf, helpOfAll } from '../../src/cli/help.js'

const command: Command = {
  name: 'things show',
  summary: 'Show a thing',
  arguments: [{ name: 'thing', help: 'which one.' }],
  options: {
    motive: { type: 'string', value: 'text', help: 'Why.' },
    key: { type: 'string', multiple: true, value: 'key', help: 'Keys.' },
  },
  run: () => Promise.reject(new Error('not run here')),
}

describe('what was typed after a command', () => {
  test('options and arguments are read in any order', () => {
    const typed = parseTyped(command, ['--key', 'a', 'x', '--motive=b c', '--key=d', '--json'])
    expect(typed.arguments).toEqual(['x'])
    expect([typed.text('motive'), typed.list('key'), typed.flag('json')]).toEqual(['b c', ['a', 'd'], true])
  })

  test('an unknown option is refused with the one that was probably meant', () => {
    expect(() => parseTyped(command, ['x', '--motiv', 'b'])).toThrow(
      expect.objectContaining({ code: 'ERR_USAGE', remedy: 'Did you mean --motive?' }),
    )
    expect(() => parseTyped(command, ['x', '--__proto__', 'b'])).toThrow('has no option --__proto__')
  })

  test('an option without its value is refused, and so is a value that looks like an option', () => {
    expect(() => parseTyped(command, ['x', '--motive'])).toThrow(
      expect.objectContaining({ code: 'ERR_USAGE' }),
    )
    expect(() => parseTyped(command, ['x', '--motive', '--json'])).toThrow(
      expect.objectContaining({ code: 'ERR_USAGE' }),
    )
  })

  test('a flag with a value is refused', () => {
    expect(() => parseTyped(command, ['x', '--json=yes'])).toThrow(
      expect.objectContaining({ code: 'ERR_USAGE' }),
    )
  })

  test('a missing argument is named, and a surplus one is refused', () => {
    expect(() => parseTyped(command, [])).toThrow('needs <thing>: which one.')
    expect(() => parseTyped(command, ['a', 'b'])).toThrow('"b" is one more')
    expect(parseTyped(command, ['--help']).flag('help')).toBe(true)
  })

  test('what follows "--" is an argument, whatever it looks like', () => {
    expect(parseTyped(command, ['--', '--motive']).arguments).toEqual(['--motive'])
  })
})

describe('help', () => {
  test('the help of all names every command and every exit code', () => {
    const text = helpOfAll(COMMANDS)
    for (const { name, summary } of COMMANDS) expect(text).toContain(`${name.padEnd(18)}  ${summary}`)
    for (const [code, meaning] of EXIT_MEANINGS) expect(text).toContain(`${code}`.padEnd(4) + meaning)
  })

  test.each(COMMANDS.map((each) => [each.name, each] as const))(
    'the help of "%s" names its arguments, its options and the exit codes',
    (_name, each) => {
      const text = helpOf(each)
      for (const { name } of each.arguments ?? []) expect(text).toContain(`<${name}>`)
      for (const option of Object.keys(each.options ?? {})) expect(text).toContain(`--${option}`)
      expect(text).toContain('--json')
      expect(text).toContain('Exit codes:')
    },
  )

  test('no command has an option that every command has already', () => {
    const own = COMMANDS.flatMap(({ options = {} }) => Object.keys(options))
    expect(own.filter((name) => ['config', 'json', 'help'].includes(name))).toEqual([])
  })
})
