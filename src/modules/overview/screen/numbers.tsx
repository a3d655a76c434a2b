import type { ReactNode } from 'react'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { Table } from '#platform/ui/index.ts'
import { nameOf, type Period } from '../period.ts'
import type { Cell, TableOf } from './cells.ts'

/** A cell as it is read: hidden, a share, a number. */
export const useCell = () => {
  const { say, intl } = useLanguage()
  return ({ kind, value }: Cell): ReactNode => {
    if (value === null) return kind === 'count' ? <span className="overview-hidden">{say('overview.hidden')}</span> : '–'
    if (kind === 'share') return intl.formatNumber(value, { style: 'percent', maximumFractionDigits: 0 })
    return intl.formatNumber(value, { maximumFractionDigits: kind === 'count' ? 0 : 1 })
  }
}

/** Where a row opens: what it counts, what it was before, and the agenda that it can go to; below the language. */
export const figureAddress = (network: string, table: string, row: string, period: Period) =>
  `/overview/${network}/figures/${encodeURIComponent(table)}/${encodeURIComponent(row)}?period=${nameOf(period)}`

type Props = { table: TableOf; network: string; period: Period; isAlone: boolean }
/** A table of the dashboard; each row opens. */
export const Numbers = ({ table, network, period, isAlone }: Props) => {
  const { say, to } = useLanguage()
  const cell = useCell()
  return (
    <Table
      // The section has its title already: two landmarks of one name cannot be told apart.
      caption={
        table.section === 'more' || table.caption === say(`overview.${table.section}` as MessageId)
          ? say('overview.caption', { what: table.caption })
          : table.caption
      }
      // The title of the first column says the same again.
      captionHidden={isAlone || table.caption === table.columns[0]}
      narrow="scroll"
      columns={table.columns.map((label, at) => ({ key: String(at), label, numeric: at > 0 }))}
      rows={table.rows.map(({ key, label, cells }) => ({
        key,
        href: to(figureAddress(network, table.key, key, period)),
        cells: { 0: label, ...Object.fromEntries(cells.map((each, at) => [at + 1, cell(each)])) },
      }))}
    />
  )
}
