import { useLanguage } from '#platform/languages/intl.tsx'
import { Row, Table, Tag } from '#platform/ui/index.ts'
import type { RequestLine } from '../requests/requests.queries.server.ts'
import { useMoments } from './moment.tsx'

const isLate = ({ state, answerDue, meetingDue, metAt }: RequestLine, now: Date) =>
  (state === 'sent' && answerDue !== null && new Date(answerDue) < now) ||
  (state === 'accepted' && metAt === null && meetingDue !== null && new Date(meetingDue) < now)

type Props = { network: string; title: string; lines: readonly RequestLine[]; now: string; isOutgoing?: boolean }

/** Requests, one a line: for whom, how pressing, where it stands and by when somebody is waiting. */
export const RequestTable = ({ network, title, lines, now, isOutgoing = false }: Props) => {
  const { say, to } = useLanguage()
  const { at } = useMoments()
  return (
    <Table
      caption={title}
      captionHidden
      columns={[
        { key: 'name', label: say('care.column.name') },
        { key: 'who', label: isOutgoing ? say('care.column.to') : say('care.column.from'), under: true },
        { key: 'urgency', label: say('care.column.urgency') },
        { key: 'reason', label: say('care.column.reason') },
        { key: 'state', label: say('care.column.state') },
        { key: 'due', label: say('care.column.due'), whole: true },
      ]}
      rows={lines.map((line) => ({
        key: line.id,
        href: to(`/care/${network}/requests/${line.id}`),
        cells: {
          name: (
            <Row>
              {line.name === '' ? say('care.unnamed') : line.name}
              {!isOutgoing && line.backAfter !== null && (
                <Tag {...(line.isBackSoon ? { tone: 'attention' as const } : {})}>{say('care.episode.back', { n: line.backAfter })}</Tag>
              )}
            </Row>
          ),
          who: isOutgoing ? line.to : (line.from ?? say(`care.from.${line.fromKind}`)),
          urgency: line.urgency === 'today' ? <Tag tone="attention">{say('care.urgency.today')}</Tag> : say(`care.urgency.${line.urgency}`),
          reason: say(`care.reason.${line.reasonKind}`),
          state: say(`care.state.${line.state}`),
          due: (
            <Row>
              {at(line.state === 'sent' ? line.answerDue : line.state === 'accepted' && line.metAt === null ? line.meetingDue : null)}
              {isLate(line, new Date(now)) && <Tag tone="attention">{say('care.late')}</Tag>}
            </Row>
          ),
        },
      }))}
    />
  )
}
