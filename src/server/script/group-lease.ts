import type { Ui } from './ui.js'

/** Says when the first reservation of a group is about to end, and offers to prolong them all; what is typed goes along. */
export function tellGroupLease(ui: Ui): void {
  const { ends, endsAt, renew } = ui.form?.dataset ?? {}
  if (ends === undefined || renew === undefined) return
  const minute = 60_000
  let told = ''
  setInterval(() => {
    const left = Date.parse(ends) - Date.now()
    const key = left <= 0 ? 'group-over' : left <= 5 * minute ? 'lease-soon' : ''
    if (key === told) return
    told = key
    const again = { href: renew, text: ui.fill('group-renew'), post: true }
    ui.status('news', ui.fill(key, { time: endsAt ?? '' }), key === '' ? undefined : again)
  }, 15_000)
}
