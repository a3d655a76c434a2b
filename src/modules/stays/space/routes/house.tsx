import { inSpace } from '#modules/identity/index.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Empty, Page, Section, Stack } from '#platform/ui/index.ts'
import { readMyHouses } from '../mine.server.ts'
import { useDays } from '../screen/days.ts'
import type { Route } from './+types/house'
import '../screen/mine.css'

export const loader = (args: Route.LoaderArgs) =>
  inSpace(args, async (scope) => ({ houses: await readMyHouses(scope, args.params.network) }))

/** The house in which I live: who does what, and what our meetings decided. */
export default function MyHouse({ loaderData: { houses }, params: { network } }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const { day } = useDays()
  return (
    <Page
      title={say('myStay.house')}
      purpose={say('myStay.house.purpose')}
      back={{ to: to(`/my/${network}/stays`), label: say('myStay.title') }}
    >
      <title>{`${say('myStay.house')} · Maillage`}</title>
      {houses.length === 0 && <Empty title={say('myStay.house.none')} what={say('myStay.house.none.what')} />}
      {houses.map(({ id, name, turns, meetings }) => (
        <Stack key={id} gap="large">
          <Section title={say('myStay.turns', { house: name })} id={`turns-${id}`}>
            {turns.length === 0 && <p>{say('myStay.turns.none')}</p>}
            <ul className="mine-list">
              {turns.map((turn) => (
                <li key={turn.id}>
                  <strong>{turn.what}</strong>
                  <p>{day(turn.onDay)}</p>
                  <p>{turn.who === '' ? say('myStay.turns.nobody') : say('myStay.turns.who', { who: turn.who })}</p>
                  {turn.isDone && <p>{say('myStay.turns.done')}</p>}
                </li>
              ))}
            </ul>
          </Section>
          <Section title={say('myStay.meetings', { house: name })} id={`meetings-${id}`}>
            {meetings.length === 0 && <p>{say('myStay.meetings.none')}</p>}
            <ul className="mine-list">
              {meetings.map((meeting) => (
                <li key={meeting.id}>
                  <strong>{day(meeting.onDay)}</strong>
                  <p>
                    {meeting.chair === ''
                      ? say(`myStay.chaired.${meeting.chaired}`)
                      : say('myStay.meetings.chair', { name: meeting.chair })}
                  </p>
                  {meeting.about !== '' && <p className="mine-text">{meeting.about}</p>}
                  <ul>
                    {meeting.decisions.map(({ id: one, what, state, became }) => (
                      <li key={one}>
                        {what} <em>{say(`myStay.decided.${state}`)}</em>
                        {became !== '' && <span className="mine-text"> {became}</span>}
                      </li>
                    ))}
                  </ul>
                </li>
              ))}
            </ul>
          </Section>
        </Stack>
      ))}
    </Page>
  )
}
