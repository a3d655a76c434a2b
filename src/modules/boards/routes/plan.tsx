import { randomUUID } from 'node:crypto'
import { data, redirect } from 'react-router'
import { matching } from '#platform/cells.ts'
import { useField, Wrong } from '#platform/forms/form-state.tsx'
import { reading, type Typed, typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { inRequest } from '#platform/request.server.ts'
import { Button, Empty, Form, LinkButton, Page, Row, SelectField, Stack, TextArea } from '#platform/ui/index.ts'
import { localNow } from '../../care/index.ts'
import { listAway } from '../duty/away.server.ts'
import { readRules } from '../rules.queries.server.ts'
import { PlanFields } from '../screen/plan-fields.tsx'
import { hereIn, optionsOfMates } from '../team.server.ts'
import { readPlan } from '../visits/plan-form.server.ts'
import { planVisit } from '../visits/visits.commands.server.ts'
import { listTargets } from '../visits/visits.queries.server.ts'
import '../screen/boards.css'
import type { Route } from './+types/plan'

const QUARTER = 15 * 60_000
export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    const { team, zone, mates } = await hereIn(scope, actor, network, id)
    const soon = new Date(Math.ceil(Date.now() / QUARTER) * QUARTER + QUARTER)
    const { pairs } = await readRules(scope, network, id)
    const typed: Typed = {
      // Made with the form: sent twice, it is one visit.
      id: randomUUID(),
      person: new URL(args.request.url).searchParams.get('person') ?? '',
      day: localNow(soon, zone).day,
      from: localNow(soon, zone).time,
      to: localNow(new Date(soon.getTime() + 4 * QUARTER), zone).time,
      first: actor.personId,
    }
    const [today, month] = [localNow(new Date(), zone).day, localNow(new Date(Date.now() + 30 * 96 * QUARTER), zone).day]
    const workers = mates.map(({ personId }) => personId)
    return {
      away: await listAway(scope, network, workers, today, month),
      team,
      pairs,
      typed,
      mates: optionsOfMates(mates),
      people: await listTargets(scope, network, id),
    }
  })

const UUID = matching(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'cell.required')
export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const typed = typedOf(await args.request.formData())
  const faults = await inRequest(args, async (scope, actor) => {
    const { zone, mates } = await hereIn(scope, actor, network, id)
    const { pairs } = await readRules(scope, network, id)
    const read = readPlan(typed, { zone, pairs, mates: new Set(mates.map(({ personId }) => personId)) })
    const form = reading(typed)
    const [visit, person] = [form.cell('id', UUID) ?? '', form.cell('person', UUID) ?? '']
    const both = form.done(() => ({ visit, person }))
    if (!read.ok || !both.ok) return { ...(read.ok ? {} : read.faults), ...(both.ok ? {} : both.faults) }
    await planVisit(scope, actor, network, id, { ...read.input, id: visit, personId: person })
    return null
  })
  return faults === null ? redirect(`/${lang}/boards/${network}/${id}?saved#visits`) : data({ typed, faults }, { status: 422 })
}

export default function Plan({ loaderData, actionData, params: { network, id } }: Route.ComponentProps) {
  const { team, pairs, mates, people, away } = loaderData
  const { say, to } = useLanguage()
  const state = actionData ?? { typed: loaderData.typed, faults: {} }
  const field = useField(state)
  const here = to(`/boards/${network}/${id}`)
  return (
    <Page
      title={say('boards.plan')}
      purpose={say('boards.plan.purpose')}
      back={{ to: here, label: say('boards.title', { team: team.name }) }}
    >
      <title>{`${say('boards.plan')} · Maillage`}</title>
      {people.length === 0 ? (
        <Empty title={say('boards.plan.nobody')} what={say('boards.plan.nobody.what')} />
      ) : (
        <Form method="post">
          <Stack>
            <Wrong faults={state.faults} labelOf={(each) => say(`boards.field.${each}` as MessageId)} />
            <input type="hidden" name="id" value={state.typed.id ?? ''} />
            <SelectField
              {...field('person', 'boards.field.person')}
              options={people.map(({ personId, name }) => ({ value: personId, label: name === '' ? say('care.unnamed') : name }))}
              empty={say('form.choose')}
              required
            />
            <PlanFields state={state} mates={mates} pairs={pairs} away={away} />
            <TextArea {...field('purpose', 'boards.field.purpose', 'boards.hint.purpose')} rows={2} />
            <Row>
              <Button kind="primary">{say('boards.plan.keep')}</Button>
              <LinkButton kind="quiet" to={here}>
                {say('form.cancel')}
              </LinkButton>
            </Row>
          </Stack>
        </Form>
      )}
    </Page>
  )
}
