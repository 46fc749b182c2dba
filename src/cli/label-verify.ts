import { isGuardError } from '../errors.js'
import type { VerifyingKey } from '../internal/signing-key.js'
import type { LabelClaims } from '../provenance/label.js'
import { verifyLabel } from '../provenance/verify-label.js'
import type { Command, Invocation } from './command.js'
import { EXIT } from './exit-codes.js'
import { type FoundLabel, labelsOf } from './labelled-file.js'
import { readJsonFile, readTextFile } from './read-text-file.js'
import { KEY_OPTIONS, verifyingKeys } from './verifying-keys.js'

/** What became of one label. */
type Verdict =
  | { readonly ok: true; readonly contentChecked: boolean; readonly claims: LabelClaims }
  | { readonly ok: false; readonly reason: string; readonly message: string }

/** `garde-fou label verify`: is this label genuine, and does it belong to this content? */
export const labelVerify: Command = {
  name: 'label verify',
  summary: 'Check that a label is genuine and belongs to its content',
  arguments: [
    { name: 'file', help: 'a label, or a JSON, text or HTML file that carries one; - for standard input.' },
  ],
  options: {
    content: {
      type: 'string',
      value: 'file',
      help: 'The content it should belong to, where the file does not carry it. A name in .json is read as JSON.',
    },
    ...KEY_OPTIONS,
  },
  details: 'A text is compared after Unicode NFC; a final line feed counts.',
  async run(invocation) {
    const { typed, terminal } = invocation
    const [file = ''] = typed.arguments
    const text = await readTextFile(terminal, file)
    const content = await contentOf(invocation)
    const verdicts = await judge(text, await verifyingKeys(invocation), content)
    const ok = verdicts.every((verdict) => verdict.ok)
    await invocation.answer({
      document: { ok, labels: verdicts },
      text: verdicts.map(verdictText).join('\n\n'),
    })
    return ok ? EXIT.ok : EXIT.no
  },
}

async function contentOf({ typed, terminal }: Invocation): Promise<{ readonly content?: unknown }> {
  const file = typed.text('content')
  if (file === undefined) return {}
  return {
    content: file.endsWith('.json') ? await readJsonFile(terminal, file) : await readTextFile(terminal, file),
  }
}

async function judge(
  text: string,
  keys: readonly VerifyingKey[],
  given: { readonly content?: unknown },
): Promise<readonly Verdict[]> {
  let found: readonly FoundLabel[]
  try {
    found = labelsOf(text)
  } catch (error) {
    return [refusalOf(error)]
  }
  return Promise.all(found.map((each) => judgeOne({ ...each, ...given }, keys)))
}

async function judgeOne({ label, ...beside }: FoundLabel, keys: readonly VerifyingKey[]): Promise<Verdict> {
  try {
    const claims = await verifyLabel(label, { keys, ...beside })
    return { ok: true, contentChecked: 'content' in beside, claims }
  } catch (error) {
    return refusalOf(error)
  }
}

function refusalOf(error: unknown): Verdict {
  if (!isGuardError(error) || error.code !== 'ERR_LABEL_INVALID') throw error
  return { ok: false, reason: error.reason, message: error.message }
}

function verdictText(verdict: Verdict): string {
  if (!verdict.ok) return `The label does NOT verify (${verdict.reason}): ${verdict.message}`
  const { claims } = verdict
  const { system, model } = claims
  return [
    verdict.contentChecked
      ? 'The label is genuine and belongs to this content.'
      : 'The label is genuine. Its content was not checked: add --content <file>.',
    `  Made by:      an AI, system "${system.name}" (${system.id}, version ${system.version}), use ${claims.use}`,
    `  Model:        ${model.name}, ${model.supplier}`,
    `  At:           ${claims.generatedAt}`,
    `  Human review: ${claims.humanReview}${claims.reviewedBy === undefined ? '' : `, by ${claims.reviewedBy}`}`,
    `  Source type:  ${claims.digitalSourceType}`,
    `  Digest:       ${claims.digest}`,
  ].join('\n')
}
