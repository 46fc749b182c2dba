import type { JSX } from 'hono/jsx/jsx-runtime'
import { z } from 'zod'
import { KEPT_FORMS, keptFormsAbout } from '../../guard/kept-forms.js'
import type { DraftRow, Store } from '../../store/store.js'
import { TOKEN_FIELD } from '../form-token.js'
import type { Form } from '../read-form.js'
import { page, seeOther } from '../responses.js'
import { KeptText } from './kept-text.js'
import { MessagePage } from './message-page.js'
import { HiddenFields } from './shell.js'
import type { Visit } from './visit.js'

/** Says that a form was kept while its person signed in again: once it is taken, it is forgotten. */
export const RESUMED_FIELD = 'reprise'

/** How long what was typed waits for its person, in milliseconds: to the next working day. */
const KEPT_MS = 4 * 24 * 3_600_000

const schema = z.object({ action: z.string(), fields: z.array(z.tuple([z.string(), z.string()])) })

/** Where somebody's form is, when it is about a review. */
const pointer = z.object({ about: z.string() })

/**
 * Keeps a form that came after the end of a session, for the person whose session it was. The last one counts. False
 * when it is about a review whose texts were erased: then nothing of it is kept.
 */
export async function keepForm(
  store: Store,
  kept: {
    readonly reviewerId: string
    readonly action: string
    readonly form: Form
    readonly at: Date
    /** The queue's address: reviews are below it. */
    readonly queue: string
  },
): Promise<boolean> {
  const { reviewerId, action, form, queue } = kept
  const at = kept.at.toISOString()
  const fields = [...form].filter(([name]) => name !== TOKEN_FIELD && name !== RESUMED_FIELD)
  const body = JSON.stringify({ action, fields })
  const id = action.startsWith(`${queue}/`) ? (action.slice(queue.length + 1).split('/')[0] ?? '') : ''
  const review = id === '' ? undefined : await store.getReview(id)
  if (review?.erased !== undefined) return false
  await forget(store, reviewerId, at)
  if (review === undefined) {
    await store.putDraft({ reviewId: KEPT_FORMS, reviewerId, body, at })
    return true
  }
  await store.putDraft({ reviewId: keptFormsAbout(id), reviewerId, body, at })
  await store.putDraft({ reviewId: KEPT_FORMS, reviewerId, body: JSON.stringify({ about: id }), at })
  return true
}

/** Forgets what was kept for somebody. */
export async function forgetForm({ guard, reviewer, now }: Visit): Promise<void> {
  await forget(guard.store, reviewer.id, now.toISOString())
}

async function forget(store: Store, reviewerId: string, at: string): Promise<void> {
  const found = await find(store, reviewerId)
  for (const reviewId of new Set([KEPT_FORMS, found?.reviewId ?? KEPT_FORMS]))
    await store.putDraft({ reviewId, reviewerId, body: 'null', at })
}

/** The form that is kept for somebody, by itself or where its pointer leads. */
async function find(
  store: Store,
  reviewerId: string,
): Promise<Pick<DraftRow, 'reviewId' | 'body' | 'at'> | undefined> {
  const draft = await store.getDraft(KEPT_FORMS, reviewerId)
  if (draft === undefined) return undefined
  const parsed = pointer.safeParse(JSON.parse(draft.body))
  if (!parsed.success) return { reviewId: KEPT_FORMS, ...draft }
  const reviewId = keptFormsAbout(parsed.data.about)
  const about = await store.getDraft(reviewId, reviewerId)
  return about && { reviewId, ...about }
}

/** After signing in: what was typed when the session ended, or the queue when nothing was. */
export async function showKeptForm(visit: Visit): Promise<Response> {
  const { guard, reviewer, now, paths } = visit
  const draft = await find(guard.store, reviewer.id)
  if (draft === undefined || Date.parse(draft.at) + KEPT_MS < now.getTime()) return seeOther(paths.queue)
  const parsed = schema.safeParse(JSON.parse(draft.body))
  if (!parsed.success) return seeOther(paths.queue)
  return page(KeptFormPage({ visit, action: parsed.data.action, form: new Map(parsed.data.fields) }))
}

/** « Abandonner cette saisie » */
export async function dropKeptForm(visit: Visit): Promise<Response> {
  await forgetForm(visit)
  return seeOther(visit.paths.queue)
}

function KeptFormPage(props: {
  readonly visit: Visit
  readonly action: string
  readonly form: Form
}): JSX.Element {
  const { visit, action, form } = props
  const { say } = visit
  return (
    <MessagePage context={visit} visit={visit} title={say('resume.title')}>
      <p>{say('resume.text')}</p>
      <KeptText say={say} typed={form} />
      <form method="post" action={action}>
        <HiddenFields visit={visit} />
        <input type="hidden" name={RESUMED_FIELD} value="1" />
        {[...form].map(([name, value]) => (
          <textarea class="carried" name={name} hidden>
            {`\n${value}`}
          </textarea>
        ))}
        <button type="submit" class="primary">
          {say('resume.submit')}
        </button>
      </form>
      <form method="post" action={visit.paths.resume}>
        <HiddenFields visit={visit} />
        <button type="submit" class="quiet">
          {say('resume.drop')}
        </button>
      </form>
    </MessagePage>
  )
}
