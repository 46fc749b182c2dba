import type { JSX } from 'hono/jsx/jsx-runtime'
import { visibleString } from '../visible-text.js'

/** What somebody changed in the database: named, so that whoever looks after it finds it. */
export function AlteredRows(props: {
  readonly title: string
  readonly text: string
  readonly ids: readonly string[]
}): JSX.Element | null {
  const { title, text, ids } = props
  if (ids.length === 0) return null
  return (
    <section class="message warning" aria-labelledby="alteres">
      <h2 id="alteres">{title}</h2>
      <p>{text}</p>
      <ul>
        {ids.map((id) => (
          <li>
            <code class="id">{visibleString(id)}</code>
          </li>
        ))}
      </ul>
    </section>
  )
}
