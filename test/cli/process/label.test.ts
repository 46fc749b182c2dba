import { generateSigningKey, type Label } from 'garde-fou'
import { formatVerifierKey } from 'garde-fou/journal'
import { embedInHtml, embedInJson, embedInText } from 'garde-fou/label'
import { describe, expect, test } from 'vitest'
import { housing } from '../../support/housing.js'
import { application, cityProject, type Project } from './project.js'

const TEXT = 'Résumé : une demande de 300 € pour un loyer impayé.'

async function labelled(): Promise<{ readonly project: Project; readonly label: Label }> {
  const project = cityProject()
  const guard = await application(project)
  const outcome = await guard.run(housing.uses.summary, { input: 'Résumez la demande.' }, () => TEXT)
  await guard.close()
  if (outcome.status !== 'released') throw new Error(`The summary was ${outcome.status}.`)
  return { project, label: outcome.label }
}

describe('garde-fou label verify', () => {
  test('every carrier is read, and its content is checked', async () => {
    const { project, label } = await labelled()
    project.write('content.txt', TEXT)
    project.write('label.json', JSON.stringify(label))
    project.write('label.jws', `${label.jws}\n`)
    project.write('both.json', JSON.stringify(embedInJson(TEXT, label)))
    project.write('text.txt', embedInText(TEXT, label, { language: 'fr' }))
    project.write('page.html', `<!doctype html><body>${embedInHtml(TEXT, label, { language: 'fr' })}</body>`)
    for (const file of ['both.json', 'text.txt', 'page.html']) {
      const { code, stdout } = await project.run(['label', 'verify', file])
      expect([file, code, stdout]).toEqual([
        file,
        0,
        expect.stringContaining('genuine and belongs to this content'),
      ])
    }
    for (const file of ['label.json', 'label.jws']) {
      const alone = await project.run(['label', 'verify', file])
      expect([file, alone.code, alone.stdout]).toEqual([
        file,
        0,
        expect.stringContaining('Its content was not checked'),
      ])
      expect((await project.run(['label', 'verify', file, '--content', 'content.txt'])).code).toBe(0)
    }
    expect(await project.json(['label', 'verify', 'both.json'])).toMatchObject({
      ok: true,
      labels: [
        { ok: true, contentChecked: true, claims: { use: 'summary', system: { id: 'aide-logement' } } },
      ],
    })
  })

  test('another content, another key, an altered fact and no label at all are answered with no, and why', async () => {
    const { project, label } = await labelled()
    project.write('label.json', JSON.stringify(label))
    project.write('other.txt', `${TEXT}!`)
    project.write('altered.json', JSON.stringify({ ...label, humanReview: 'approved' }))
    project.write('nothing.txt', TEXT)
    const reason = async (...args: string[]): Promise<unknown> => {
      const ended = await project.run(['label', 'verify', ...args, '--json'])
      expect(ended.code).toBe(1)
      return (JSON.parse(ended.stdout) as { readonly labels: readonly { readonly reason: string }[] })
        .labels[0]?.reason
    }
    expect(await reason('label.json', '--content', 'other.txt')).toBe('digest')
    expect(await reason('label.json', '--key', formatVerifierKey(generateSigningKey('other')))).toBe('key')
    expect(await reason('altered.json')).toBe('signature')
    expect(await reason('nothing.txt')).toBe('malformed')
  })

  test('a page with one genuine and one forged label does not verify', async () => {
    const { project, label } = await labelled()
    const genuine = embedInHtml(TEXT, label, { language: 'fr' })
    project.write('page.html', genuine + embedInHtml('Autre texte.', label, { language: 'fr' }))
    expect(await project.json(['label', 'verify', 'page.html'])).toMatchObject({
      ok: false,
      labels: [{ ok: true }, { ok: false, reason: 'digest' }],
    })
  })

  test('bytes that are no text are refused', async () => {
    const { project } = await labelled()
    project.write('binary', Buffer.from([0xff, 0xfe, 0x00]).toString('latin1'))
    expect((await project.run(['label', 'verify', 'missing'])).code).toBe(2)
    expect((await project.run(['label', 'verify', 'binary'])).code).toBe(1)
  })
})
