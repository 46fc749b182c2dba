import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { COMMANDS } from '../../src/cli/commands.js'
import { EXIT_MEANINGS } from '../../src/cli/exit-codes.js'
import { commandReference } from '../../src/cli/help.js'

const text = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'cli.md'), 'utf8')

describe('docs/cli.md', () => {
  test.each(COMMANDS.map((command) => [command.name, command] as const))(
    'shows "%s" as its own help does',
    (name, command) => {
      expect(text).toContain(
        `### \`garde-fou ${name}\`\n\n\`\`\`text\n${commandReference(command)}\n\`\`\`\n`,
      )
    },
  )

  test('shows no command that is not there', () => {
    const shown = [...text.matchAll(/^### `garde-fou (.+)`$/gm)].map(([, name]) => name)
    expect(shown).toEqual(COMMANDS.map(({ name }) => name))
  })

  test.each(EXIT_MEANINGS)('says what exit code %i means', (code, meaning) => {
    expect(text).toContain(`| ${code} | ${meaning} |`)
  })
})
