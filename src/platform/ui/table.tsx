import { Fragment, type ReactNode, useId } from 'react'
import { TextLink } from './links.tsx'

export type Column = { key: string; label: string; numeric?: boolean }
export type TableRow = { key: string; href?: string; cells: Readonly<Record<string, ReactNode>> }
export type TableProps = {
  caption: ReactNode
  columns: readonly Column[]
  rows: readonly TableRow[]
  /** The heading above says it already: only readers of a screen reader hear it again. */
  captionHidden?: boolean
  /** `cards` turns each row into a card on a phone; `scroll` keeps the grid and lets it slide, for tables that are read across. */
  narrow?: 'cards' | 'scroll'
}

// As cards the cells are no longer laid out as a table, and some browsers then forget that they are one: the roles say it again.
const ROLES = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  column: { role: 'columnheader' },
  header: { role: 'rowheader' },
  cell: { role: 'cell' },
}
// A box that slides must be reachable by keyboard (axe: scrollable-region-focusable); Safari does not do it by itself.
const REACHABLE = { role: 'region', tabIndex: 0 }

const alignment = (column: Column) => (column.numeric ? { className: 'numeric' } : {})

/** Rows and columns; the first column names the row and carries its link. On a phone each row becomes a card, by CSS alone. */
export const Table = ({ caption, columns, rows, captionHidden, narrow = 'cards' }: TableProps) => {
  const id = useId()
  return (
    <div className={`table-frame table-${narrow}`} {...(narrow === 'scroll' ? { ...REACHABLE, 'aria-labelledby': id } : {})}>
      <table className="table" {...ROLES.table}>
        <caption id={id} className={captionHidden ? 'visually-hidden' : 'table-caption'}>
          {caption}
        </caption>
        <thead {...ROLES.group}>
          <tr {...ROLES.row}>
            {columns.map((column) => (
              <th key={column.key} scope="col" {...alignment(column)} {...ROLES.column}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...ROLES.group}>
          {rows.map((row) => (
            <tr key={row.key} {...(row.href === undefined ? {} : { className: 'table-row-link' })} {...ROLES.row}>
              {columns.map((column, index) => (
                <Fragment key={column.key}>
                  {index === 0 ? <RowHeader row={row} column={column} /> : <Cell row={row} column={column} />}
                </Fragment>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const RowHeader = ({ row, column }: { row: TableRow; column: Column }) => (
  <th scope="row" {...alignment(column)} {...ROLES.header}>
    {row.href === undefined ? row.cells[column.key] : <TextLink to={row.href}>{row.cells[column.key]}</TextLink>}
  </th>
)

const Cell = ({ row, column }: { row: TableRow; column: Column }) => {
  const content = row.cells[column.key]
  const isEmpty = content === undefined || content === null || content === ''
  return (
    <td data-label={column.label} {...alignment(column)} {...(isEmpty ? { 'data-empty': '' } : {})} {...ROLES.cell}>
      {content}
    </td>
  )
}
