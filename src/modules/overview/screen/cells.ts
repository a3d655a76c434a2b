import type { Count } from '#modules/account/index.ts'
import type { Say } from '#platform/languages/intl.tsx'
import { isOtherwise } from '../counting.ts'
import type { Period } from '../period.ts'
import type { Shares, Shown } from '../protecting.server.ts'
import type { Earlier, OverviewView } from '../view.ts'
import type { Section } from '../vocabulary.ts'
import { shortPeriod } from './spoken.ts'

/**
 * What stands in a cell: a count (null: hidden), or what is computed of counts that are shown (null: nothing can be). `of`: of another
 * period than that of the page.
 */
export type Cell = { kind: 'count' | 'share' | 'rate' | 'fte' | 'hours'; value: Count; of?: Period }
export type TableOf = {
  section: Section
  key: string
  caption: string
  columns: string[]
  /** What stands in each column, where its title differs from year to year. */
  keys?: string[]
  rows: { key: string; label: string; cells: Cell[] }[]
  /** What it counts, where the section says nothing of it. */
  what?: string
}

export const count = (value: Count): Cell => ({ kind: 'count', value })
export const share = (part: Count, whole: Count): Cell => ({
  kind: 'share',
  value: part === null || whole === null || whole === 0 ? null : part / whole,
})
export const isEmpty = (value: Count) => value === 0

/** What was counted in the period before, in a column of its own; none where there is no such period. */
export const beforeIn = (say: Say, earlier: Earlier | null, title?: string) => ({
  columns: earlier === null ? [] : [title ?? shortPeriod(say, earlier.period)],
  cells: (pick: (shown: Shown) => Count | undefined): Cell[] =>
    earlier === null ? [] : [{ kind: 'count', value: pick(earlier.shown) ?? 0, of: earlier.period }],
})

type SharesAsked = {
  section: Section
  key: string
  caption: string
  pick: (shown: Shown) => Shares
  labelOf: (key: string) => string
  /** Told by quarter where a quarter is looked at; otherwise always of the year. */
  isQuarterly?: boolean
}
/** The parts of a whole, one a row, with the whole below; nothing where it is empty or may not be told. */
export const sharesTable = (
  view: OverviewView,
  say: Say,
  { section, key, caption, pick, labelOf, isQuarterly }: SharesAsked,
): TableOf[] => {
  const { total, parts } = pick(view)
  if (total === null || isEmpty(total)) return []
  const was = isQuarterly ? view.before.same : view.before.year
  // What was counted with other days says so.
  const title =
    was === null || !isOtherwise(key, was.counting, view.counting)
      ? undefined
      : say('overview.column.otherwise', { period: shortPeriod(say, was.period), n: was.counting.seenDays })
  const earlier = beforeIn(say, was, title)
  const partOf = (shown: Shown, at: string) => pick(shown).parts.find((part) => part.key === at)
  const hadSome = (at: string) => earlier.cells((shown) => partOf(shown, at)?.count).some(({ value }) => !isEmpty(value))
  return [
    {
      section,
      key,
      caption,
      columns: [caption, say('overview.column.count'), say('overview.column.share'), ...earlier.columns],
      rows: [
        ...parts
          .filter((part) => !isEmpty(part.count) || hadSome(part.key))
          .map((part) => ({
            key: part.key,
            label: labelOf(part.key),
            cells: [count(part.count), share(part.count, total), ...earlier.cells((shown) => hiddenOr(pick(shown), part.key))],
          })),
        {
          key: 'all',
          label: say('overview.all'),
          cells: [count(total), share(total, total), ...earlier.cells((shown) => pick(shown).total)],
        },
      ],
    },
  ]
}
/** Of a whole that is hidden every part is. */
const hiddenOr = ({ total, parts }: Shares, key: string): Count =>
  total === null ? null : (parts.find((part) => part.key === key)?.count ?? 0)
