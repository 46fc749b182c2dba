/** A column: its heading and what stands in it. */
export interface CsvColumn<Row> {
  readonly heading: string
  readonly of: (row: Row) => string
}

/** Excel and LibreOffice read a file without it in another encoding. */
const BYTE_ORDER_MARK = '\uFEFF'

/**
 * Rows as CSV for French spreadsheets: UTF-8 with a byte order mark, semicolons, CRLF (RFC 4180). A cell that a
 * spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection).
 */
export function toCsv<Row>(rows: readonly Row[], columns: readonly CsvColumn<Row>[]): string {
  return [csvHead(columns), ...rows.map((row) => csvLine(row, columns))].join('')
}

/** The first line of such a file, byte order mark included: for rows that are written one after the other. */
export function csvHead<Row>(columns: readonly CsvColumn<Row>[]): string {
  return `${BYTE_ORDER_MARK}${lineOf(columns.map(({ heading }) => heading))}`
}

/** One row's line, its end included. */
export function csvLine<Row>(row: Row, columns: readonly CsvColumn<Row>[]): string {
  return lineOf(columns.map(({ of }) => of(row)))
}

function lineOf(cells: readonly string[]): string {
  return `${cells.map(cellOf).join(';')}\r\n`
}

function cellOf(text: string): string {
  const safe = /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}
