import { dutyTeams } from '#modules/plans/index.server.ts'
import { recordRead } from '#platform/audit.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Empty, FunctionBadge, LinkButton, Notice, Page, SearchForm, Section, Table, Tag, TextLink } from '#platform/ui/index.ts'
import { findPeople, listFollowed } from '../people/people.queries.server.ts'
import { listIncoming, listOutgoing } from '../requests/requests.queries.server.ts'
import { DoneNotice, doneIn } from '../screen/done.tsx'
import { FollowedTable } from '../screen/followed-table.tsx'
import { useMoments } from '../screen/moment.tsx'
import { RequestTable } from '../screen/request-table.tsx'
import { listMyTeams, listWorkers, readMyTeam } from '../teams/teams.queries.server.ts'
import type { Route } from './+types/team'
import '../screen/care.css'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope) => {
    const { network, id } = args.params
    const team = await readMyTeam(scope, network, id)
    const search = new URL(args.request.url).searchParams
    const words = (search.get('q') ?? '').trim().slice(0, 100)
    // Whoever has left the team is nobody's referent any more.
    const here = (await listWorkers(scope, network)).filter(({ serviceId, isNow }) => serviceId === id && isNow)
    const names = new Map(here.map(({ personId, name }) => [personId, name]))
    await recordRead(scope, network, words === '' ? 'care.readTeam' : 'care.searchPeople', `team/${id}`)
    return {
      team,
      isLead: (await listMyTeams(scope)).some((mine) => mine.network === network && mine.id === id && mine.isLead),
      isOnDuty: (await dutyTeams(scope, network)).includes(id),
      incoming: await listIncoming(scope, network, id),
      outgoing: await listOutgoing(scope, network, id),
      followed: (await listFollowed(scope, network, id, team.rules.longestDays)).map((line) => ({
        ...line,
        referent: line.referent === null ? null : (names.get(line.referent) ?? null),
      })),
      words,
      found: words === '' ? null : await findPeople(scope, network, words),
      done: doneIn(search),
      now: new Date().toISOString(),
    }
  })

const BOARDS = [
  ['board', ''],
  ['rota', '/rota'],
  ['discussed', '/discussed'],
] as const
const AROUND = [
  ['crisis', 'crisis'],
  ['plans', 'plans'],
  ['measures', 'measures'],
  ['questions', 'questions'],
  ['situations', 'situations'],
  ['outreach', 'outreach'],
  ['glass', 'glass'],
] as const

export default function Team({ loaderData, params: { network, id } }: Route.ComponentProps) {
  const { team, isLead, isOnDuty, incoming, outgoing, followed, words, found, done, now } = loaderData
  const { say, to } = useLanguage()
  const { day } = useMoments()
  return (
    <Page
      title={team.name}
      purpose={say('care.team.purpose')}
      back={{ to: to('/care'), label: say('care.title') }}
      wide
      actions={
        <>
          <LinkButton kind="primary" to={to(`/care/${network}/teams/${id}/call`)}>
            {say('care.team.call')}
          </LinkButton>
          <LinkButton to={to(`/boards/${network}/${id}${team.careFunction === '2B' ? '/discussed' : ''}`)}>
            {say(team.careFunction === '2B' ? 'care.team.discussed' : 'care.team.board')}
          </LinkButton>
          {isOnDuty && <LinkButton to={to(`/crisis/${network}`)}>{say('care.team.crisis')}</LinkButton>}
          {isLead && <LinkButton to={to(`/care/${network}/teams/${id}/manage`)}>{say('care.team.manage')}</LinkButton>}
          {team.careFunction !== null && <FunctionBadge code={team.careFunction} label={say(`function.${team.careFunction}`)} />}
        </>
      }
    >
      <title>{`${team.name} · Maillage`}</title>
      <DoneNotice done={done} />
      <Section title={say('care.incoming.title')} id="incoming">
        {incoming.length === 0 ? (
          <Empty title={say('care.incoming.none')} what={say('care.incoming.none.what')} />
        ) : (
          <RequestTable network={network} title={say('care.incoming.title')} lines={incoming} now={now} />
        )}
      </Section>
      {outgoing.length > 0 && (
        <Section title={say('care.outgoing.title')} id="outgoing">
          <RequestTable network={network} title={say('care.outgoing.title')} lines={outgoing} now={now} isOutgoing />
        </Section>
      )}
      <Section title={say('care.followed.title')} id="followed" aside={<Tag>{String(followed.length)}</Tag>}>
        <SearchForm action={to(`/care/${network}/teams/${id}`)} label={say('care.team.find')} defaultValue={words} />
        {found !== null && found.length === 0 && <Notice kind="info">{say('care.team.find.none', { words })}</Notice>}
        {found !== null && found.length > 0 && (
          <Table
            caption={say('care.team.find')}
            columns={[
              { key: 'name', label: say('care.column.name') },
              { key: 'born', label: say('care.column.born'), whole: true },
              { key: 'place', label: say('care.column.place') },
            ]}
            rows={found.map(({ id: person, given, family, birthDate, place }) => ({
              key: person,
              href: to(`/care/${network}/people/${person}`),
              cells: { name: `${given} ${family}`.trim() || say('care.unnamed'), born: day(birthDate), place },
            }))}
          />
        )}
        {followed.length === 0 ? (
          <Empty title={say('care.followed.none')} what={say('care.followed.none.what')} />
        ) : (
          <FollowedTable network={network} lines={followed} />
        )}
      </Section>
      <Section title={say('care.team.more')}>
        <ul>
          {BOARDS.map(([key, path]) => (
            <li key={key}>
              <TextLink to={to(`/boards/${network}/${id}${path}`)}>{say(`care.team.${key}`)}</TextLink>
            </li>
          ))}
          {AROUND.map(([key, path]) => (
            <li key={key}>
              <TextLink to={to(`/${path}/${network}`)}>{say(`care.team.${key}`)}</TextLink>
            </li>
          ))}
          {(team.careFunction === '4' || team.careFunction === '5') && (
            <li>
              <TextLink to={to(`/stays/${network}/${id}`)}>{say('care.team.stays')}</TextLink>
            </li>
          )}
          <li>
            <TextLink to={to(`/guide/${network}/availability/${id}`)}>{say('care.team.places')}</TextLink>
          </li>
          <li>
            <TextLink to={to(`/paths/${network}`)}>{say('care.team.paths')}</TextLink>
          </li>
          {['1', '2A', '2B'].includes(team.careFunction ?? '') && (
            <li>
              <TextLink to={to(`/paths/${network}?early`)}>{say('care.team.early')}</TextLink>
            </li>
          )}
          <li>
            <TextLink to={to('/field')} reload>
              {say('care.field.link')}
            </TextLink>
          </li>
          <li>
            <TextLink to={to(`/directory/${network}/services/${id}`)}>{say('nav.directory')}</TextLink>
          </li>
        </ul>
      </Section>
    </Page>
  )
}
