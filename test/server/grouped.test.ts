import { expect, test } from 'vitest'
import { openReport, STREET_MARK, streetOptions, streets, streetsWith } from '../support/street-system.js'
import { formFields, openConsole, type TestBrowser, textOf } from './console.js'

const MOTIVE = 'Lampadaire éteint, photo à l’appui.'
const USAGE = `${streets.id}/sort`
const GROUP = `/revue/lot?usage=${encodeURIComponent(USAGE)}`
const CHECK = '/revue/lot/verifier'
const RECORD = '/revue/lot/enregistrer'

async function openCity(subjects: readonly string[], lang: 'fr' | 'en' = 'fr') {
  const city = await openConsole({ lang }, streetOptions)
  const ids: string[] = []
  for (const subject of subjects) ids.push(await openReport(city.guard, subject))
  const alice = city.person('alice')
  return { ...city, ids, alice }
}

/** Takes a case and opens its page, as somebody who follows the queue’s link does. */
async function examine(browser: TestBrowser, id: string): Promise<void> {
  const taken = await browser.get(`/revue/${id}/examiner`)
  await browser.get(taken.location ?? '')
}

async function openGroup(subjects: readonly string[]) {
  const city = await openCity(subjects)
  for (const id of city.ids) await examine(city.alice, id)
  return city
}

/** What is typed to decide one case. */
function typed(id: string, outcome: string, motive = MOTIVE, text = ''): Record<string, string> {
  return { [`${id}/decision`]: outcome, [`${id}/motif`]: motive, [`${id}/texte`]: text }
}

/** From the form of a group to its check page, for who has typed what is given. */
async function toCheck(browser: TestBrowser, fields: Record<string, string>) {
  const sent = await browser.submit(GROUP, CHECK, fields)
  expect(sent.status, textOf(sent.html)).toBe(303)
  return browser.get(sent.location ?? '')
}

test('the queue offers grouped processing once two cases of one use are held and opened, and to nobody else', async () => {
  const { alice, person, ids } = await openCity(['V-1', 'V-2'])
  const [first = '', second = ''] = ids
  const offered = async (browser: TestBrowser) =>
    (await browser.get('/revue')).html.includes('Traiter plusieurs dossiers')
  expect(await offered(alice)).toBe(false)
  await examine(alice, first)
  expect(await offered(alice)).toBe(false)
  // Reserved, and not opened yet.
  await alice.get(`/revue/${second}/examiner`)
  expect(await offered(alice)).toBe(false)
  await alice.get(`/revue/${second}`)
  expect(await offered(alice)).toBe(true)
  expect(await offered(person('bruno'))).toBe(false)
})

test('each case stands with its data, its suggestion and its own blank decision; no control takes several at once', async () => {
  const { alice, ids } = await openGroup(['V-1', 'V-2', 'V-3'])
  const { html } = await alice.get(GROUP)
  for (const [index, id] of ids.entries()) {
    expect(html).toContain(`${STREET_MARK} V-${index + 1}`)
    expect(html).toContain(`Rue Sainte-Catherine, V-${index + 1}`)
    const radios = [...html.matchAll(/<input[^>]*type="radio"[^>]*>/g)].filter(([tag]) =>
      tag.includes(`name="${id}/decision"`),
    )
    expect(radios).toHaveLength(3)
    expect(radios.join('')).not.toContain('checked')
    expect(html).toContain(`name="${id}/motif"`)
  }
  expect(html).not.toMatch(/tout (?:accepter|retenir|valider)/i)
})

test('a case that is held and was not opened is named, and nothing of its suggestion leaves the server', async () => {
  const { alice, guard, ids } = await openCity(['V-1', 'V-2', 'V-3'])
  const [first = '', second = '', third = ''] = ids
  await examine(alice, first)
  await examine(alice, second)
  await alice.get(`/revue/${third}/examiner`)
  const { html } = await alice.get(GROUP)
  expect(html).not.toContain(`${STREET_MARK} V-3`)
  expect(textOf(html)).toContain('Dossier V-3 Ouvrez-le d’abord : il rejoindra ensuite ce lot.')
  // Nor is it opened by a form that names it all the same.
  const begun = { ...typed(first, 'approved'), ...typed(second, 'approved'), ...typed(third, 'rejected') }
  const checked = await toCheck(alice, begun)
  expect(checked.html).not.toContain(third)
  const fields = formFields(checked.html, RECORD)
  const added = Object.entries(fields).map(([name, value]) => [name.replace(first, third), value])
  const forced = await alice.post(RECORD, { ...fields, ...Object.fromEntries(added) })
  expect(forced.status).toBe(409)
  expect(textOf(forced.html)).toContain('Rien n’a été enregistré')
  const { cases } = await guard.reviews.groupable('alice')
  expect(cases.map(({ fault }) => fault)).toEqual([undefined, undefined, 'not-opened'])
})

test('from the check to the record: one decision and one reason per case, told case by case, undone one by one', async () => {
  const { alice, guard, ids, clock } = await openGroup(['V-1', 'V-2', 'V-3'])
  const [first = '', second = '', third = ''] = ids
  const checked = await toCheck(alice, {
    ...typed(first, 'approved', `${MOTIVE} Un.`),
    ...typed(second, 'amended', `${MOTIVE} Deux.`),
    [`${second}/v/reply`]: 'Merci, le service passe demain.',
  })
  const check = textOf(checked.html)
  expect(check).toContain('Vérifiez vos décisions')
  expect(check).toContain(`${MOTIVE} Un.`)
  expect(check).toContain(`${MOTIVE} Deux.`)
  expect(check).toContain('1 dossier reste réservé, sans décision')
  expect(checked.html).toContain(`/revue/lot?usage=signalements-voirie%2Fsort#champ-${second}/motif`)
  expect(await guard.reviews.list('alice', { statuses: ['decided'], limit: 10 })).toHaveLength(0)
  const fields = formFields(checked.html, RECORD)
  const recorded = await alice.post(RECORD, fields)
  expect(recorded.status, textOf(recorded.html)).toBe(303)
  const result = textOf((await alice.get(recorded.location ?? '')).html)
  expect(result).toContain('2 décisions enregistrées')
  expect(result).toContain('Dossier V-1 Décision Retenir la suggestion Envoi prévu à 10 h 10')
  expect(result).toContain('Dossier V-2 Décision Retenir avec des modifications Envoi prévu à 10 h 10')
  const views = await Promise.all([first, second, third].map((id) => guard.reviews.view(id, 'alice')))
  expect(views.map(({ status, decision }) => [status, decision?.motive, decision?.grouped])).toEqual([
    ['decided', `${MOTIVE} Un.`, 2],
    ['decided', `${MOTIVE} Deux.`, 2],
    ['claimed', undefined, undefined],
  ])
  expect(views[1]?.decision?.value).toEqual({ topic: 'éclairage', reply: 'Merci, le service passe demain.' })
  // Sent twice: the same page, and no other decision.
  expect((await alice.post(RECORD, fields)).location).toBe(recorded.location)
  await alice.submit((recorded.location ?? '').replace(/#.*/, ''), `/revue/${first}/annuler`)
  clock.advance(11 * 60_000)
  expect((await guard.reviews.view(first, 'alice')).status).toBe('claimed')
  expect((await guard.reviews.view(second, 'alice')).status).toBe('effective')
})

test('what is wrong is said at the top with the case’s name and a link, and at each field; nothing typed is lost', async () => {
  const { alice, guard, ids } = await openGroup(['V-1', 'V-2', 'V-3'])
  const [first = '', second = '', third = ''] = ids
  const { status, html } = await alice.submit(GROUP, CHECK, {
    ...typed(first, 'approved', 'Trop court'),
    ...typed(second, ''),
    ...typed(third, 'rejected'),
  })
  expect(status).toBe(422)
  const text = textOf(html)
  expect(text).toContain('3 erreurs à corriger')
  expect(text).toContain('V-1 – Le motif de la décision compte 10 caractères')
  expect(text).toContain('V-2 – Choisissez ce que vous décidez.')
  expect(text).toContain('V-3 – Écrivez le texte pour la personne')
  expect(html).toContain(`href="#champ-${first}/motif"`)
  expect(html).toContain(`id="champ-${first}/motif"`)
  expect(html).toContain(`href="#champ-${second}/decision"`)
  expect(html).toContain('Trop court')
  expect(html.match(/aria-invalid="true"/g)).toHaveLength(3)
  // Kept as each case’s own draft: its page has it, too.
  expect((await alice.get(`/revue/${second}`)).html).toContain(MOTIVE)
  expect((await guard.reviews.view(first, 'alice')).status).toBe('claimed')
})

test('nothing filled in is an error, not an empty record', async () => {
  const { alice } = await openGroup(['V-1', 'V-2'])
  const { status, html } = await alice.submit(GROUP, CHECK)
  expect(status).toBe(422)
  expect(textOf(html)).toContain('Décidez au moins un dossier.')
})

test('a reservation that ended before the record: the others are recorded, and that case says why and keeps its text', async () => {
  const { alice, guard, ids, clock } = await openCity(['V-1', 'V-2'])
  const [first = '', second = ''] = ids
  await examine(alice, first)
  clock.advance(20 * 60_000)
  await examine(alice, second)
  const checked = await toCheck(alice, {
    ...typed(first, 'approved', `${MOTIVE} Un.`),
    ...typed(second, 'approved', `${MOTIVE} Deux.`),
  })
  clock.advance(15 * 60_000)
  const recorded = await alice.post(RECORD, formFields(checked.html, RECORD))
  expect(recorded.status).toBe(409)
  const text = textOf(recorded.html)
  expect(text).toContain('1 décision enregistrée')
  expect(text).toContain('1 dossier n’a pas de décision enregistrée')
  expect(text).toContain(
    'Dossier V-1 Aucune décision enregistrée pour ce dossier. Votre réservation a pris fin.',
  )
  expect((await guard.reviews.view(first, 'alice')).decision).toBeUndefined()
  expect((await guard.reviews.view(second, 'alice')).status).toBe('decided')
  expect((await alice.get(`/revue/${first}`)).html).toContain(`${MOTIVE} Un.`)
})

test('a case that changed after the check stops the record: nothing is recorded, and the page says what holds', async () => {
  const { alice, guard, ids } = await openGroup(['V-1', 'V-2', 'V-3'])
  const [first = '', second = '', third = ''] = ids
  const checked = await toCheck(
    alice,
    Object.assign({}, ...[first, second, third].map((id) => typed(id, 'approved'))),
  )
  await guard.reviews.markStale(first, {
    by: { kind: 'application', id: 'app' },
    why: 'Une photo a été ajoutée.',
    idempotencyKey: 's',
  })
  const recorded = await alice.post(RECORD, formFields(checked.html, RECORD))
  expect(recorded.status).toBe(409)
  expect(textOf(recorded.html)).toMatch(/Rien n’a été enregistré|erreurs? à corriger/)
  for (const id of ids) expect((await guard.reviews.view(id, 'alice')).decision).toBeUndefined()
  const group = await alice.get(GROUP)
  expect(textOf(group.html)).toContain('Dossier V-1 Il demande un examen à part')
  expect((await alice.get(`/revue/${first}`)).html).toContain(MOTIVE)
})

test('what was typed over in another tab since the check is checked again, not recorded', async () => {
  const { alice, guard, ids } = await openGroup(['V-1', 'V-2'])
  const [first = '', second = ''] = ids
  const fields = { ...typed(first, 'approved'), ...typed(second, 'approved') }
  const checked = await toCheck(alice, fields)
  await toCheck(alice, { ...fields, [`${first}/motif`]: `${MOTIVE} Autrement.` })
  const recorded = await alice.post(RECORD, formFields(checked.html, RECORD))
  expect(recorded.status).toBe(409)
  expect(textOf(recorded.html)).toContain('votre saisie a changé depuis la vérification')
  expect(textOf(recorded.html)).toContain(`${MOTIVE} Autrement.`)
  for (const id of ids) expect((await guard.reviews.view(id, 'alice')).decision).toBeUndefined()
})

test('a case that leaves the group while it is filled in: its text is shown again and kept, and nothing goes on', async () => {
  const { alice, guard, ids } = await openGroup(['V-1', 'V-2'])
  const [first = '', second = ''] = ids
  const { html } = await alice.get(GROUP)
  const { version } = await guard.reviews.view(first, 'alice')
  await guard.reviews.giveBack(first, { by: 'alice', version, idempotencyKey: 'g' })
  const sent = await alice.post(CHECK, {
    ...formFields(html, CHECK),
    ...typed(first, 'approved', `${MOTIVE} Un.`),
    ...typed(second, 'approved', `${MOTIVE} Deux.`),
  })
  expect(sent.status).toBe(409)
  expect(textOf(sent.html)).toContain('Votre saisie pour le dossier V-1')
  expect(sent.html).toContain(`${MOTIVE} Un.`)
  expect(sent.html).toContain(`${MOTIVE} Deux.`)
  expect((await guard.reviews.view(first, 'alice')).draft).toBeDefined()
})

test('reservations are prolonged from the form, and what is typed stays', async () => {
  const { alice, ids, clock, guard } = await openGroup(['V-1', 'V-2'])
  const [first = '', second = ''] = ids
  clock.advance(20 * 60_000)
  const { html } = await alice.get(GROUP)
  const fields = { ...formFields(html, CHECK), ...typed(first, 'approved') }
  const renewed = await alice.post('/revue/lot/prolonger', fields)
  expect(textOf(renewed.html)).toContain('Réservations prolongées')
  expect(renewed.html).toContain(MOTIVE)
  clock.advance(20 * 60_000)
  for (const id of [first, second])
    expect(await guard.reviews.view(id, 'alice')).toMatchObject({ status: 'claimed', claim: { mine: true } })
})

test('a script keeps drafts and hears only when; without one, the page says that no decision is taken', async () => {
  const { alice, guard, ids } = await openGroup(['V-1', 'V-2'])
  const [first = ''] = ids
  const fields = { ...formFields((await alice.get(GROUP)).html, CHECK), ...typed(first, 'approved') }
  const kept = await alice.post('/revue/lot/brouillon', fields, { accept: 'application/json' })
  expect(JSON.parse(kept.html)).toEqual({ time: expect.stringMatching(/^10\sh\s00$/) })
  expect((await alice.get(GROUP)).html).toContain(MOTIVE)
  const saved = await alice.post('/revue/lot/brouillon', fields)
  expect(textOf(saved.html)).toContain('Brouillons enregistrés. Aucune décision n’est prise.')
  const views = await Promise.all(ids.map((id) => guard.reviews.view(id, 'alice')))
  expect(views.map(({ draft, decision }) => [draft !== undefined, decision])).toEqual([
    [true, undefined],
    [false, undefined],
  ])
})

test('what hides in a case’s name and in texts is shown by its code, and nothing is markup', async () => {
  const city = await openConsole({}, streetOptions)
  const ids = [await openReport(city.guard, '<b>V\u202E1</b>'), await openReport(city.guard, 'V-2')]
  const alice = city.person('alice')
  for (const id of ids) await examine(alice, id)
  const pages = [
    await alice.get(GROUP),
    await toCheck(alice, typed(ids[0] ?? '', 'approved', `${MOTIVE} <i>\u202E</i>`)),
  ]
  for (const { html } of pages) {
    expect(html).not.toMatch(/<b>V|<i>/)
    // A field holds the text as it is.
    expect(html.replace(/<textarea[\s\S]*?<\/textarea>/g, '')).not.toContain('\u202E')
  }
})

test('a form of another site, or without its token, records nothing', async () => {
  const { alice, guard, ids } = await openGroup(['V-1', 'V-2'])
  const [first = '', second = ''] = ids
  const checked = await toCheck(alice, { ...typed(first, 'approved'), ...typed(second, 'approved') })
  const fields = formFields(checked.html, RECORD)
  const foreign = await alice.post(RECORD, fields, {
    origin: 'https://autre.example',
    'sec-fetch-site': 'cross-site',
  })
  expect(foreign.status).toBe(403)
  const { jeton: _, ...without } = fields
  expect(Object.keys(without)).not.toHaveLength(Object.keys(fields).length)
  expect((await alice.post(RECORD, without)).status).toBe(403)
  for (const id of ids) expect((await guard.reviews.view(id, 'alice')).decision).toBeUndefined()
})

test('a colleague who sends somebody else’s form decides nothing', async () => {
  const { alice, person, guard, ids } = await openGroup(['V-1', 'V-2'])
  const [first = '', second = ''] = ids
  const checked = await toCheck(alice, { ...typed(first, 'approved'), ...typed(second, 'approved') })
  const bruno = person('bruno')
  const { html } = await bruno.get('/revue')
  const own = formFields(html, '/revue/suivant')
  const sent = await bruno.post(RECORD, { ...formFields(checked.html, RECORD), ...own })
  expect(sent.status).toBe(409)
  expect(textOf(sent.html)).toContain('Aucune décision enregistrée pour ce dossier')
  for (const id of ids) expect((await guard.reviews.view(id, 'alice')).decision).toBeUndefined()
})

test('nobody without a case in it sees a group, and an address that names no use leads on', async () => {
  const { person } = await openGroup(['V-1', 'V-2'])
  for (const path of [GROUP, '/revue/lot', '/revue/lot?usage=%00'])
    expect(textOf((await person('bruno').get(path)).html)).toContain('Aucun dossier ne peut être traité ici')
  expect((await person(undefined).get(GROUP)).status).toBe(401)
})

test('a control case is told to be one at the end, like on its own page, and has no effect', async () => {
  const { alice, guard, ids } = await openCity(['V-1'])
  const control = await guard.reviews.openControlCase({
    by: 'denis',
    systemId: streets.id,
    useId: 'sort',
    subject: 'V-2',
    caseData: { Lieu: 'Rue Sainte-Catherine' },
    suggestion: { topic: 'propreté', reply: 'Merci pour votre signalement.' },
    answer: { expected: ['rejected'], error: 'la rubrique', checkedBy: ['E. Un', 'E. Deux'] },
  })
  const [first = ''] = ids
  for (const id of [first, control.id]) await examine(alice, id)
  expect((await alice.get(GROUP)).html).not.toMatch(/dossier de contrôle/i)
  const checked = await toCheck(alice, { ...typed(first, 'approved'), ...typed(control.id, 'approved') })
  const recorded = await alice.post(RECORD, formFields(checked.html, RECORD))
  const result = textOf((await alice.get(recorded.location ?? '')).html)
  expect(result).toContain('Ceci était un dossier de contrôle')
  expect(result).toContain('Elle vous a échappé')
})

test('a decision on which the lot falls awaits a colleague’s, and the page does not say that it was sent', async () => {
  const drawn = streetsWith({ secondOpinionPercent: 100 })
  const { guard, person } = await openConsole({}, { ...streetOptions, systems: [drawn] })
  const ids = [await openReport(guard, 'V-1', drawn), await openReport(guard, 'V-2', drawn)]
  const alice = person('alice')
  for (const id of ids) await examine(alice, id)
  const [first = '', second = ''] = ids
  const checked = await toCheck(alice, { ...typed(first, 'approved'), ...typed(second, 'approved') })
  expect(textOf(checked.html)).toContain('Sur 100 % des dossiers, tirés au sort')
  const recorded = await alice.post(RECORD, formFields(checked.html, RECORD))
  const result = textOf((await alice.get(recorded.location ?? '')).html)
  expect(result).toContain('2 décisions enregistrées')
  expect(result).toContain('Elle attend celle d’un collègue, qui ne voit pas la vôtre.')
  expect(result).not.toMatch(/transmise à|Envoi prévu|Annuler/)
  // The colleague gives their opinion first, on each one's own page.
  const bruno = person('bruno')
  for (const id of ids) await examine(bruno, id)
  expect((await guard.reviews.groupable('bruno')).cases.map(({ fault }) => fault)).toEqual([
    'not-shown',
    'not-shown',
  ])
})

test('a use of significant impact is in no group, whatever the address says', async () => {
  const city = await openConsole()
  const ids = [await city.propose({ subject: 'AL-1' }), await city.propose({ subject: 'AL-2' })]
  const alice = city.person('alice')
  for (const id of ids) {
    await examine(alice, id)
    const { version } = await city.guard.reviews.view(id, 'alice')
    const command = { by: 'alice', version, idempotencyKey: id }
    await city.guard.reviews.recordOpinion(id, { choice: 'favourable' }, command)
  }
  expect((await alice.get('/revue')).html).not.toContain('Traiter plusieurs dossiers')
  const { html } = await alice.get('/revue/lot?usage=aide-logement%2Fdraft')
  expect(html).not.toContain('MARQUE-SUGGESTION')
  const fields = Object.assign(
    { ...formFields((await alice.get('/revue')).html, '/revue/suivant') },
    ...ids.map((id) => ({ [`${id}/version`]: '3', [`${id}/cle`]: id, [`${id}/saisie`]: 'x' })),
  )
  await alice.post(RECORD, fields)
  for (const id of ids) expect((await city.guard.reviews.view(id, 'alice')).decision).toBeUndefined()
})

test('speaks English', async () => {
  const { alice, ids } = await openCity(['V-1', 'V-2'], 'en')
  for (const id of ids) await examine(alice, id)
  expect(textOf((await alice.get('/revue')).html)).toContain('Decide several cases')
  expect(textOf((await alice.get(GROUP)).html)).toContain('Leave a case blank that you do not decide now')
})
