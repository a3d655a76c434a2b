import { data, redirect } from 'react-router'
import { countFollowed } from '#modules/care/index.ts'
import { isDay } from '#platform/cells.ts'
import type { Answer } from '#platform/forms/form-state.tsx'
import { typedOf, versionIn } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { DescriptionList, FunctionBadge, LinkButton, Picture, Section } from '#platform/ui/index.ts'
import { forMember } from '../around.server.ts'
import { loadTyped, readLoadForm, stateLoad } from '../load.commands.server.ts'
import { listStated, readStated, readTeam } from '../load.queries.server.ts'
import { drawLoad } from '../load-shown.server.ts'
import { steering, today } from '../network.queries.server.ts'
import { NetworkPage, useShown } from '../screen/frame.tsx'
import { LoadForm, StatedTable } from '../screen/load.tsx'
import type { Route } from './+types/team'
import { sendForm } from './sending.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    const around = await forMember(scope, actor, network)
    const asked = new URL(args.request.url).searchParams.get('day') ?? ''
    const day = isDay(asked) ? asked : today()
    const team = await readTeam(scope, network, id, day)
    const days = await listStated(scope, network, id)
    const counted = around.maySteer ? await countFollowed(scope, network, day) : null
    const hasRoom = team.beds !== null || team.places !== null || days.some(({ occupied }) => occupied !== null)
    return {
      around,
      team,
      days,
      hasRoom,
      counted: counted?.teams.find(({ key }) => key === id) ?? null,
      countedOn: counted?.on ?? day,
      kept: loadTyped(await readStated(scope, network, id, day), day),
      picture: drawLoad(days, hasRoom, args.params.lang),
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const typed = typedOf(await args.request.formData())
  const sent = await inRequest(args, async (scope, actor) => {
    await steering(scope, actor, network, 'network.stateLoad')
    // The version that came with the form is that of the day which it showed; of another day nothing was seen.
    const version = typed.day === typed.on ? versionIn(typed) : 0
    return sendForm({
      typed,
      read: readLoadForm(typed),
      save: async (input) => {
        await stateLoad(scope, actor, network, id, version, input)
        return id
      },
      current: async () => loadTyped(await readStated(scope, network, id, typed.on ?? ''), typed.on ?? ''),
    })
  })
  return 'saved' in sent ? redirect(`/${lang}/network/${network}/load/${id}?saved`) : data<Answer>(sent.answer, { status: sent.status })
}

export default function TeamPage({ loaderData, actionData, params }: Route.ComponentProps) {
  const { around, team, days, hasRoom, counted, countedOn, kept, picture } = loaderData
  const { say, to } = useLanguage()
  const shown = useShown()
  const base = to(`/network/${params.network}`)
  const capacity = (['beds', 'places', 'fte'] as const).flatMap((unit) => {
    const value = team[unit]
    return value === null ? [] : [{ term: say(`network.load.unit.${unit}`), description: shown.number(value) }]
  })
  return (
    <NetworkPage
      around={around}
      part="load"
      title={team.name}
      purpose={say('network.team.purpose', { organisation: team.organisation })}
      back={{ to: `${base}/load`, label: say('network.part.load') }}
    >
      {team.care_function !== null && <FunctionBadge code={team.care_function} label={say(`function.${team.care_function}`)} />}
      {counted !== null && (
        <DescriptionList
          items={[
            {
              term: say('network.load.followedOn', { day: shown.day(countedOn) }),
              description:
                counted.count === null ? say('network.load.hidden') : say('network.load.counted', { n: shown.number(counted.count) }),
            },
            ...(counted.count === null || !team.fte
              ? []
              : [{ term: say('network.load.caseload'), description: shown.one(counted.count / team.fte) }]),
          ]}
        />
      )}
      {around.maySteer && (
        <Section title={say('network.load.state')}>
          <LoadForm
            {...(actionData ?? { typed: kept, faults: {}, theirs: null })}
            hasRoom={hasRoom}
            isCounted={counted !== null}
            last={days.find(({ on }) => on < (kept.on ?? '')) ?? null}
          />
        </Section>
      )}
      <Section title={say('network.load.history')}>
        {days.length === 0 && <p>{say('network.load.none')}</p>}
        {picture === null ? (
          days.length > 0 && <StatedTable days={days} />
        ) : (
          <Picture
            svgWide={picture.wide}
            svgNarrow={picture.narrow}
            caption={say('network.load.course')}
            table={<StatedTable days={days} />}
          />
        )}
        <p>{say('network.load.what')}</p>
      </Section>
      <Section title={say('network.load.capacity')}>
        {capacity.length === 0 ? <p>{say('network.load.capacity.none')}</p> : <DescriptionList items={capacity} />}
        <p>
          <LinkButton kind="quiet" to={to(`/directory/${params.network}/services/${team.id}`)}>
            {say('network.load.directory')}
          </LinkButton>
        </p>
      </Section>
    </NetworkPage>
  )
}
