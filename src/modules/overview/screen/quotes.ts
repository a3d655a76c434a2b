import type { Say } from '#platform/languages/intl.tsx'
import type { OverviewView } from '../view.ts'
import { type Cell, tablesOf } from './tables.ts'

export type Quote = { key: string; text: string }
const LONGEST = 60

const inWords = (say: Say, { kind, value }: Cell): string | null =>
  value === null || kind === 'fte'
    ? null
    : kind === 'share'
      ? say('overview.percent', { n: Math.round(value * 100) })
      : say('overview.number', { n: Math.round(value * 10) / 10 })

/** What can be brought to a committee: each number that is shown, with its words. What is hidden has none, so it can be quoted by nobody. */
export const quotesOf = (view: OverviewView, say: Say): Quote[] =>
  tablesOf(view, say)
    .filter(({ section }) => section !== 'flows' && section !== 'coverage')
    .flatMap(({ key, caption, columns, rows }) =>
      rows.flatMap((row) =>
        row.cells.flatMap((cell, at): Quote[] => {
          const words = inWords(say, cell)
          // Of the parts of a whole the number is enough; the whole is no share of itself.
          if (words === null || (cell.kind === 'share' && row.key === 'all')) return []
          return [{ key: `${key}/${row.key}/${at}`, text: `${caption} · ${row.label} · ${columns[at + 1] ?? ''} : ${words}` }]
        }),
      ),
    )
    .slice(0, LONGEST * 2)
