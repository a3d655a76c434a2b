import { randomUUID } from 'node:crypto'
import { data, redirect } from 'react-router'
import { Wrong } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { inRequest } from '#platform/request.server.ts'
import { Button, Empty, Form, Notice, Page, Section, SelectField, Stack, Tag, TextLink, useSaved } from '#platform/ui/index.ts'
import { listDiscussed, listFollowedNames } from '../discussed/discussed.queries.server.ts'
import { actOnTalk } from '../discussed/talk-form.server.ts'
import { readRules } from '../rules.queries.server.ts'
import { BoardTabs } from '../screen/board-tabs.tsx'
import { useClock } from '../screen/moments.ts'
import { TalkBody, TalkFields } from '../screen/talk.tsx'
import { hereIn, namesOfMates } from '../team.server.ts'
import '../screen/boards.css'
import type { Route } from './+types/discussed'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    const { team, zone, isLead, mates } = await hereIn(scope, actor, network, id)
    const talks = await listDiscussed(scope, network, id)
    return {
      team,
      zone,
      isLead,
      names: namesOfMates(mates),
      limit: (await readRules(scope, network, id)).discussedDays,
      talks: talks.map((talk) => ({ ...talk, agreement: randomUUID() })),
      others: (await listFollowedNames(scope, network, id)).filter(({ isOn }) => !isOn),
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const typed = typedOf(await args.request.formData())
  const faults = await inRequest(args, async (scope, actor) => {
    await hereIn(scope, actor, network, id)
    return actOnTalk(scope, actor, network, id, typed)
  })
  return faults === null ? redirect(`/${lang}/boards/${network}/${id}/discussed?saved`) : data({ typed, faults }, { status: 422 })
}

/** Those whom a team talks about today: since when, why, how often they are seen, and what was agreed. */
export default function DiscussedPage({ loaderData, actionData, params: { network, id } }: Route.ComponentProps) {
  const { team, zone, isLead, names, limit, talks, others } = loaderData
  const { say, to } = useLanguage()
  const clock = useClock(zone)
  const saved = useSaved()
  const nameOf = (name: string) => (name === '' ? say('care.unnamed') : name)
  return (
    <Page
      title={say('boards.discussed.title', { team: team.name })}
      purpose={say('boards.discussed.purpose')}
      back={{ to: to(`/care/${network}/teams/${id}`), label: team.name }}
    >
      <title>{`${say('boards.discussed.title', { team: team.name })} · Maillage`}</title>
      <BoardTabs network={network} id={id} view="discussed" isLead={isLead} />
      {saved !== null && <Notice kind="saved">{say('form.saved')}</Notice>}
      <Wrong faults={actionData?.faults ?? {}} labelOf={(each) => say(`boards.field.${each}` as MessageId)} />
      <Section title={say('boards.discussed.today')} aside={<Tag>{String(talks.length)}</Tag>}>
        {talks.length === 0 && <Empty title={say('boards.discussed.none')} what={say('boards.discussed.none.what')} />}
        <ul className="board-list">
          {talks.map((talk) => (
            <li key={talk.id} className="board-visit">
              <h3>
                <TextLink to={to(`/boards/${network}/${id}/discussed/${talk.personId}`)}>{nameOf(talk.name)}</TextLink>
              </h3>
              <TalkBody talk={talk} names={names} clock={clock} limit={limit} agreement={talk.agreement} />
            </li>
          ))}
        </ul>
      </Section>
      {others.length > 0 && (
        <Section title={say('boards.discussed.on')}>
          <Form method="post">
            <Stack>
              <input type="hidden" name="intent" value="on" />
              <SelectField
                name="person"
                label={say('boards.field.person')}
                options={others.map(({ personId, name }) => ({ value: personId, label: nameOf(name) }))}
                empty={say('form.choose')}
                required
              />
              <TalkFields />
              <Button kind="primary">{say('boards.discussed.on')}</Button>
            </Stack>
          </Form>
        </Section>
      )}
    </Page>
  )
}
