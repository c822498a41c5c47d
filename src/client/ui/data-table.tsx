import './data-table.css'
import type { ReactNode } from 'react'

export type Column<Row> = {
  readonly key: string
  readonly label: string
  /** Aligned on the end, for amounts and counts. */
  readonly numeric?: boolean | undefined
  /** Names its row: the title of the card on a narrow screen. */
  readonly heading?: boolean | undefined
  readonly cell: (row: Row) => ReactNode
}

export type DataTableProps<Row> = {
  readonly caption: string
  readonly captionHidden?: boolean | undefined
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  /** Shown instead of a table without rows. */
  readonly empty?: ReactNode
}

/** A table that becomes stacked cards where there is no room. The roles survive the change of display. */
export function DataTable<Row>({
  caption,
  captionHidden,
  columns,
  rows,
  rowKey,
  empty,
}: DataTableProps<Row>) {
  if (rows.length === 0 && empty) return empty
  return (
    <div className="data-table">
      <table role="table">
        <caption className={captionHidden ? 'spoken-only' : undefined}>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column.key} role="columnheader" scope="col" data-numeric={column.numeric || undefined}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row">
              {columns.map((column) => (
                <Cell key={column.key} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell<Row>({ column, row }: { readonly column: Column<Row>; readonly row: Row }) {
  const content = (
    <>
      <span className="data-table-label" aria-hidden="true">
        {column.label}
      </span>
      <span className="data-table-value">{column.cell(row)}</span>
    </>
  )
  if (column.heading) {
    return (
      <th role="rowheader" scope="row">
        {content}
      </th>
    )
  }
  return (
    <td role="cell" data-numeric={column.numeric || undefined}>
      {content}
    </td>
  )
}
