import { describe, expect, test } from 'vitest'
import { housing } from '../../support/housing.js'
import { application, cityProject, type Project, propose, SUGGESTION } from './project.js'

const MOTIVE = 'Revenus vérifiés dans le dossier, reste à charge trop élevé.'

interface View {
  readonly version: number
  readonly status: string
  readonly allowed: readonly string[]
}

async function ready(project: Project, id: string): Promise<View> {
  await project.run(['reviews', 'claim', id], { as: 'alice' })
  return (await project.json(
    ['reviews', 'opinion', id, '--choice', 'favourable', '--note', 'Dossier complet.'],
    {
      as: 'alice',
    },
  )) as View
}

describe('garde-fou reviews', () => {
  test('a person lists, claims, says what they think, sees the suggestion, approves; the application learns it', async () => {
    const project = cityProject()
    const guard = await application(project)
    const id = await propose(guard)

    const list = await project.run(['reviews', 'list'], { as: 'alice' })
    expect(list.stdout).toContain(`${id}  DOSSIER-412  aide-logement/draft`)

    const before = await project.run(['reviews', 'show', id], { as: 'alice' })
    expect(before.stdout).toContain('Loyer impayé de 300 euros.')
    expect(before.stdout).toContain('The suggestion is shown once you have recorded your own opinion.')

    const { version } = await ready(project, id)
    const after = await project.run(['reviews', 'show', id], { as: 'alice' })
    expect(after.stdout).toContain(SUGGESTION.letter)
    expect(after.stdout).toContain(`reviews approve ${id} --if-version ${version}`)

    const approved = await project.json(
      ['reviews', 'approve', id, '--if-version', `${version}`, '--motive', MOTIVE],
      { as: 'alice' },
    )
    expect(approved).toMatchObject({
      status: 'decided',
      decision: { outcome: 'approved', by: 'alice', motive: MOTIVE },
    })
    const stored = await guard.store.getReview(id)
    expect(stored?.state).toMatchObject({ status: 'decided', decision: { by: 'alice', role: 'instructeur' } })
  })

  test('in mode decide-first nothing of the suggestion is printed before the opinion, in any command or form', async () => {
    const project = cityProject()
    const id = await propose(await application(project))
    const outputs = [
      await project.run(['reviews', 'list', '--json'], { as: 'alice' }),
      await project.run(['reviews', 'show', id, '--json'], { as: 'alice' }),
      await project.run(['reviews', 'show', id], { as: 'alice' }),
      await project.run(['reviews', 'claim', id, '--json'], { as: 'alice' }),
      await project.run(['reviews', 'reveal', id, '--json'], { as: 'alice' }),
      await project.run(['reviews', 'approve', id, '--if-version', '2', '--motive', MOTIVE, '--json'], {
        as: 'alice',
      }),
      await project.run(['reviews', 'show', id, '--json'], { as: 'bruno' }),
      await project.run(['journal', 'export']),
    ]
    for (const { stdout, stderr } of outputs) {
      expect(stdout + stderr).not.toContain(SUGGESTION.letter)
      expect(stdout + stderr).not.toContain('"amount"')
    }
    expect(outputs.map(({ code }) => code)).toEqual([0, 0, 0, 0, 5, 5, 0, 0])
  })

  test('an amendment is read from a file or from standard input and must fit the schema', async () => {
    const project = cityProject()
    const guard = await application(project)
    const id = await propose(guard)
    const { version } = await ready(project, id)
    const amend = [
      'reviews',
      'amend',
      id,
      '--if-version',
      `${version}`,
      '--motive',
      MOTIVE,
      '--change-reason',
      'Montant revu.',
    ]
    project.write('wrong.json', JSON.stringify({ ...SUGGESTION, amount: 'beaucoup' }))
    const wrong = await project.run([...amend, '--value', 'wrong.json'], { as: 'alice' })
    expect([wrong.code, wrong.stderr]).toEqual([5, expect.stringContaining('amount')])
    expect((await project.run([...amend, '--value', 'none.json'], { as: 'alice' })).code).toBe(2)
    const broken = await project.run([...amend, '--value', '-'], {
      as: 'alice',
      input: '{"secret of a person',
    })
    expect([broken.code, broken.stderr]).toEqual([2, expect.not.stringContaining('secret')])

    const amended = await project.json([...amend, '--value', '-'], {
      as: 'alice',
      input: JSON.stringify({ ...SUGGESTION, amount: 250 }),
    })
    expect(amended).toMatchObject({ decision: { outcome: 'amended', value: { ...SUGGESTION, amount: 250 } } })
  })

  test('a rejection may carry the person’s own decision, and one may decide without the AI', async () => {
    const project = cityProject()
    const guard = await application(project)
    const rejected = await propose(guard)
    const { version } = await ready(project, rejected)
    const own = project.write(
      'own.json',
      JSON.stringify({ ...SUGGESTION, amount: 0, proposal: 'unfavourable' }),
    )
    const answer = await project.json(
      [
        'reviews',
        'reject',
        rejected,
        '--if-version',
        `${version}`,
        '--motive',
        MOTIVE,
        '--change-reason',
        'Pièce fausse au dossier.',
        '--own-value',
        own,
      ],
      { as: 'alice' },
    )
    expect(answer).toMatchObject({ decision: { outcome: 'rejected', value: { amount: 0 } } })

    const alone = await propose(guard, 'DOSSIER-413')
    const claimed = (await project.json(['reviews', 'claim', alone], { as: 'bruno' })) as View
    const without = await project.json(
      ['reviews', 'reject', alone, '--without-ai', '--if-version', `${claimed.version}`, '--motive', MOTIVE],
      { as: 'bruno' },
    )
    expect(without).toMatchObject({ decision: { outcome: 'without-ai', by: 'bruno' } })
  })

  test('who acts is proved by a key: none, a wrong one, and a wish to be somebody else are refused', async () => {
    const project = cityProject()
    const id = await propose(await application(project))
    const nobody = await project.run(['reviews', 'claim', id])
    expect([nobody.code, nobody.stderr]).toEqual([2, expect.stringContaining('GARDE_FOU_REVIEWER_KEY')])
    const named = await project.run(['reviews', 'claim', id, '--by', 'alice'])
    expect([named.code, named.stderr]).toEqual([2, expect.stringContaining('has no option --by')])
    const wrong = await project.json(['reviews', 'list', '--config', 'garde-fou.config.ts'])
    expect(wrong).toMatchObject({ error: { code: 'ERR_USAGE', exitCode: 2 } })
  })

  test('a decision needs a motive, the version that was read, and the claim', async () => {
    const project = cityProject()
    const id = await propose(await application(project))
    const bare = await project.run(['reviews', 'approve', id], { as: 'alice' })
    expect([bare.code, bare.stderr]).toEqual([2, expect.stringContaining('needs a motive')])
    const unread = await project.run(['reviews', 'approve', id, '--motive', MOTIVE], { as: 'alice' })
    expect([unread.code, unread.stderr]).toEqual([2, expect.stringContaining('names the version')])
    const { version } = await ready(project, id)
    const old = await project.run(['reviews', 'approve', id, '--motive', MOTIVE, '--if-version', '1'], {
      as: 'alice',
    })
    expect([old.code, old.stderr]).toEqual([5, expect.stringContaining('ERR_REVIEW_CONFLICT')])
    const other = await project.run(
      ['reviews', 'approve', id, '--motive', MOTIVE, '--if-version', `${version}`],
      {
        as: 'bruno',
      },
    )
    expect([other.code, other.stderr]).toEqual([5, expect.stringContaining('ERR_REVIEWER_NOT_ALLOWED')])
  })

  test('two people who decide at once: one decision stands, and a repeated command is carried out once', async () => {
    const project = cityProject()
    const guard = await application(project)
    const id = await propose(guard)
    const { version } = await ready(project, id)
    const approve = ['reviews', 'approve', id, '--motive', MOTIVE, '--if-version', `${version}`]
    const ended = await Promise.all(
      ['a', 'b'].map((key) => project.run([...approve, '--idempotency-key', key], { as: 'alice' })),
    )
    expect(ended.map(({ code }) => code).toSorted()).toEqual([0, 5])
    const winner = ended[0]?.code === 0 ? 'a' : 'b'
    expect((await project.run([...approve, '--idempotency-key', winner], { as: 'alice' })).code).toBe(0)
    expect((await guard.store.getReview(id))?.votes).toHaveLength(1)
  })

  test('a case of a hostile author cannot command the terminal', async () => {
    const project = cityProject()
    const guard = await application(project)
    const evil = '\u001b]0;owned\u0007\u001b[2J\u202eécrit'
    const request = { input: { demande: evil }, subject: `D-1${evil}` }
    const { id } = await guard.propose(housing.uses.draft, request, () => SUGGESTION)
    for (const args of [
      ['reviews', 'list'],
      ['reviews', 'show', id],
      ['reviews', 'show', id, '--json'],
    ]) {
      const { stdout } = await project.run(args, { as: 'alice' })
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come out.
      expect(stdout).not.toMatch(/[\u001b\u0007\u009b\u202e]/)
    }
  })

  test('reviews of other roles are not listed, and their ids are not known', async () => {
    const project = cityProject()
    const id = await propose(await application(project))
    expect(await project.json(['reviews', 'list'], { as: 'denis' })).toMatchObject({ reviews: [], total: 0 })
    const shown = await project.json(['reviews', 'show', id], { as: 'denis' })
    expect(shown).toMatchObject({ error: { code: 'ERR_REVIEW_NOT_FOUND', exitCode: 5 } })
  })

  test('the list is paged by place', async () => {
    const project = cityProject()
    const guard = await application(project)
    const ids = new Set<string>()
    for (let index = 0; index < 5; index += 1) ids.add(await propose(guard, `D-${index}`))
    let next: string | null = null
    const seen: string[] = []
    do {
      const page = (await project.json(
        ['reviews', 'list', '--limit', '2', ...(next === null ? [] : ['--after', next])],
        { as: 'alice' },
      )) as { readonly reviews: readonly { readonly id: string }[]; readonly next: string | null }
      seen.push(...page.reviews.map(({ id }) => id))
      next = page.reviews.length === 0 ? null : page.next
    } while (next !== null && seen.length < 10)
    expect(seen).toHaveLength(5)
    expect(new Set(seen)).toEqual(ids)
    expect((await project.run(['reviews', 'list', '--after', 'nowhere'], { as: 'alice' })).code).toBe(2)
    expect((await project.run(['reviews', 'list', '--status', 'done'], { as: 'alice' })).code).toBe(2)
  })
})
