import { useLanguage } from '#platform/languages/intl.tsx'
import { Empty, Row, Section, Stack, Table, Tag, TextLink } from '#platform/ui/index.ts'
import type { readBoard } from '../board.server.ts'
import { useTimes } from './words.ts'

type Board = Awaited<ReturnType<typeof readBoard>>

export const Staying = ({ staying, here, house }: Board & { here: string }) => {
  const { say } = useLanguage()
  const { at, day } = useTimes()
  if (staying.length === 0 && house.careFunction === '5') return null
  return (
    <Section title={say('stays.staying.title')} id="staying" aside={<Tag>{String(staying.length)}</Tag>}>
      {staying.length === 0 ? (
        <Empty title={say('stays.staying.none')} what={say('stays.staying.none.what')} />
      ) : (
        <Table
          caption={say('stays.staying.title')}
          captionHidden
          columns={[
            { key: 'name', label: say('stays.column.name') },
            { key: 'place', label: say('stays.field.place') },
            { key: 'since', label: say('stays.column.since') },
            { key: 'now', label: say('stays.column.now') },
            { key: 'leaving', label: say('stays.column.leaving') },
          ]}
          rows={staying.map((line) => ({
            key: line.id,
            href: `${here}/people/${line.personId}`,
            cells: {
              name: line.name || say('stays.unnamed'),
              place: line.place,
              since: day(line.admittedOn),
              now: (
                <Row>
                  {line.backAt !== null && (
                    <Tag tone={line.isOverdue ? 'attention' : 'plain'}>
                      {say(line.isOverdue ? 'stays.leave.overdue' : 'stays.leave.out', { at: at(line.backAt) })}
                    </Tag>
                  )}
                  {line.openMeasures.map(({ kind, startedAt }) => (
                    <Tag key={`${kind} ${startedAt}`} tone="attention">
                      {say(`stays.kind.${kind}`)}
                    </Tag>
                  ))}
                  {line.backAt === null && line.openMeasures.length === 0 && <span>{say('stays.here')}</span>}
                </Row>
              ),
              leaving:
                line.leavingOn === null ? (
                  ''
                ) : (
                  <Row>
                    <span>{day(line.leavingOn)}</span>
                    {line.isSoon && <Tag tone="people">{say('stays.leaving.soon')}</Tag>}
                  </Row>
                ),
            },
          }))}
        />
      )}
    </Section>
  )
}

export const Paths = ({ paths, here, house }: Board & { here: string }) => {
  const { say } = useLanguage()
  const { day } = useTimes()
  if (paths.length === 0 && house.careFunction !== '5') return null
  return (
    <Section title={say('stays.paths.title')} id="paths" aside={<Tag>{String(paths.length)}</Tag>}>
      {paths.length === 0 ? (
        <Empty title={say('stays.paths.none')} what={say('stays.paths.none.what')} />
      ) : (
        <Table
          caption={say('stays.paths.title')}
          captionHidden
          columns={[
            { key: 'name', label: say('stays.column.name') },
            { key: 'state', label: say('stays.path.where') },
            { key: 'place', label: say('stays.field.place') },
            { key: 'next', label: say('stays.path.next') },
          ]}
          rows={paths.map((path) => ({
            key: path.id,
            href: `${here}/people/${path.personId}`,
            cells: {
              name: path.name || say('stays.unnamed'),
              state: (
                <Row>
                  <span>
                    {path.until === null
                      ? say(`stays.step.${path.state}`)
                      : say('stays.path.until', { step: say(`stays.step.${path.state}`), day: day(path.until) })}
                  </span>
                  {path.isOver && <Tag tone="attention">{say('stays.path.over')}</Tag>}
                </Row>
              ),
              place: path.place,
              next:
                path.offered === null
                  ? ''
                  : say('stays.path.offered', { step: say(`stays.step.${path.offered}`), day: day(path.offeredFrom) }),
            },
          }))}
        />
      )}
    </Section>
  )
}

export const Waiting = ({ waiting, here }: Board & { here: string }) => {
  const { say } = useLanguage()
  const { day } = useTimes()
  if (waiting.length === 0) return null
  return (
    <Section title={say('stays.waiting.title')} id="waiting" aside={<Tag>{String(waiting.length)}</Tag>}>
      <Stack gap="small">
        <p>{say('stays.waiting.order')}</p>
        <Table
          caption={say('stays.waiting.title')}
          captionHidden
          columns={[
            { key: 'name', label: say('stays.column.name') },
            { key: 'since', label: say('stays.column.since') },
            { key: 'reason', label: say('stays.waiting.reason') },
          ]}
          rows={waiting.map(({ id, personId, name, since, reason }, place) => ({
            key: id,
            href: `${here}/people/${personId}`,
            cells: { name: `${place + 1}. ${name || say('stays.unnamed')}`, since: day(since), reason: say(`stays.waits.${reason}`) },
          }))}
        />
      </Stack>
    </Section>
  )
}

export const Departed = ({ departed, here }: Board & { here: string }) => {
  const { say } = useLanguage()
  const { day } = useTimes()
  if (departed.length === 0) return null
  return (
    <Section title={say('stays.departed.title')} id="departed">
      <Table
        caption={say('stays.departed.title')}
        captionHidden
        columns={[
          { key: 'name', label: say('stays.column.name') },
          { key: 'left', label: say('stays.column.left') },
          { key: 'met', label: say('stays.column.met') },
        ]}
        rows={departed.map(({ dischargeId, personId, name, leftOn, metOn, firstOn, until, isLate }) => ({
          key: dischargeId,
          href: `${here}/people/${personId}`,
          cells: {
            name: name || say('stays.unnamed'),
            left: day(leftOn),
            met:
              metOn !== null ? (
                say('stays.departed.met', { day: day(metOn) })
              ) : (
                <Row>
                  <span>
                    {firstOn === null ? say('stays.departed.by', { day: day(until) }) : say('stays.departed.first', { day: day(firstOn) })}
                  </span>
                  {isLate && <Tag tone="attention">{say('stays.departed.late')}</Tag>}
                </Row>
              ),
          },
        }))}
      />
    </Section>
  )
}

export const Others = ({ others, here }: Board & { here: string }) => {
  const { say } = useLanguage()
  if (others.length === 0) return null
  return (
    <Section title={say('stays.others.title')} id="others">
      <ul>
        {others.map(({ id, name }) => (
          <li key={id}>
            <TextLink to={`${here}/people/${id}`}>{name || say('stays.unnamed')}</TextLink>
          </li>
        ))}
      </ul>
    </Section>
  )
}
