import { useLanguage } from '#platform/languages/intl.tsx'
import { Notice, Section, Table } from '#platform/ui/index.ts'
import type { RequestOfPerson } from '../requests/of-person.queries.server.ts'
import { useMoments } from './moment.tsx'

type Props = { network: string; requests: readonly RequestOfPerson[] }

/** What somebody must know before they go there: it stood in the request with which the episode began. */
export const SafetyNotice = ({ requests }: Pick<Props, 'requests'>) => {
  const { say } = useLanguage()
  const words = requests.map(({ alert }) => alert?.safety ?? '').filter((text) => text !== '')
  return words.length === 0 ? null : (
    <Notice kind="attention" title={say('care.field.safety')}>
      {words.map((text) => (
        <p key={text} className="kept-lines">
          {text}
        </p>
      ))}
    </Notice>
  )
}

const WAYS = ['answer', 'askerName', 'askerReach'] as const
/** How whoever asked wished to be reached, as lines beside those of the file. */
export const useWaysToReach = (requests: readonly RequestOfPerson[]) => {
  const { say } = useLanguage()
  return WAYS.map((way): [key: string, term: string, what: string] => [
    way,
    say(`care.field.${way}`),
    [...new Set(requests.map(({ alert }) => alert?.[way] ?? ''))].filter((text) => text !== '').join('\n'),
  ])
}

/** The requests about a person, one a line. */
export const PersonRequests = ({ network, requests }: Props) => {
  const { say, to } = useLanguage()
  const { day } = useMoments()
  if (requests.length === 0) return null
  return (
    <Section title={say('care.person.requests')} id="requests">
      <Table
        caption={say('care.person.requests')}
        captionHidden
        columns={[
          { key: 'day', label: say('care.column.sent') },
          { key: 'from', label: say('care.column.from'), under: true },
          { key: 'to', label: say('care.column.to') },
          { key: 'reason', label: say('care.column.reason') },
          { key: 'state', label: say('care.column.state') },
        ]}
        rows={requests.map((request) => ({
          key: request.id,
          href: to(`/care/${network}/requests/${request.id}`),
          cells: {
            day: day(request.on),
            from: request.from ?? say(`care.from.${request.fromKind}`),
            to: request.to ?? '',
            reason: say(`care.reason.${request.reasonKind}`),
            state: say(`care.state.${request.state}`),
          },
        }))}
      />
    </Section>
  )
}
