/** @jsxImportSource react */
// A notice in React 19, which sets properties of custom elements. On a server, draw the whole element instead:
// <div dangerouslySetInnerHTML={{ __html: noticeElement(system, { use: 'draft', context: 'form' }) }} />
import { defineIaNotice, type IaNoticeElement, type NoticeJson } from 'garde-fou/element'
import { type DetailedHTMLProps, type HTMLAttributes, useState } from 'react'
import { createRoot } from 'react-dom/client'

type ElementProps = DetailedHTMLProps<HTMLAttributes<IaNoticeElement>, IaNoticeElement>
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'ia-notice': ElementProps & { readonly notice: readonly NoticeJson[] }
    }
  }
}

defineIaNotice()

function RequestForm({ notice }: { readonly notice: readonly NoticeJson[] }) {
  const [surface, setSurface] = useState('')
  return (
    <form method="post">
      <p>
        <label>
          Surface (m²){' '}
          <input name="surface" value={surface} onChange={(event) => setSurface(event.target.value)} />
        </label>
      </p>
      <ia-notice notice={notice} />
      <p>
        <button type="submit">Envoyer ma demande</button>
      </p>
    </form>
  )
}

const root = document.getElementById('root')
const response = await fetch('/notice.json')
if (root !== null) createRoot(root).render(<RequestForm notice={await response.json()} />)
