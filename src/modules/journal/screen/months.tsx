import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { LinkButton, Row, Section, Table } from '#platform/ui/index.ts'
import type { ActivityLine, ActivityPage } from '../activities.queries.server.ts'
import { monthOf } from '../dates.ts'
import type { Cursor } from '../filters.ts'
import { kindInWords } from '../kinds.ts'
import { daysInWords, monthInWords } from './days.ts'

type Props = { lines: readonly ActivityLine[]; base: string; countries: Record<string, string> }

/** What happened, month after month, newest first. */
export const Months = ({ lines, ...props }: Props) => {
  const { intl } = useLanguage()
  return (
    <div className="journal-months stack stack-large">
      {[...Map.groupBy(lines, monthOf)].map(([month, inMonth]) => {
        const title = monthInWords(intl, month)
        return (
          <Section key={month} title={title}>
            <MonthTable title={title} lines={inMonth} {...props} />
          </Section>
        )
      })}
    </div>
  )
}

const MonthTable = ({ title, lines, base, countries }: Props & { title: string }) => {
  const { say, intl, language } = useLanguage()
  return (
    <Table
      caption={say('journal.month', { month: title })}
      captionHidden
      columns={[
        { key: 'title', label: say('journal.column.title') },
        { key: 'kind', label: say('journal.column.kind') },
        { key: 'when', label: say('journal.column.when') },
        { key: 'where', label: say('journal.column.where') },
        { key: 'people', label: say('journal.column.people'), numeric: true },
      ]}
      rows={lines.map((line) => {
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
            when: daysInWords(intl, line),
            where: line.online ? say('journal.online') : [line.place, country].filter((part) => part !== null).join(', '),
            people: line.people === null ? '' : intl.formatNumber(line.people),
          },
        }
      })}
    />
  )
}

/** The pages before and after. There is no last page number: counting a million entries would cost more than it tells. */
export const OlderNewer = ({
  page: { newer, older },
  hrefOf,
}: {
  page: Pick<ActivityPage, 'newer' | 'older'>
  hrefOf: (cursor: Cursor) => string
}) => {
  const { say } = useLanguage()
  if (newer === null && older === null) return null
  return (
    <nav aria-label={say('platform.ui.pagination')}>
      <Row>
        {newer !== null && (
          <LinkButton kind="quiet" to={hrefOf(newer)}>
            {say('journal.newer')}
          </LinkButton>
        )}
        {older !== null && (
          <LinkButton kind="quiet" to={hrefOf(older)}>
            {say('journal.older')}
          </LinkButton>
        )}
      </Row>
    </nav>
  )
}
