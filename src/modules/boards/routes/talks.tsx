import { randomUUID } from 'node:crypto'
import { data, redirect } from 'react-router'
import { Wrong } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { inRequest } from '#platform/request.server.ts'
import { Button, Empty, Form, Notice, Page, Section, Stack, TextLink, useSaved } from '#platform/ui/index.ts'
import { uuidIn } from '../../care/index.ts'
import { readTalks } from '../discussed/discussed.queries.server.ts'
import { actOnTalk } from '../discussed/talk-form.server.ts'
import { readRules } from '../rules.queries.server.ts'
import { useClock } from '../screen/moments.ts'
import { TalkActs, TalkFacts, TalkFields } from '../screen/talk.tsx'
import { hereIn, namesOfMates } from '../team.server.ts'
import '../screen/boards.css'
import type { Route } from './+types/talks'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    const { team, zone, mates } = await hereIn(scope, actor, network, id)
    const { discussedDays, intensityDays } = await readRules(scope, network, id)
    return {
      team,
      zone,
      names: namesOfMates(mates),
      limits: { discussedDays, intensityDays },
      now: new Date().toISOString(),
      agreement: randomUUID(),
      ...(await readTalks(scope, network, id, uuidIn(args.params.person))),
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const person = uuidIn(args.params.person)
  const typed = typedOf(await args.request.formData())
  const faults = await inRequest(args, async (scope, actor) => {
    await hereIn(scope, actor, network, id)
    return actOnTalk(scope, actor, network, id, { ...typed, person })
  })
  return faults === null ? redirect(`/${lang}/boards/${network}/${id}/discussed/${person}?saved`) : data({ typed, faults }, { status: 422 })
}

/** One person and the board of those who are discussed: now, and whenever it was. */
export default function Talks({ loaderData, actionData, params: { network, id, person } }: Route.ComponentProps) {
  const { team, zone, names, limits, now, agreement, name, isFollowed, talks } = loaderData
  const { say, to } = useLanguage()
  const clock = useClock(zone)
  const saved = useSaved()
  const title = say('boards.talks.title', { name: name === '' ? say('care.unnamed') : name })
  const isOn = talks.some(({ until }) => until === null)
  return (
    <Page title={title} back={{ to: to(`/boards/${network}/${id}/discussed`), label: say('boards.discussed.title', { team: team.name }) }}>
      <title>{`${title} · Maillage`}</title>
      {saved !== null && <Notice kind="saved">{say('form.saved')}</Notice>}
      <Wrong faults={actionData?.faults ?? {}} labelOf={(each) => say(`boards.field.${each}` as MessageId)} />
      <p>
        <TextLink to={to(`/care/${network}/people/${person}`)}>{say('boards.visit.file', { name })}</TextLink>
      </p>
      {!isOn && isFollowed && (
        <Form method="post">
          <Stack>
            <input type="hidden" name="intent" value="on" />
            <TalkFields />
            <Button kind="primary">{say('boards.discussed.on')}</Button>
          </Stack>
        </Form>
      )}
      <Section title={say('boards.talks.all')}>
        {talks.length === 0 && <Empty title={say('boards.talks.none')} what={say('boards.talks.none.what')} />}
        <ul className="board-list">
          {talks.map((talk) => (
            <li key={talk.id} className="board-visit">
              <TalkFacts talk={talk} names={names} clock={clock} limits={limits} now={now} />
              {talk.until === null && <TalkActs talk={talk} intensityDays={limits.intensityDays} agreement={agreement} />}
            </li>
          ))}
        </ul>
      </Section>
    </Page>
  )
}
