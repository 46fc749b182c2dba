/** One measured figure. `goal` and `met` stand where an aim was set. */
export interface Row {
  readonly name: string
  /** Null where nothing could be measured: `note` says why. */
  readonly value: number | null
  readonly unit: string
  readonly goal?: string
  readonly met?: boolean
  readonly note?: string
}

/** A figure that should be at least, or at most, so much. */
export function aimed(
  row: Pick<Row, 'name' | 'unit' | 'note'> & { readonly value: number },
  aim: { readonly atLeast: number } | { readonly atMost: number },
): Row {
  return 'atLeast' in aim
    ? { ...row, goal: `≥ ${short(aim.atLeast)}`, met: row.value >= aim.atLeast }
    : { ...row, goal: `≤ ${short(aim.atMost)}`, met: row.value <= aim.atMost }
}

function short(value: number): number {
  return value > 1000 ? Math.round(value) : Number(value.toPrecision(3))
}

/** Says that a figure is missing, and why. */
export function missing(name: string, note: string): Row {
  return { name, value: null, unit: '', note }
}

/** Prints rows as a table that fits a terminal. */
export function printTable(rows: readonly Row[]): void {
  const width = Math.max(...rows.map((row) => row.name.length))
  for (const { name, value, unit, goal, met, note } of rows) {
    const figure = value === null ? '–' : value >= 100 ? value.toFixed(0) : value.toFixed(2)
    const verdict = met === undefined ? '' : met ? '  met' : '  MISSED'
    const aim = goal === undefined ? '' : `goal ${goal}${verdict}  `
    console.log(
      `${name.padEnd(width)}  ${figure.padStart(9)} ${unit.padEnd(14)} ${aim}${note ?? ''}`.trimEnd(),
    )
  }
}
