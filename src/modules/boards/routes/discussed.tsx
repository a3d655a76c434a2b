import { randomUUID } from 'node:crypto'
import { data, redirect } from 'react-router'
import { Wrong } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { inRequest } from '#platform/request.server.ts'
import { Empty, Notice, Page, Section, Tag, TextLink, useSaved } from '#platform/ui/index.ts'
import { readClock } from '../board/board.queries.server.ts'
import { discussedOf, followedOf } from '../board/followed.queries.server.ts'
import { listDiscussed, listFollowedNames, listTakenOff } from '../discussed/discussed.queries.server.ts'
import { actOnTalk } from '../discussed/talk-form.server.ts'
import { useFresh } from '../live/use-live.ts'
import { readRules } from '../rules.queries.server.ts'
import { BoardTabs } from '../screen/board-tabs.tsx'
import { LineOf } from '../screen/line.tsx'
import { useClock } from '../screen/moments.ts'
import { TalkActs, TalkFacts } from '../screen/talk.tsx'
import { LookFor, PutOn, TakenOff } from '../screen/talk-lists.tsx'
import { useWall, WallLink } from '../screen/wall.tsx'
import { hereIn, namesOfMates } from '../team.server.ts'
import '../screen/boards.css'
import type { Route } from './+types/discussed'

const OFF_DAYS = 7
export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    const { team, zone, isLead, mates } = await hereIn(scope, actor, network, id)
    const now = await readClock(scope)
    const rules = await readRules(scope, network, id)
    const talks = await listDiscussed(scope, network, id)
    const followed = await followedOf(scope, `${network}/${id}`, { now, workers: mates, rules })
    const isOn = (person: string) => talks.some(({ personId }) => personId === person)
    return {
      ...{ team, zone, isLead, asOf: now.toISOString(), parts: { discussed: await discussedOf(scope, `${network}/${id}`) } },
      names: namesOfMates(mates),
      limits: { discussedDays: rules.discussedDays, intensityDays: rules.intensityDays },
      talks: talks.map((talk) => ({
        talk,
        agreement: randomUUID(),
        beside: followed.find(({ personId }) => personId === talk.personId),
      })),
      lookFor: followed.filter(({ personId, isMissing, isSilent }) => (isMissing || isSilent) && !isOn(personId)),
      off: await listTakenOff(scope, network, id, OFF_DAYS),
      others: (await listFollowedNames(scope, network, id)).filter((each) => !each.isOn),
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const typed = typedOf(await args.request.formData())
  const faults = await inRequest(args, async (scope, actor) => {
    await hereIn(scope, actor, network, id)
    return actOnTalk(scope, actor, network, id, typed)
  })
  if (faults !== null) return data({ typed, faults }, { status: 422 })
  // Back to the one who was spoken of: twelve people in ten minutes leave no time to look for the place.
  const place = ['agree', 'change', 'keep'].includes(typed.intent ?? '') ? `#talk-${typed.entry ?? ''}` : ''
  return redirect(`/${lang}/boards/${network}/${id}/discussed?saved${place}`)
}

/** Those whom a team talks about today: since when, why, how often they are seen, and what was agreed. On a wall: them, and nothing else. */
export default function DiscussedPage({ loaderData, actionData, params: { network, id } }: Route.ComponentProps) {
  const { team, zone, isLead, names, limits, talks, lookFor, off, others } = loaderData
  const { say, to } = useLanguage()
  const clock = useClock(zone)
  const saved = useSaved()
  const isWall = useWall()
  const here = to(`/boards/${network}/${id}`)
  const { state, asOf } = useFresh(`${here}/live`, loaderData)
  const title = say('boards.discussed.title', { team: team.name })
  return (
    <Page
      title={title}
      purpose={say('boards.discussed.purpose')}
      back={{ to: to(`/care/${network}/teams/${id}`), label: team.name }}
      actions={<WallLink here={`${here}/discussed`} />}
      wide
    >
      <title>{`${title} · Maillage`}</title>
      <BoardTabs network={network} id={id} view="discussed" isLead={isLead} />
      <LineOf state={state} at={clock.hour(asOf)} here={`${here}/discussed`} />
      {saved !== null && <Notice kind="saved">{say('form.saved')}</Notice>}
      <Wrong faults={actionData?.faults ?? {}} labelOf={(each) => say(`boards.field.${each}` as MessageId)} />
      <Section title={say('boards.discussed.today')} aside={<Tag>{String(talks.length)}</Tag>}>
        {talks.length === 0 && <Empty title={say('boards.discussed.none')} what={say('boards.discussed.none.what')} />}
        <ul className={isWall ? 'board-list board-talks board-wall' : 'board-list board-talks'}>
          {talks.map(({ talk, agreement, beside }) => (
            <li key={talk.id} id={`talk-${talk.id}`} className="board-visit">
              <h3>
                <TextLink to={`${here}/discussed/${talk.personId}`}>{talk.name === '' ? say('care.unnamed') : talk.name}</TextLink>
              </h3>
              <TalkFacts talk={talk} names={names} clock={clock} limits={limits} beside={beside} now={asOf} isShort={isWall} />
              {!isWall && <TalkActs talk={talk} intensityDays={limits.intensityDays} agreement={agreement} />}
            </li>
          ))}
        </ul>
      </Section>
      {!isWall && (
        <>
          {lookFor.length > 0 && <LookFor lines={lookFor} clock={clock} now={asOf} personAt={to(`/care/${network}/people/`)} />}
          {others.length > 0 && <PutOn others={others} />}
          {off.length > 0 && <TakenOff lines={off} clock={clock} />}
        </>
      )}
    </Page>
  )
}
