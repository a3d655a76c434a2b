import { data, redirect } from 'react-router'
import { requireFresh } from '#modules/identity/index.server.ts'
import { useField, Wrong } from '#platform/forms/form-state.tsx'
import { typedOf, versionIn } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { Problem } from '#platform/problem.ts'
import { failed, inRequest } from '#platform/request.server.ts'
import { today } from '#platform/today.ts'
import { Button, CheckField, DateField, Form, LinkButton, Page, Row, Section, SelectField, Stack, Tag } from '#platform/ui/index.ts'
import { uuidIn } from '../ids.server.ts'
import { ClockFields } from '../screen/clock-fields.tsx'
import { DoneNotice, doneIn } from '../screen/done.tsx'
import { useMoments } from '../screen/moment.tsx'
import { optionsOf } from '../screen/options.ts'
import { readClocks } from '../teams/clocks-form.server.ts'
import { listCandidates, listTeamWorkers, readManagedTeam } from '../teams/managing.queries.server.ts'
import { canSetClocks, canSteer, changeTeam, endWork } from '../teams/teams.commands.server.ts'
import { addByForm } from '../teams/worker-form.server.ts'
import { PROFESSIONS } from '../vocabulary.ts'
import type { Route } from './+types/manage'
import '../screen/care.css'

export const loader = async (args: Route.LoaderArgs) => {
  // Sensitive: proof of the last ten minutes, before anything is typed.
  await requireFresh(args)
  return inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    const { clocks, leads, ...team } = await readManagedTeam(scope, actor, network, id)
    return {
      team,
      clocks,
      canSet: canSetClocks(actor, network),
      // Who coordinates sets clocks, and puts nobody into a team.
      canStaff: leads || canSteer(actor, network),
      workers: await listTeamWorkers(scope, network, id),
      candidates: await listCandidates(scope, network),
      today: today(),
      done: doneIn(new URL(args.request.url).searchParams),
    }
  })
}

export const action = async (args: Route.ActionArgs) => {
  await requireFresh(args)
  const { lang, network, id } = args.params
  const typed = typedOf(await args.request.formData())
  const faults = await inRequest(args, async (scope, actor) => {
    await readManagedTeam(scope, actor, network, id)
    if (typed.intent === 'end') {
      await endWork(scope, network, uuidIn(typed.worker ?? ''), versionIn(typed))
      return null
    }
    if (typed.intent === 'clocks') {
      const read = readClocks(typed)
      if (!read.ok) return read.faults
      await changeTeam(scope, actor, network, id, versionIn(typed), read.input)
      return null
    }
    if (typed.intent !== 'add') throw failed(new Problem('not_found'))
    return addByForm(scope, actor, network, id, typed)
  })
  return faults === null ? redirect(`/${lang}/care/${network}/teams/${id}/manage?done=saved`) : data({ typed, faults }, { status: 422 })
}

export default function Manage({ loaderData, actionData, params: { network } }: Route.ComponentProps) {
  const { team, clocks, canSet, canStaff, workers, candidates, today, done } = loaderData
  const { say, to } = useLanguage()
  const { day: dayOf } = useMoments()
  const state = actionData ?? { typed: {}, faults: {} }
  const own = (intent: string) => (state.typed.intent === intent ? state : { typed: {}, faults: {} })
  const field = useField({ ...own('add'), typed: { from: today, ...own('add').typed } })
  const title = say('care.manage.title', { team: team.name })
  const { defaultValue: lead, ...leadField } = field('lead', 'care.field.lead')
  return (
    <Page
      title={title}
      purpose={say('care.manage.purpose')}
      back={{ to: to(canSet ? `/care/${network}` : '/care'), label: say('care.network.title') }}
      actions={!canSet && <LinkButton to={to(`/boards/${network}/${team.id}/rules`)}>{say('care.manage.board')}</LinkButton>}
    >
      <title>{`${title} · Maillage`}</title>
      <DoneNotice done={done} />
      <Wrong faults={state.faults} labelOf={(each) => say(`care.field.${each}` as MessageId)} />
      <Section title={say('care.manage.workers')}>
        <ul className="care-list">
          {workers.map((worker) => (
            <li key={worker.id} className="care-contact">
              <Row>
                <strong>{worker.name}</strong>
                <span>{say(`care.profession.${worker.profession}`)}</span>
                {worker.isLead && <Tag>{say('care.manage.lead')}</Tag>}
                <span>
                  {worker.to === null
                    ? say('care.episode.since', { from: dayOf(worker.from) })
                    : say('care.episode.between', { from: dayOf(worker.from), to: dayOf(worker.to) })}
                </span>
              </Row>
              {worker.isOpen && canStaff && (
                <Form method="post">
                  <input type="hidden" name="intent" value="end" />
                  <input type="hidden" name="worker" value={worker.id} />
                  <input type="hidden" name="version" value={worker.version} />
                  <Button kind="quiet">{`${say('care.manage.end')} : ${worker.name}`}</Button>
                </Form>
              )}
            </li>
          ))}
        </ul>
      </Section>
      {canStaff && (
        <Section title={say('care.manage.add')}>
          <Form method="post">
            <Stack>
              <input type="hidden" name="intent" value="add" />
              <SelectField {...field('worker', 'care.field.worker')} options={candidates} empty={say('form.choose')} required />
              <SelectField {...field('profession', 'care.field.profession')} options={optionsOf(say, 'care.profession.', PROFESSIONS)} />
              <div className="entry-fields-pair">
                <DateField {...field('from', 'care.field.from')} required />
                <DateField {...field('until', 'care.field.until')} />
              </div>
              <CheckField {...leadField} value="true" defaultChecked={lead === 'true'} />
              <Button kind="primary">{say('care.manage.add')}</Button>
            </Stack>
          </Form>
        </Section>
      )}
      {canSet && (
        <Section title={say('care.manage.clocks')}>
          <ClockFields state={own('clocks')} clocks={clocks} version={team.version} careFunction={team.careFunction} />
        </Section>
      )}
    </Page>
  )
}
