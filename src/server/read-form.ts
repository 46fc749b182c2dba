/** What a form carried: one text per name, line ends as `\n`. */
export type Form = ReadonlyMap<string, string>

/** Largest form taken, in bytes. Browsers percent-encode: an accented letter takes six. */
export const MAX_FORM_BYTES = 4_000_000

/** Most fields taken from one form. */
const MAX_FIELDS = 5_000

/** Why a body is not a form that can be taken. */
export type FormFault = 'too-large' | 'wrong-type'

/**
 * Reads a posted form (`application/x-www-form-urlencoded`), never more than `most` bytes of it. When a name comes
 * twice the last one counts.
 */
export async function readForm(request: Request, most: number = MAX_FORM_BYTES): Promise<Form | FormFault> {
  const type = request.headers.get('content-type') ?? ''
  if (type.split(';')[0]?.trim().toLowerCase() !== 'application/x-www-form-urlencoded') return 'wrong-type'
  const bytes = await readBytes(request, most)
  if (bytes === undefined) return 'too-large'
  const form = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(new TextDecoder().decode(bytes))) {
    form.set(name, withoutCarriageReturns(value))
    if (form.size > MAX_FIELDS) return 'too-large'
  }
  return form
}

/** Browsers send every line end of a text area as CR LF, whatever it was. */
export function withoutCarriageReturns(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll('\r', '\n')
}

/** The body, never more than `most` bytes of it; undefined when there is more. */
export async function readBytes(request: Request, most: number): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > most) return undefined
  const chunks: Uint8Array[] = []
  let length = 0
  // Leaving the loop cancels the rest of the body.
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength
    if (length > most) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
