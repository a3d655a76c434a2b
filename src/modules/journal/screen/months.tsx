import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { Table, type TableRow } from '#platform/ui/index.ts'
import type { ActivityLine } from '../activities.queries.server.ts'
import { monthOf } from '../dates.ts'
import { kindInWords } from '../kinds.ts'
import { daysInMonth, monthInWords } from './days.ts'

type Props = { lines: readonly ActivityLine[]; base: string; countries: Record<string, string> }

/** What happened, month after month, newest first, in one table. */
export const Months = ({ lines, base, countries }: Props) => {
  const { say, intl } = useLanguage()
  const rowOf = useRow(base, countries)
  if (lines.length === 0) return null
  return (
    <Table
      caption={say('journal.months')}
      captionHidden
      columns={[
        { key: 'title', label: say('journal.column.title') },
        { key: 'kind', label: say('journal.column.kind'), under: true },
        { key: 'when', label: say('journal.column.when'), whole: true },
        { key: 'where', label: say('journal.column.where') },
        { key: 'people', label: say('journal.column.people'), numeric: true, whole: true },
      ]}
      rows={[...Map.groupBy(lines, monthOf)].map(([month, inMonth]) => ({
        key: month,
        title: monthInWords(intl, month),
        rows: inMonth.map(rowOf),
      }))}
    />
  )
}

const useRow = (base: string, countries: Record<string, string>) => {
  const { say, intl, language } = useLanguage()
  return (line: ActivityLine): TableRow => {
    const words = inWords(line.title, language)
    const country = line.country === null ? null : (countries[line.country] ?? line.country)
    return {
      key: line.id,
      href: `${base}/${line.id}`,
      cells: {
        title: (
          <span lang={words.lang}>
            {line.occurrences > 1 ? say('journal.times', { what: words.text, n: line.occurrences }) : words.text}
          </span>
        ),
        kind: kindInWords(say, line.kind),
        when: daysInMonth(intl, line),
        where: line.online ? say('journal.online') : [line.place, country].filter((part) => part !== null).join(', '),
        people: line.people === null ? '' : intl.formatNumber(line.people),
      },
    }
  }
}
