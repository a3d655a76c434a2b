import { useLanguage } from '#platform/languages/intl.tsx'
import { Row, Table, Tag } from '#platform/ui/index.ts'
import type { Followed } from '../people/people.queries.server.ts'
import { useMoments } from './moment.tsx'

/** Those whom a team follows: since when, who is there first, the last contact and the next. */
export const FollowedTable = ({ network, lines }: { network: string; lines: readonly Followed[] }) => {
  const { say, to } = useLanguage()
  const { at, day } = useMoments()
  return (
    <Table
      caption={say('care.followed.title')}
      captionHidden
      columns={[
        { key: 'name', label: say('care.column.name') },
        { key: 'place', label: say('care.column.place'), under: true },
        { key: 'since', label: say('care.column.since'), whole: true },
        { key: 'referent', label: say('care.column.referent') },
        { key: 'last', label: say('care.column.last'), whole: true },
        { key: 'next', label: say('care.column.next'), whole: true },
      ]}
      rows={lines.map(({ id, given, family, place, enteredOn, isLong, referent, lastContact, nextOn, missed, isMissing }) => ({
        key: id,
        href: to(`/care/${network}/people/${id}`),
        cells: {
          name: `${given} ${family}`.trim() || say('care.unnamed'),
          place,
          since: (
            <Row>
              {day(enteredOn)}
              {isLong && <Tag>{say('care.long')}</Tag>}
            </Row>
          ),
          referent: referent ?? <Tag tone="attention">{say('care.referent.none')}</Tag>,
          last: (
            <Row>
              {at(lastContact)}
              {missed > 0 && <Tag {...(isMissing ? { tone: 'attention' as const } : {})}>{say('care.missedInARow', { n: missed })}</Tag>}
            </Row>
          ),
          next: day(nextOn),
        },
      }))}
    />
  )
}
