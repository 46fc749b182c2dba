import { randomUUID } from 'node:crypto'
import { DocumentUnreadableError } from '../../errors.js'
import type { ReviewView } from '../../review/view.js'
import type { CaseDocument } from '../case-rendering.js'
import { page } from '../responses.js'
import type { ReviewRequest } from './answer.js'
import { documentResponse, documentsOf, openDocument } from './case-documents.js'
import { viewOf } from './command.js'
import { DocumentFailedPage } from './document-page.js'
import { NotFoundPage } from './message-page.js'

/** Which document, and whether it is only to be saved. */
interface DocumentRequest {
  readonly documentId: string
  readonly save: boolean
  readonly signal: AbortSignal
}

/** One of the documents of a case. One that does not open takes nothing else with it: the page says so and leads back. */
export async function showDocument(
  request: ReviewRequest,
  { documentId, save, signal }: DocumentRequest,
): Promise<Response> {
  const { visit, onError } = request
  const found = await find(request, documentId)
  if (found === undefined) return page(NotFoundPage({ visit }), 404)
  const { view, document } = found
  try {
    const content = await openDocument(visit, view, { id: documentId, signal })
    return content === undefined
      ? await failed(request, document, { status: 404 })
      : documentResponse(content, { name: document.name, save })
  } catch (error) {
    // The city's own code reads documents: what it throws says nothing about the case.
    const reference = randomUUID()
    onError(error, { reference })
    return failed(request, document, { status: 502, reference })
  }
}

/** « Signaler »: a document does not show. Whoever looks after the server learns which review's, and nothing of it. */
export async function reportDocument(
  request: ReviewRequest,
  { documentId }: Pick<DocumentRequest, 'documentId'>,
): Promise<Response> {
  const { visit, onError } = request
  const found = await find(request, documentId)
  if (found === undefined) return page(NotFoundPage({ visit }), 404)
  const { view, document } = found
  const reference = randomUUID()
  onError(new DocumentUnreadableError(view.systemId, view.id), { reference })
  return failed(request, document, { status: 200, reference, isReported: true })
}

async function find(
  { visit, reviewId }: ReviewRequest,
  documentId: string,
): Promise<{ readonly view: ReviewView; readonly document: CaseDocument } | undefined> {
  const view = await viewOf(visit, reviewId)
  const document = documentsOf(visit, view).find(({ id }) => id === documentId)
  return document && { view, document }
}

function failed(
  { visit, reviewId }: ReviewRequest,
  { id, name }: CaseDocument,
  shown: { readonly status: number; readonly reference?: string; readonly isReported?: boolean },
): Promise<Response> {
  const { paths } = visit
  const { status, ...rest } = shown
  const [href, review] = [paths.document(reviewId, id), paths.review(reviewId)]
  return page(DocumentFailedPage({ visit, name, href, review, ...rest }), status)
}
