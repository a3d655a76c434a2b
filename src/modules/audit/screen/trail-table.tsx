import { useLanguage } from '#platform/languages/intl.tsx'
import { LinkButton, Row, Table, Tag, TextLink } from '#platform/ui/index.ts'
import { type Cursor, type Filters, searchOf } from '../filters.ts'
import type { TrailRow } from '../vocabulary.ts'
import { actionInWords, howInWords, personInWords, roleInWords } from './words.ts'

type Props = { rows: readonly TrailRow[]; names: Readonly<Record<string, string>>; base: string; filters: Filters; part: 'all' | 'signIns' }

/** Who did what, about whom, when and why: one row each. A name narrows the trail to that person. */
export const TrailTable = ({ rows, names, base, filters, part }: Props) => {
  const { say, intl } = useLanguage()
  const person = (field: 'actor' | 'about', id: string | null) =>
    id === null ? (
      personInWords(say, names, null)
    ) : (
      <TextLink to={`${base}${searchOf({ ...filters, [field]: id })}`}>{personInWords(say, names, id)}</TextLink>
    )
  const cellsOf = (row: TrailRow) => ({
    when: intl.formatDate(row.at, { dateStyle: 'medium', timeStyle: 'medium' }),
    who: (
      <div>
        {person('actor', row.person)}
        {row.roles.length > 0 && <span className="trail-roles">{row.roles.map((role) => roleInWords(say, intl, role)).join(', ')}</span>}
      </div>
    ),
    what: (
      <div>
        {actionInWords(say, intl, row.action)} {row.outcome === 'failure' && <Tag>{say('audit.failed')}</Tag>}
      </div>
    ),
    target:
      row.target === 'all' ? '' : <span className="trail-target">{part === 'all' ? row.target : howInWords(say, intl, row.target)}</span>,
    about: row.about === null ? '' : person('about', row.about),
    why: row.reason ?? '',
  })
  const columns = [
    { key: 'when', label: say('audit.column.when') },
    { key: 'who', label: say('audit.column.who') },
    { key: 'what', label: say('audit.column.what') },
    { key: 'target', label: say(part === 'all' ? 'audit.column.target' : 'audit.column.how') },
    ...(part === 'all'
      ? [
          { key: 'about', label: say('audit.column.about') },
          { key: 'why', label: say('audit.column.why') },
        ]
      : []),
  ]
  return (
    <Table
      caption={say('audit.caption')}
      captionHidden
      columns={columns}
      rows={rows.map((row) => ({ key: String(row.seq), cells: cellsOf(row) }))}
    />
  )
}

/** The pages before and after. There is no last page number: counting a million rows would cost more than it tells. */
export const OlderNewer = ({
  newer,
  older,
  hrefOf,
}: {
  newer: Cursor | null
  older: Cursor | null
  hrefOf: (cursor: Cursor) => string
}) => {
  const { say } = useLanguage()
  if (newer === null && older === null) return null
  return (
    <nav aria-label={say('platform.ui.pagination')}>
      <Row>
        {newer !== null && (
          <LinkButton kind="quiet" to={hrefOf(newer)}>
            {say('audit.newer')}
          </LinkButton>
        )}
        {older !== null && (
          <LinkButton kind="quiet" to={hrefOf(older)}>
            {say('audit.older')}
          </LinkButton>
        )}
      </Row>
    </nav>
  )
}
