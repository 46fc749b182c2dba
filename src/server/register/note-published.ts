import type { SystemSheet } from '../../register/system-sheet.js'
import type { RegisterGuard } from './options.js'
import { publishedFacts } from './published-facts.js'
import type { Sheets } from './read-sheets.js'
import type { RegisterVisit } from './visit.js'

/** Written at the same moment, so that they share a transaction. */
const AT_ONCE = 100

/** Keeps what the register says, when it says something else than before. Rejects with a store error. */
export type NotePublished = (visit: RegisterVisit, sheets: Sheets) => Promise<void>

/** Notes each state of the register once; one that could not be kept is tried again by the next visit. */
export function publicationNotes({ publications }: Pick<RegisterGuard, 'publications'>): NotePublished {
  let noted: { readonly state: string; readonly done: Promise<void> } | undefined
  return (visit, { all, state }) => {
    if (noted?.state === state) return noted.done
    const done = noteAll(publications, visit, all)
    noted = { state, done }
    done.catch(() => {
      noted = undefined
    })
    return done
  }
}

async function noteAll(
  publications: RegisterGuard['publications'],
  visit: RegisterVisit,
  all: readonly SystemSheet[],
): Promise<void> {
  for (let from = 0; from < all.length; from += AT_ONCE) {
    const some = all.slice(from, from + AT_ONCE)
    await Promise.all(some.map((sheet) => publications.record(sheet.id, publishedFacts(visit, sheet))))
  }
}
