import { data, redirect } from 'react-router'
import { idIn, typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Problem } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Button, Empty, Form, FunctionBadge, LinkButton, Page, Row, Section, SelectField, Stack, TextLink } from '#platform/ui/index.ts'
import { canSetRetention, readRetention } from '../people/retention.server.ts'
import { keepFor } from '../people/retention-form.server.ts'
import { DoneNotice, doneIn } from '../screen/done.tsx'
import { RetentionForm } from '../screen/retention-form.tsx'
import { listServicesWithoutTeam } from '../teams/managing.queries.server.ts'
import { canSetClocks, canSteer, openTeam } from '../teams/teams.commands.server.ts'
import { listTeams } from '../teams/teams.queries.server.ts'
import type { Route } from './+types/network'
import '../screen/care.css'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    if (!canSetClocks(actor, network)) throw new Problem('not_found')
    const steers = canSteer(actor, network)
    return {
      teams: await listTeams(scope, network),
      services: steers ? await listServicesWithoutTeam(scope, network) : [],
      retention: canSetRetention(actor, network) ? await readRetention(scope, network) : null,
      done: doneIn(new URL(args.request.url).searchParams),
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const typed = typedOf(await args.request.formData())
  if (typed.intent === 'retention') {
    const kept = await inRequest(args, (scope, actor) => keepFor(scope, actor, network, typed))
    return 'faults' in kept
      ? data({ typed, ...kept }, { status: kept.isOvertaken ? 409 : 422 })
      : redirect(`/${lang}/care/${network}?done=saved`)
  }
  const service = await inRequest(args, async (scope, actor) => {
    if (!canSteer(actor, network)) throw new Problem('not_found')
    const id = idIn(typed.service ?? '')
    await openTeam(scope, actor, network, id)
    return id
  })
  return redirect(`/${lang}/care/${network}/teams/${service}/manage`)
}

/** The teams of a network, for who steers it: names of services and clocks, and nobody's data. */
export default function Network({
  loaderData: { teams, services, retention, done },
  actionData,
  params: { network },
}: Route.ComponentProps) {
  const { say, to } = useLanguage()
  return (
    <Page
      title={say('care.network.title')}
      purpose={say('care.network.purpose')}
      back={{ to: to('/care'), label: say('care.title') }}
      actions={
        <>
          <LinkButton to={to(`/overview/${network}`)}>{say('care.network.counts')}</LinkButton>
          <LinkButton to={to(`/care/${network}/delays`)}>{say('care.team.delays')}</LinkButton>
          <LinkButton to={to(`/boards/${network}`)}>{say('care.network.coverage')}</LinkButton>
          {retention !== null && <LinkButton to={to(`/care/${network}/emergencies`)}>{say('care.network.emergencies')}</LinkButton>}
        </>
      }
    >
      <title>{`${say('care.network.title')} · Maillage`}</title>
      <DoneNotice done={done} />
      {teams.length === 0 && <Empty title={say('care.network.none')} what={say('care.network.none.what')} />}
      <ul className="care-list">
        {teams.map(({ id, name, careFunction }) => (
          <li key={id} className="care-contact">
            <Row>
              <TextLink to={to(`/care/${network}/teams/${id}/manage`)}>{name}</TextLink>
              {careFunction !== null && <FunctionBadge code={careFunction} label={say(`function.${careFunction}`)} />}
            </Row>
          </li>
        ))}
      </ul>
      {services.length > 0 && (
        <Section title={say('care.network.open')}>
          <Form method="post">
            <Stack>
              <SelectField name="service" label={say('care.column.team')} options={services} required />
              <Button>{say('care.network.open.act')}</Button>
            </Stack>
          </Form>
        </Section>
      )}
      {retention !== null && <RetentionForm retention={retention} {...(actionData ?? { typed: {}, faults: {}, isOvertaken: false })} />}
    </Page>
  )
}
