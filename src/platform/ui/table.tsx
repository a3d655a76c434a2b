import { type ReactNode, useId } from 'react'
import { TextLink } from './links.tsx'

export type Column = {
  key: string
  label: string
  numeric?: boolean
  /** Stands in small letters under the name of its row, instead of in a column of its own. */
  under?: boolean
  /** Never broken into lines where there are columns: dates and numbers with their unit. */
  whole?: boolean
}
export type TableRow = { key: string; href?: string; cells: Readonly<Record<string, ReactNode>> }
/** Rows that belong together under a heading of their own; the columns are named once for all of them. */
export type TableGroup = { key: string; title: ReactNode; rows: readonly TableRow[] }
export type TableProps = {
  caption: ReactNode
  columns: readonly Column[]
  rows: readonly TableRow[] | readonly TableGroup[]
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

const alignment = ({ numeric, whole }: Column) =>
  numeric || whole ? { className: [numeric ? 'numeric' : '', whole ? 'whole' : ''].filter((name) => name !== '').join(' ') } : {}
const isGroup = (row: TableRow | TableGroup): row is TableGroup => 'rows' in row

/** Rows and columns; the first column names the row and carries its link. On a phone each row becomes a card, by CSS alone. */
export const Table = ({ caption, columns, rows, captionHidden, narrow = 'cards' }: TableProps) => {
  const id = useId()
  const shown = columns.filter(({ under }) => under !== true)
  const plain = rows.filter((row): row is TableRow => !isGroup(row))
  return (
    <div className={`table-frame table-${narrow}`} {...(narrow === 'scroll' ? { ...REACHABLE, 'aria-labelledby': id } : {})}>
      <table className="table" {...ROLES.table}>
        <caption id={id} className={captionHidden ? 'visually-hidden' : 'table-caption'}>
          {caption}
        </caption>
        <thead {...ROLES.group}>
          <tr {...ROLES.row}>
            {shown.map((column) => (
              <th key={column.key} scope="col" {...alignment(column)} {...ROLES.column}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        {plain.length > 0 && (
          <tbody {...ROLES.group}>
            <Rows rows={plain} columns={columns} />
          </tbody>
        )}
        {rows.filter(isGroup).map((group) => (
          <tbody key={group.key} {...ROLES.group}>
            <tr className="table-group" {...ROLES.row}>
              <th colSpan={shown.length} scope="rowgroup" {...ROLES.header}>
                {group.title}
              </th>
            </tr>
            <Rows rows={group.rows} columns={columns} />
          </tbody>
        ))}
      </table>
    </div>
  )
}

const Rows = ({ rows, columns }: { rows: readonly TableRow[]; columns: readonly Column[] }) => {
  const [first, ...others] = columns
  const under = others.filter((column) => column.under === true)
  return rows.map((row) => (
    <tr key={row.key} {...(row.href === undefined ? {} : { className: 'table-row-link' })} {...ROLES.row}>
      {first !== undefined && <RowHeader row={row} column={first} under={under} />}
      {others
        .filter((column) => column.under !== true)
        .map((column) => (
          <Cell key={column.key} row={row} column={column} />
        ))}
    </tr>
  ))
}

const RowHeader = ({ row, column, under }: { row: TableRow; column: Column; under: readonly Column[] }) => (
  <th scope="row" {...alignment(column)} {...ROLES.header}>
    {row.href === undefined ? row.cells[column.key] : <TextLink to={row.href}>{row.cells[column.key]}</TextLink>}
    {under.map(({ key }) => (
      <span key={key} className="table-under">
        {row.cells[key]}
      </span>
    ))}
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
