import { expect, test } from 'vitest'
import { remember } from '../../src/internal/remember.js'

test('what was worked out once is not worked out again, until too much would be kept', () => {
  const asked: string[] = []
  const upper = remember(
    (text) => {
      asked.push(text)
      return text.toUpperCase()
    },
    { most: 2, longest: 5 },
  )
  expect(['a', 'b', 'a', 'b'].map(upper)).toEqual(['A', 'B', 'A', 'B'])
  expect(asked).toEqual(['a', 'b'])
  upper('c')
  upper('a')
  expect(asked).toEqual(['a', 'b', 'c', 'a'])
})

test('a text that is too long is worked out each time, and takes no place', () => {
  let asked = 0
  const length = remember((text) => text.length + asked++ * 0, { most: 2, longest: 5 })
  length('a long text')
  length('a long text')
  expect(asked).toBe(2)
})
