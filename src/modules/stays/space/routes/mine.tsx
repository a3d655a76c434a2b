import { redirect } from 'react-router'
import { inSpace } from '#modules/identity/index.server.ts'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Door, Doors, Empty, Fold, Form, Notice, Page, Section, Stack, useSaved } from '#platform/ui/index.ts'
import { CHECKS } from '../../vocabulary.ts'
import { readMine } from '../mine.server.ts'
import { useDays } from '../screen/days.ts'
import { changeMine } from '../space.commands.server.ts'
import type { Route } from './+types/mine'
import '../screen/mine.css'

export const loader = (args: Route.LoaderArgs) =>
  inSpace(args, async (scope) => ({ ...(await readMine(scope, args.params.network)), now: new Date().toISOString() }))

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const typed = typedOf(await args.request.formData())
  await inSpace(args, (scope, actor) => changeMine(scope, actor, network, typed))
  return redirect(`/${lang}/my/${network}/stays?saved`)
}

type Loaded = Route.ComponentProps['loaderData']

/** My stay, my leave, my leaving, my way into a house, my place on a list. */
export default function Mine({ loaderData, params: { network } }: Route.ComponentProps) {
  const { current, past, ways, waiting, measures, houses } = loaderData
  const { say, to } = useLanguage()
  const { day } = useDays()
  const saved = useSaved()
  const here = to(`/my/${network}/stays`)
  const hasNothing = current === null && past.length === 0 && ways.length === 0 && waiting.length === 0 && measures === 0
  return (
    <Page title={say('myStay.title')} purpose={say('myStay.purpose')} back={{ to: to(`/my/${network}`), label: say('myStay.back') }}>
      <title>{`${say('myStay.title')} · Maillage`}</title>
      {saved !== null && <Notice kind="saved">{say('myStay.saved')}</Notice>}
      {hasNothing && <Empty title={say('myStay.none')} what={say('myStay.none.what')} />}
      {(houses.length > 0 || measures > 0) && (
        <Doors>
          {houses.length > 0 && (
            <Door picture="house" title={say('myStay.house')} to={`${here}/house`} act={say('myStay.house.open')}>
              {say('myStay.house.what')}
            </Door>
          )}
          {measures > 0 && (
            <Door picture="eye" title={say('myStay.measures')} to={`${here}/measures`} act={say('myStay.measures.open')}>
              {say('myStay.measures.what', { n: measures })}
            </Door>
          )}
        </Doors>
      )}
      {current !== null && (
        <Section title={say('myStay.now')} id="stay">
          <p>{say('myStay.since', { day: day(current.admittedOn) })}</p>
          <p>{say(`myStay.way.${current.way}`)}</p>
          {current.place !== '' && <p>{say('myStay.place', { place: current.place })}</p>}
        </Section>
      )}
      {current !== null && <Leaves {...loaderData} />}
      {current !== null && <Leaving {...loaderData} />}
      {ways.map((way) => (
        <Way key={way.id} way={way} />
      ))}
      {waiting.length > 0 && (
        <Section title={say('myStay.waiting')} id="waiting">
          <ul className="mine-list">
            {waiting.map(({ id, team, since, reason, before }) => (
              <li key={id}>
                <strong>{team}</strong>
                <p>{say('myStay.waiting.since', { day: day(since) })}</p>
                <p>{say(`myStay.waits.${reason}`)}</p>
                {before !== null && <p>{say('myStay.waiting.before', { n: before })}</p>}
                <p>{say('myStay.waiting.order')}</p>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {past.length > 0 && (
        <Section title={say('myStay.past')} id="past">
          <ul>
            {past.map(({ id, admittedOn, leftOn }) => (
              <li key={id}>{say('myStay.between', { from: day(admittedOn), to: day(leftOn) })}</li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  )
}

const Leaves = ({ leaves, now }: Loaded) => {
  const { say } = useLanguage()
  const { at } = useDays()
  const agreed = leaves.filter(({ state }) => state === 'agreed')
  return (
    <Section title={say('myStay.leave')} id="leave">
      {agreed.length === 0 && <p>{say('myStay.leave.none')}</p>}
      <ul className="mine-list">
        {agreed.map(({ id, fromAt, backAt, company, words }) => (
          <li key={id}>
            <p>{say('myStay.leave.from', { at: at(fromAt) })}</p>
            <p>
              <strong>{say('myStay.leave.back', { at: at(backAt) })}</strong>
            </p>
            <p>{say(`myStay.company.${company}`)}</p>
            {words !== '' && <p className="mine-text">{words}</p>}
            {new Date(backAt) < new Date(now) && <p>{say('myStay.leave.late')}</p>}
          </li>
        ))}
      </ul>
    </Section>
  )
}

const Leaving = ({ discharge }: Loaded) => {
  const { say } = useLanguage()
  const { day } = useDays()
  if (discharge === null)
    return (
      <Section title={say('myStay.leaving')} id="leaving">
        <p>{say('myStay.leaving.none')}</p>
      </Section>
    )
  return (
    <Section title={say('myStay.leaving')} id="leaving">
      <Stack gap="small">
        <p>
          <strong>{say('myStay.leaving.on', { day: day(discharge.plannedOn) })}</strong>
        </p>
        <p>
          {discharge.receiverName === null
            ? say(`myStay.receiver.${discharge.receiver}`)
            : say('myStay.receiver.named', { name: discharge.receiverName })}
        </p>
        <p>{discharge.firstOn === null ? say('myStay.leaving.noFirst') : say('myStay.leaving.first', { day: day(discharge.firstOn) })}</p>
        {discharge.words !== '' && <p className="mine-text">{discharge.words}</p>}
        <ul className="mine-list">
          {CHECKS.map((check) => (
            <li key={check}>
              {say(discharge.checks.includes(check) ? 'myStay.check.done' : 'myStay.check.open', { what: say(`myStay.check.${check}`) })}
            </li>
          ))}
        </ul>
        {discharge.state === 'agreed' ? (
          <p>{say('myStay.leaving.agreed')}</p>
        ) : (
          <>
            <p>{say('myStay.leaving.ask')}</p>
            <Form method="post">
              <input type="hidden" name="intent" value="agree" />
              <input type="hidden" name="record" value={discharge.id} />
              <input type="hidden" name="version" value={discharge.version} />
              <Button kind="primary">{say('myStay.leaving.agree')}</Button>
            </Form>
          </>
        )}
      </Stack>
    </Section>
  )
}

const Way = ({ way }: { way: Loaded['ways'][number] }) => {
  const { say } = useLanguage()
  const { day } = useDays()
  return (
    <Section title={say('myStay.way', { house: way.house })} id={`way-${way.id}`}>
      <Stack gap="small">
        <p>{say(`myStay.where.${way.state}`)}</p>
        <ol>
          {way.steps.map(({ seq, after, onDay, until, reason }) => (
            <li key={seq}>
              {say(`myStay.step.${after}`)}{' '}
              {until === null ? say('myStay.on', { day: day(onDay) }) : say('myStay.between', { from: day(onDay), to: day(until) })}
              {reason !== '' && <span className="mine-text"> {reason}</span>}
            </li>
          ))}
        </ol>
        {way.offered !== null && (
          <>
            <Notice
              kind="info"
              title={
                way.offeredUntil === null
                  ? say('myStay.offered', { what: say(`myStay.step.${way.offered}`), day: day(way.offeredFrom) })
                  : say('myStay.offered.span', {
                      what: say(`myStay.step.${way.offered}`),
                      from: day(way.offeredFrom),
                      to: day(way.offeredUntil),
                    })
              }
            >
              <p>{say('myStay.offered.choose')}</p>
            </Notice>
            <Form method="post">
              <input type="hidden" name="intent" value="yes" />
              <input type="hidden" name="record" value={way.id} />
              <input type="hidden" name="version" value={way.version} />
              <Button kind="primary">{say('myStay.offered.yes')}</Button>
            </Form>
          </>
        )}
        {way.state !== 'ended' && (
          <Fold title={say('myStay.stop')}>
            <Form method="post">
              <input type="hidden" name="intent" value="stop" />
              <input type="hidden" name="record" value={way.id} />
              <p>{say('myStay.stop.what')}</p>
              <Button kind="danger">{say('myStay.stop.act')}</Button>
            </Form>
          </Fold>
        )}
      </Stack>
    </Section>
  )
}
