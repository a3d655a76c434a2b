import { data, redirect } from 'react-router'
import { inSpace } from '#modules/identity/index.server.ts'
import { ownFile } from '#modules/plans/index.server.ts'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Empty, Notice, Page, Section, Stack, useSaved } from '#platform/ui/index.ts'
import { readMyHouses } from '../mine.server.ts'
import { useDays } from '../screen/days.ts'
import { Subjects } from '../screen/subjects.tsx'
import { Task } from '../screen/task.tsx'
import { changeTask } from '../space.commands.server.ts'
import type { Route } from './+types/house'
import '../screen/mine.css'

export const loader = (args: Route.LoaderArgs) =>
  inSpace(args, async (scope) => ({
    houses: await readMyHouses(scope, args.params.network),
    givenName: (await ownFile(scope, args.params.network)).givenName,
  }))

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const typed = typedOf(await args.request.formData())
  const faults = await inSpace(args, (scope) => changeTask(scope, network, typed))
  return faults === null ? redirect(`/${lang}/my/${network}/stays/house?saved`) : data({ typed, faults }, { status: 422 })
}

/** The house in which I live: who does what, what I take on, what I want us to talk about, and what our meetings decided. */
export default function MyHouse({ loaderData: { houses, givenName }, actionData, params: { network } }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const saved = useSaved()
  const fault = actionData?.faults.who
  const { day } = useDays()
  return (
    <Page
      title={say('myStay.house')}
      purpose={say('myStay.house.purpose')}
      back={{ to: to(`/my/${network}/stays`), label: say('myStay.title') }}
    >
      <title>{`${say('myStay.house')} · Maillage`}</title>
      {saved !== null && <Notice kind="saved">{say('myStay.turns.saved')}</Notice>}
      {houses.length === 0 && <Empty title={say('myStay.house.none')} what={say('myStay.house.none.what')} />}
      {houses.map(({ id, name, turns, meetings, subjects, newId }) => (
        <Stack key={id} gap="large">
          <Section title={say('myStay.turns', { house: name })} id={`turns-${id}`}>
            {turns.length === 0 && <p>{say('myStay.turns.none')}</p>}
            <ul className="mine-list">
              {turns.map((turn) => (
                <Task
                  key={turn.id}
                  turn={turn}
                  name={givenName}
                  {...(fault !== undefined && actionData?.typed.record === turn.id
                    ? { wrong: { who: actionData.typed.who ?? '', error: say(fault.id) } }
                    : {})}
                />
              ))}
            </ul>
          </Section>
          <Subjects
            house={{ id, name }}
            subjects={subjects}
            newId={newId}
            name={givenName}
            state={actionData ?? { typed: {}, faults: {} }}
          />
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
                  {meeting.subjects.length > 0 && <Talked subjects={meeting.subjects} />}
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

const Talked = ({ subjects }: { subjects: readonly string[] }) => {
  const { say } = useLanguage()
  return (
    <>
      <p>{say('myStay.meetings.talked')}</p>
      <ul>
        {subjects.map((what) => (
          <li key={what} className="mine-text">
            {what}
          </li>
        ))}
      </ul>
    </>
  )
}
