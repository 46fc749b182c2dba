import { expect, test } from 'vitest'
import { openConsole } from './console.js'

const NAME = 'Préparer l’instruction des aides exceptionnelles au logement'

async function pagesIn(lang: 'fr' | 'en') {
  const { person, propose } = await openConsole({ lang })
  const id = await propose()
  const alice = person('alice')
  const queue = await alice.get('/revue')
  await alice.get(`/revue/${id}/examiner`)
  await alice.submit(`/revue/${id}`, `/revue/${id}/avis`, { avis: 'favourable' })
  return { queue: queue.html, compare: (await alice.get(`/revue/${id}`)).html }
}

test('what the record of a system says is marked as French on an English page', async () => {
  const { queue, compare } = await pagesIn('en')
  expect(queue).toContain('<html lang="en">')
  // In its line of the list, and as a filter.
  expect(queue.split(`<span lang="fr"><bdi>${NAME}`)).toHaveLength(3)
  expect(compare).toContain(`<span lang="fr"><bdi>${NAME}`)
  const limits = compare.slice(compare.indexOf('Points to verify'))
  expect(limits).toMatch(/<li><span lang="fr"><bdi>[^<]+<\/bdi><\/span><\/li>/)
})

test('on a French page nothing is marked: all of it is French', async () => {
  for (const html of Object.values(await pagesIn('fr')))
    expect(html.match(/ lang="[^"]*"/g)).toEqual([' lang="fr"'])
})
