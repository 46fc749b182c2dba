import fc from 'fast-check'
import { defineSystem } from 'garde-fou'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { checkValue } from '../../src/guard/check-value.js'
import { housingRecord } from '../support/housing.js'

const system = defineSystem({
  ...housingRecord,
  id: 'tout-sauf-un-texte',
  uses: {
    any: {
      action: 'résume',
      purpose: 'Résumer.',
      audience: 'agents',
      impact: 'information',
      output: z.unknown().refine((value) => typeof value !== 'string'),
    },
  },
})

test('whatever a text spells as JSON is read, with any white space around it', async () => {
  const space = fc.string({ unit: fc.constantFrom(' ', '\n', '\t', '\r'), maxLength: 4 })
  const value = fc.jsonValue().filter((one) => typeof one !== 'string')
  await fc.assert(
    fc.asyncProperty(space, value, space, async (before, one, after) => {
      const text = before + JSON.stringify(one) + after
      expect((await checkValue(system.uses.any, text)).json).toEqual(JSON.parse(text))
    }),
  )
})

test('any other text is what it is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), async (text) => {
      let spelled: unknown
      try {
        spelled = JSON.parse(text)
      } catch {
        spelled = undefined
      }
      const read = checkValue(system.uses.any, text)
      if (spelled === undefined || typeof spelled === 'string')
        await expect(read).rejects.toMatchObject({ code: 'ERR_OUTPUT_INVALID' })
      else expect((await read).json).toEqual(spelled)
    }),
  )
})
