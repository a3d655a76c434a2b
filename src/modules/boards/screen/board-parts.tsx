import { useLanguage } from '#platform/languages/intl.tsx'
import { Empty, Fold, LinkButton, Row, Section, Table, Tag, TextLink } from '#platform/ui/index.ts'
import type { Board, DutyLine } from '../board/board.ts'
import type { useClock } from './moments.ts'
import { VisitCard } from './visit-card.tsx'

type Place = { network: string; service: string; now: string; clock: ReturnType<typeof useClock> }

const DutyLines = ({ lines, now, clock }: { lines: readonly DutyLine[] } & Pick<Place, 'now' | 'clock'>) => {
  const { say } = useLanguage()
  return (
    <ul className="board-list">
      {lines.map(({ name, from, to, phone, isAway }) => (
        <li key={`${name} ${from}`}>
          <strong>{name}</strong> <span>{say('boards.duty.hours', { from: clock.near(from, now), to: clock.hour(to) })}</span>{' '}
          {phone !== null && (
            <a className="link board-duty-phone" href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`}>
              {phone}
            </a>
          )}{' '}
          {isAway && <Tag tone="attention">{say('boards.away.shift')}</Tag>}
        </li>
      ))}
    </ul>
  )
}
/** Who is on duty now, and who comes next. */
export const DutyPart = ({ duty, network, service, now, clock }: Place & { duty: Board['duty'] }) => {
  const { say, to } = useLanguage()
  return (
    <Section
      title={say('boards.duty.title')}
      id="duty"
      aside={<TextLink to={to(`/boards/${network}/${service}/rota`)}>{say('boards.tab.rota')}</TextLink>}
    >
      <h3>{say('boards.duty.now')}</h3>
      {duty.now.length === 0 ? <p>{say('boards.duty.nobody')}</p> : <DutyLines lines={duty.now} now={now} clock={clock} />}
      <h3>{say('boards.duty.next')}</h3>
      {duty.next.length === 0 ? <p>{say('boards.duty.nobodyNext')}</p> : <DutyLines lines={duty.next} now={now} clock={clock} />}
    </Section>
  )
}

type Visits = Place & { visits: Board['visits']; longer: readonly number[] }
export const VisitsPart = ({ visits, network, service, now, longer, clock }: Visits) => {
  const { say, to } = useLanguage()
  return (
    <Section title={say('boards.visits.title')} id="visits">
      {visits.length === 0 ? (
        <Empty
          title={say('boards.visits.none')}
          what={say('boards.visits.none.what')}
          start={<LinkButton to={to(`/boards/${network}/${service}/visit`)}>{say('boards.plan')}</LinkButton>}
        />
      ) : (
        <ul className="board-list">
          {visits.map((visit) => (
            <VisitCard key={visit.id} network={network} service={service} visit={visit} now={now} longer={longer} clock={clock} />
          ))}
        </ul>
      )}
    </Section>
  )
}

/** What is planned for the next days, folded: a visit that was planned in the evening for tomorrow is not lost. */
export const AheadPart = ({ visits, network, service, now, clock }: Place & { visits: Board['ahead'] }) => {
  const { say, to } = useLanguage()
  return (
    <Fold title={say('boards.ahead.title', { count: visits.length })}>
      <ul className="board-list">
        {visits.map(({ id, name, startsAt, endsAt, workers, isAlone, lacks }) => (
          <li key={id}>
            <Row>
              <span className="board-visit-time">{`${clock.near(startsAt, now)}–${clock.hour(endsAt)}`}</span>
              <TextLink to={to(`/boards/${network}/${service}/visits/${id}`)}>{name === '' ? say('care.unnamed') : name}</TextLink>
              <span>{workers.join(', ')}</span>
              {isAlone && <Tag tone="attention">{say('boards.alone')}</Tag>}
              {lacks && <Tag tone="attention">{say('boards.lacks')}</Tag>}
            </Row>
          </li>
        ))}
      </ul>
    </Fold>
  )
}

export const CallsPart = ({ calls, network, service, now, clock }: Place & { calls: Board['calls'] }) => {
  const { say, to } = useLanguage()
  return (
    <Section title={say('boards.calls.title')} id="calls">
      {calls.length === 0 ? (
        <Empty
          title={say('boards.calls.none')}
          what={say('boards.calls.none.what')}
          start={<LinkButton to={to(`/care/${network}/teams/${service}/call`)}>{say('care.team.call')}</LinkButton>}
        />
      ) : (
        <Table
          caption={say('boards.calls.title')}
          captionHidden
          columns={[
            { key: 'name', label: say('care.column.name') },
            { key: 'reason', label: say('care.column.reason'), under: true },
            { key: 'urgency', label: say('care.column.urgency') },
            { key: 'due', label: say('care.column.due'), whole: true },
          ]}
          rows={calls.map(({ id, name, urgency, reason, waitsFor, due, isLate, backAfter, isBackSoon }) => ({
            key: id,
            href: to(`/care/${network}/requests/${id}`),
            cells: {
              name: (
                <Row>
                  {name === '' ? say('care.unnamed') : name}
                  {backAfter !== null && (
                    <Tag {...(isBackSoon ? { tone: 'attention' as const } : {})}>{say('boards.back', { n: backAfter })}</Tag>
                  )}
                </Row>
              ),
              reason: say(`care.reason.${reason}`),
              urgency: urgency === 'today' ? <Tag tone="attention">{say('care.urgency.today')}</Tag> : say(`care.urgency.${urgency}`),
              due: (
                <Row>
                  {isLate && <Tag tone="attention">{say('care.late')}</Tag>}
                  <span>{say(`boards.waits.${waitsFor}`, { at: due === null ? '' : clock.near(due, now) })}</span>
                </Row>
              ),
            },
          }))}
        />
      )}
    </Section>
  )
}

export const FollowedPart = ({ followed, network, service, now, clock }: Place & { followed: Board['followed'] }) => {
  const { say, to } = useLanguage()
  return (
    <Section title={say('boards.followed.title')} id="followed" aside={<Tag>{String(followed.length)}</Tag>}>
      {followed.length === 0 ? (
        <p>{say('care.followed.none.what')}</p>
      ) : (
        <Table
          caption={say('boards.followed.title')}
          captionHidden
          columns={[
            { key: 'name', label: say('care.column.name') },
            { key: 'next', label: say('boards.followed.next'), whole: true },
            { key: 'last', label: say('care.column.last') },
            { key: 'referent', label: say('care.column.referent'), under: true },
            { key: 'plan', label: say('boards.followed.plan') },
          ]}
          rows={followed.map(({ personId, name, nextOn, visitAt, lastAt, referent, missed, isMissing, isSilent }) => ({
            key: personId,
            href: to(`/care/${network}/people/${personId}`),
            cells: {
              name: name === '' ? say('care.unnamed') : name,
              next:
                visitAt !== null ? (
                  say('boards.followed.visit', { at: clock.near(visitAt, now) })
                ) : nextOn !== null ? (
                  clock.day(nextOn)
                ) : (
                  <Row>
                    <Tag tone="attention">{say('boards.followed.nothing')}</Tag>
                  </Row>
                ),
              last: (
                <Row>
                  {lastAt === null ? '' : clock.near(lastAt, now)}
                  {missed > 0 && (
                    <Tag {...(isMissing ? { tone: 'attention' as const } : {})}>{say('care.missedInARow', { n: missed })}</Tag>
                  )}
                  {isSilent && <Tag tone="attention">{say('boards.followed.silent')}</Tag>}
                </Row>
              ),
              referent: referent ?? say('care.referent.none'),
              plan: (
                <TextLink to={to(`/boards/${network}/${service}/visit?person=${personId}`)}>
                  {say('boards.plan.short')}
                  <span className="visually-hidden">{` ${name}`}</span>
                </TextLink>
              ),
            },
          }))}
        />
      )}
    </Section>
  )
}
