import type { Ui } from './ui.js'

/** What amended fields change, below them and at once: insertions and deletions in words, with counts. */
export function showDifferences(ui: Ui): void {
  type Piece = { kind: 'same' | 'ins' | 'del'; text: string }
  const make = (name: string, text = ''): HTMLElement => {
    const element = document.createElement(name)
    element.textContent = text
    return element
  }
  const words = (text: string): string[] => text.match(/\s+|\S+/gu) ?? []
  const compare = (before: string, after: string): Piece[] => {
    const old = words(before)
    const now = words(after)
    if (old.length * now.length > 1_000_000)
      return [
        { kind: 'del', text: before },
        { kind: 'ins', text: after },
      ]
    const width = now.length + 1
    const lengths = new Uint32Array((old.length + 1) * width)
    const at = (i: number, j: number): number => lengths[i * width + j] ?? 0
    for (let i = old.length - 1; i >= 0; i -= 1)
      for (let j = now.length - 1; j >= 0; j -= 1)
        lengths[i * width + j] =
          old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    const pieces: Piece[] = []
    const push = (kind: Piece['kind'], text: string): void => {
      const last = pieces.at(-1)
      if (last?.kind === kind) last.text += text
      else pieces.push({ kind, text })
    }
    let i = 0
    let j = 0
    while (i < old.length || j < now.length) {
      const removed = old[i]
      const added = now[j]
      if (removed !== undefined && removed === added) {
        push('same', removed)
        i += 1
        j += 1
      } else if (removed !== undefined && (added === undefined || at(i + 1, j) >= at(i, j + 1))) {
        push('del', removed)
        i += 1
      } else {
        push('ins', added ?? '')
        j += 1
      }
    }
    return pieces
  }
  const watch = (group: HTMLElement, index: number): void => {
    const fields = [...group.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('[data-original]')]
    const section = make('section')
    section.className = 'differences'
    const id = index === 0 ? 'differences' : `differences-${index + 1}`
    section.setAttribute('aria-labelledby', id)
    const title = make('h3', ui.fill('differences'))
    title.id = id
    const count = make('p')
    const toggle = document.createElement('button')
    toggle.type = 'button'
    toggle.className = 'quiet'
    const list = make('dl')
    list.className = 'values'
    section.append(title, count, toggle, list)
    let final = false
    const draw = (): void => {
      let added = 0
      let removed = 0
      const rows: HTMLElement[] = []
      for (const field of fields) {
        const before = field.dataset['original'] ?? ''
        if (before === field.value) continue
        const row = make('div')
        const value = make('dd')
        value.className = 'text'
        for (const { kind, text } of compare(before, field.value)) {
          if (kind === 'ins') added += 1
          if (kind === 'del') removed += 1
          if (kind === 'same' || (final && kind === 'ins')) value.append(ui.visible(text))
          else if (!final) {
            const mark = make(kind)
            const said = make('span', `${ui.fill(kind)} `)
            said.className = 'visually-hidden'
            mark.append(said, ui.visible(text))
            value.append(mark)
          }
        }
        row.append(make('dt', field.labels?.[0]?.textContent ?? ''), value)
        rows.push(row)
      }
      count.textContent = `${ui.fill(added < 2 ? 'added-one' : 'added-many', { number: added })}, ${ui.fill(
        removed < 2 ? 'removed-one' : 'removed-many',
        { number: removed },
      )}`
      toggle.textContent = ui.fill(final ? 'show-differences' : 'show-final')
      list.replaceChildren(...rows)
      if (rows.length === 0) section.remove()
      else if (!section.isConnected) group.append(section)
    }
    let timer: ReturnType<typeof setTimeout> | undefined
    group.addEventListener('input', () => {
      clearTimeout(timer)
      timer = setTimeout(draw, 200)
    })
    toggle.addEventListener('click', () => {
      final = !final
      draw()
    })
    draw()
  }
  for (const [index, group] of [...(ui.form?.querySelectorAll<HTMLElement>('.when-amended') ?? [])].entries())
    watch(group, index)
}
