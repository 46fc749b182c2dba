import type { ReviewView } from '../../review/view.js'
import type { CaseDocument, DocumentContent } from '../case-rendering.js'
import { secureHeaders } from '../responses.js'
import { visibleString } from '../visible-text.js'
import type { Visit } from './visit.js'

const ID = /^[\w.-]{1,200}$/

/** What may be shown in the browser, and how its bytes begin. Anything else is only ever saved. */
const SHOWN: readonly { readonly type: string; readonly begins: (bytes: Uint8Array) => boolean }[] = [
  { type: 'application/pdf', begins: (bytes) => startsWith(bytes, '%PDF-') },
  { type: 'image/png', begins: (bytes) => startsWith(bytes, '\x89PNG\r\n\x1a\n') },
  { type: 'image/jpeg', begins: (bytes) => startsWith(bytes, '\xff\xd8\xff') },
  { type: 'image/gif', begins: (bytes) => startsWith(bytes, 'GIF8') },
  {
    type: 'image/webp',
    begins: (bytes) => startsWith(bytes, 'RIFF') && startsWith(bytes.subarray(8), 'WEBP'),
  },
]

/** The case data as a city shows them. */
export function shownCase({ cases }: Pick<Visit, 'cases'>, view: ReviewView): ReviewView['caseData'] {
  const fields = cases[view.systemId]?.fields?.(view.caseData)
  return fields === undefined ? view.caseData : fields.map(({ label, value }) => ({ label, value }))
}

/** The documents of a case; those whose id cannot stand in an address are left out. */
export function documentsOf({ cases }: Pick<Visit, 'cases'>, view: ReviewView): readonly CaseDocument[] {
  return (cases[view.systemId]?.documents?.(view.caseData) ?? []).filter(({ id }) => ID.test(id))
}

/** True when a document is an image that pages can show themselves. */
export function isImage({ type }: CaseDocument): boolean {
  return SHOWN.some((shown) => shown.type === type && shown.type.startsWith('image/'))
}

/** Reads one of the documents of a case; undefined when there is none of that id. */
export async function openDocument(
  visit: Visit,
  view: ReviewView,
  { id, signal }: { readonly id: string; readonly signal: AbortSignal },
): Promise<DocumentContent | undefined> {
  const found = documentsOf(visit, view).find((candidate) => candidate.id === id)
  if (found === undefined) return undefined
  return visit.cases[view.systemId]?.open?.(found, {
    reviewId: view.id,
    reviewerId: visit.reviewer.id,
    signal,
  })
}

/**
 * A document on its way to the browser. Shown only if its bytes are of the type it claims, one of a few that run
 * nothing; anything else, SVG and HTML included, is saved as plain bytes. No document may load, run or frame anything.
 */
export function documentResponse(
  { type, bytes }: DocumentContent,
  { name, save }: { readonly name: string; readonly save: boolean },
): Response {
  const shown = SHOWN.find((candidate) => candidate.type === type.toLowerCase() && candidate.begins(bytes))
  const disposition = shown === undefined || save ? 'attachment' : 'inline'
  // Chromium refuses to show a PDF in a sandboxed answer; its viewer is a sandbox of its own.
  const sandbox = shown?.type === 'application/pdf' ? '' : '; sandbox'
  // What would be turned around on somebody's disk is written by its code. Cut first: a half character has no bytes.
  const fileName = encodeURIComponent(visibleString(name).slice(0, 150).toWellFormed())
  return new Response(Uint8Array.from(bytes), {
    headers: secureHeaders({
      'content-type': shown?.type ?? 'application/octet-stream',
      'content-disposition': `${disposition}; filename*=UTF-8''${fileName}`,
      'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'${sandbox}`,
    }),
  })
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return [...text].every((character, index) => bytes[index] === character.codePointAt(0))
}
