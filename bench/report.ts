/** One measured figure. `goal` and `met` stand where an aim was set. */
export interface Row {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly goal?: string
  readonly met?: boolean
}

/** Prints rows as a table that fits a terminal. */
export function printTable(rows: readonly Row[]): void {
  const width = Math.max(...rows.map((row) => row.name.length))
  for (const { name, value, unit, goal, met } of rows) {
    const figure = value >= 100 ? value.toFixed(0) : value.toFixed(2)
    const verdict = met === undefined ? '' : met ? '  met' : '  MISSED'
    console.log(
      `${name.padEnd(width)}  ${figure.padStart(9)} ${unit.padEnd(14)} ${goal === undefined ? '' : `goal ${goal}`}${verdict}`,
    )
  }
}
