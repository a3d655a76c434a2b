import type { Say } from '#platform/languages/intl.tsx'
import type { Cell, TableOf } from './cells.ts'
import { shortPeriod } from './spoken.ts'

export type Quote = { key: string; text: string }

const inWords = (say: Say, { kind, value }: Cell): string | null =>
  value === null
    ? null
    : kind === 'share'
      ? say('overview.percent', { n: Math.round(value * 100) })
      : say('overview.number', { n: Math.round(value * 10) / 10 })

/** A number of the period before, beside that of today. */
const beforeOf = (say: Say, cells: readonly Cell[]): string => {
  const was = cells.find(({ of, value }) => of !== undefined && value !== null)
  return was?.of === undefined ? '' : say('overview.quote.before', { period: shortPeriod(say, was.of), n: was.value ?? 0 })
}

/**
 * What of a row can be brought to a committee: each number that is shown, with its words, and the first with what it was before. What is
 * hidden has none, so it can be quoted by nobody.
 */
export const quotesOf = ({ key, caption, columns }: TableOf, row: TableOf['rows'][number], say: Say): Quote[] =>
  row.cells.flatMap((cell, at): Quote[] => {
    const words = inWords(say, cell)
    // The whole is no share of itself, and what was before stands beside what is.
    if (words === null || cell.of !== undefined || (cell.kind === 'share' && row.key === 'all')) return []
    const text = `${caption} · ${row.label} · ${columns[at + 1] ?? ''} : ${words}`
    return [{ key: `${key}/${row.key}/${at}`, text: at === 0 ? `${text}${beforeOf(say, row.cells)}` : text }]
  })
