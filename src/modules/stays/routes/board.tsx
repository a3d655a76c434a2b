import { data, redirect } from 'react-router'
import { whole } from '#platform/cells.ts'
import { useField } from '#platform/forms/form-state.tsx'
import { reading, typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import {
  Button,
  Empty,
  Fold,
  Form,
  FunctionBadge,
  LinkButton,
  Notice,
  Page,
  Row,
  Section,
  Stack,
  Table,
  Tag,
  TextField,
  TextLink,
  useSaved,
} from '#platform/ui/index.ts'
import { readBoard, statePlaces } from '../board.server.ts'
import { MeasureTable } from '../screen/measure-table.tsx'
import { useTimes } from '../screen/words.ts'
import { housePath } from '../vocabulary.ts'
import type { Route } from './+types/board'
import '../screen/stays.css'

export const loader = (args: Route.LoaderArgs) => {
  const now = new Date()
  return inRequest(args, async (scope) => ({
    ...(await readBoard(scope, args.params.network, args.params.id, now)),
    now: now.toISOString(),
  }))
}

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const typed = typedOf(await args.request.formData())
  const form = reading(typed)
  const free = form.cell('free', whole)
  const read = form.done(() => free ?? 0)
  if (!read.ok) return data({ typed, faults: read.faults }, { status: 422 })
  await inRequest(args, (scope, actor) => statePlaces(scope, actor, network, id, read.input))
  return redirect(`/${lang}${housePath(network, id)}?saved`)
}

type Loaded = Route.ComponentProps['loaderData']

/** The board of a house: who is here, out or leaving, who is on the way in or waits, and what somebody has to see to. */
export default function Board({ loaderData, actionData, params: { network, id } }: Route.ComponentProps) {
  const { house, concerning, now } = loaderData
  const { say, to } = useLanguage()
  const saved = useSaved()
  const here = to(housePath(network, id))
  return (
    <Page
      title={house.name}
      purpose={say('stays.board.purpose')}
      back={{ to: to(`/care/${network}/teams/${id}`), label: say('stays.back.team') }}
      wide
      actions={
        <>
          <LinkButton to={`${here}/life`}>{say('stays.life.title')}</LinkButton>
          <LinkButton to={`${here}/register`}>{say('stays.register.title')}</LinkButton>
          {house.isLead && (
            <LinkButton kind="quiet" to={`${here}/settings`}>
              {say('stays.settings.title')}
            </LinkButton>
          )}
          {house.careFunction !== null && <FunctionBadge code={house.careFunction} label={say(`function.${house.careFunction}`)} />}
        </>
      }
    >
      <title>{`${house.name} · Maillage`}</title>
      {saved !== null && <Notice kind="saved">{say('stays.saved')}</Notice>}
      {concerning.length > 0 && (
        <Section title={say('stays.board.concerning')} id="concerning">
          <MeasureTable network={network} house={id} title={say('stays.board.concerning')} measures={concerning} now={now} />
        </Section>
      )}
      <Places house={house} state={actionData ?? { typed: {}, faults: {} }} />
      <Staying {...loaderData} here={here} />
      <Paths {...loaderData} here={here} />
      <Waiting {...loaderData} here={here} />
      <Departed {...loaderData} here={here} />
      <Others {...loaderData} here={here} />
    </Page>
  )
}

const Places = ({ house, state }: { house: Loaded['house']; state: Parameters<typeof useField>[0] }) => {
  const { say } = useLanguage()
  const { at } = useTimes()
  const free = house.room === null ? null : Math.max(0, house.room - house.taken)
  const field = useField({ ...state, typed: { free: String(free ?? ''), ...state.typed } })
  const { stated } = house
  return (
    <Section title={say('stays.places.title')} id="places">
      <Stack gap="small">
        <p>
          {house.room === null
            ? say('stays.places.unknown', { taken: house.taken })
            : say('stays.places.counted', { taken: house.taken, room: house.room, free: free ?? 0 })}
        </p>
        <p>
          {stated === null
            ? say('stays.places.unstated')
            : say('stays.places.stated', {
                state: say(`stays.places.state.${stated.state}`),
                n: stated.placesFree ?? 0,
                at: at(stated.at),
              })}
        </p>
        <Fold title={say('stays.places.state')} open={Object.keys(state.faults).length > 0}>
          <Form method="post">
            <Stack gap="small">
              <TextField {...field('free', 'stays.field.free', 'stays.hint.free')} inputMode="numeric" size="short" required />
              <Button>{say('stays.places.state.act')}</Button>
            </Stack>
          </Form>
        </Fold>
      </Stack>
    </Section>
  )
}

const Staying = ({ staying, here, house }: Loaded & { here: string }) => {
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

const Paths = ({ paths, here, house }: Loaded & { here: string }) => {
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
              state:
                path.until === null
                  ? say(`stays.step.${path.state}`)
                  : say('stays.path.until', { step: say(`stays.step.${path.state}`), day: day(path.until) }),
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

const Waiting = ({ waiting, here }: Loaded & { here: string }) => {
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

const Departed = ({ departed, here }: Loaded & { here: string }) => {
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

const Others = ({ others, here }: Loaded & { here: string }) => {
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
