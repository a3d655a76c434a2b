import type { ReactNode } from 'react'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Section, Table, Tag, TextLink } from '#platform/ui/index.ts'
import { type Filters, searchOf } from '../filters.ts'
import type { TrailRow } from '../vocabulary.ts'
import { actionInWords, howInWords, personInWords, roleInWords, targetInWords } from './words.ts'

type Props = { rows: readonly TrailRow[]; names: Readonly<Record<string, string>>; base: string; filters: Filters }

const useCells = ({ names, base, filters }: Omit<Props, 'rows'>) => {
  const { say, intl } = useLanguage()
  const person = (field: 'actor' | 'about', id: string | null): ReactNode => {
    const words = personInWords(say, names, id)
    return id === null ? words : <TextLink to={`${base}${searchOf({ ...filters, [field]: id })}`}>{words}</TextLink>
  }
  return (row: TrailRow) => {
    const target =
      row.kind === 'sign_in' && row.target !== 'session' ? howInWords(say, intl, row.target) : targetInWords(say, intl, names, row)
    return {
      when: <time dateTime={row.at}>{intl.formatDate(row.at, { timeStyle: 'medium' })}</time>,
      who: (
        <div>
          {person('actor', row.person)}
          {row.roles.length > 0 && <span className="trail-more">{row.roles.map((role) => roleInWords(say, intl, role)).join(', ')}</span>}
        </div>
      ),
      what: (
        <div>
          {actionInWords(say, intl, row.action)} {row.outcome === 'failure' && <Tag>{say('audit.failed')}</Tag>}
          {target !== '' && <span className="trail-more">{target}</span>}
        </div>
      ),
      about: row.about === null ? '' : person('about', row.about),
      why: row.reason ?? '',
    }
  }
}

/** Who did what, about whom, when and why, day by day, one row each. A name narrows the trail to that person. */
export const TrailTable = ({ rows, ...rest }: Props) => {
  const { say, intl } = useLanguage()
  const cellsOf = useCells(rest)
  const days = Map.groupBy(rows, ({ at }) => intl.formatDate(at, { dateStyle: 'full' }))
  const columns = [
    { key: 'when', label: say('audit.column.when') },
    { key: 'who', label: say('audit.column.who') },
    { key: 'what', label: say('audit.column.what') },
    // A column that would stay empty on the whole page takes room from the others.
    ...(rows.some(({ about }) => about !== null) ? [{ key: 'about', label: say('audit.column.about') }] : []),
    ...(rows.some(({ reason }) => reason !== null) ? [{ key: 'why', label: say('audit.column.why') }] : []),
  ]
  return (
    <div className="trail">
      {[...days].map(([day, ofDay]) => (
        <Section key={day} title={<span className="trail-day">{day}</span>}>
          <Table
            caption={`${say('audit.caption')}, ${day}`}
            captionHidden
            columns={columns}
            rows={ofDay.map((row) => ({ key: String(row.seq), cells: cellsOf(row) }))}
          />
        </Section>
      ))}
    </div>
  )
}
