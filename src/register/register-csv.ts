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
  const lines = [
    columns.map(({ heading }) => heading),
    ...rows.map((row) => columns.map(({ of }) => of(row))),
  ]
  return `${BYTE_ORDER_MARK}${lines.map((cells) => cells.map(cellOf).join(';')).join('\r\n')}\r\n`
}

function cellOf(text: string): string {
  const safe = /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}
