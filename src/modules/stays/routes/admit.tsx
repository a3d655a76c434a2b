import { data, redirect } from 'react-router'
import { uuidIn } from '#modules/care/index.ts'
import { recordRead } from '#platform/audit.server.ts'
import { useField, Wrong } from '#platform/forms/form-state.tsx'
import { type Typed, typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { inRequest } from '#platform/request.server.ts'
import { today } from '#platform/today.ts'
import { Button, CheckGroup, DateField, Fold, Form, LinkButton, Notice, Page, Row, Stack, TextField } from '#platform/ui/index.ts'
import { answered } from '../answer.server.ts'
import { colleaguesOf } from '../coercion/form.server.ts'
import { readStayForm } from '../forms.server.ts'
import { readHouse, readOfHouse } from '../house.queries.server.ts'
import { admit } from '../residential/stays.commands.server.ts'
import { MeasureFields } from '../screen/measure-fields.tsx'
import { optionsOf } from '../screen/words.ts'
import { basesOf, housePath, WAYS } from '../vocabulary.ts'
import type { Route } from './+types/admit'

export const loader = (args: Route.LoaderArgs) => {
  const { network, id } = args.params
  return inRequest(args, async (scope) => {
    const house = await readHouse(scope, network, id)
    const person = await readOfHouse(scope, network, id, uuidIn(args.params.person))
    await recordRead(scope, network, 'stays.readPerson', `person/${person.id}`, { about: person.id })
    return {
      person,
      bases: basesOf(house.country),
      colleagues: await colleaguesOf(scope, network, id, args.params.lang),
      today: today(),
    }
  })
}

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const person = uuidIn(args.params.person)
  const form = await args.request.formData()
  const chosen = form.getAll('alternatives').map(String)
  const typed: Typed = { ...typedOf(form), alternatives: chosen.join('|') }
  const faults = await answered(args, async (scope, actor) => {
    const { country } = await readHouse(scope, network, id)
    const read = readStayForm(typed, chosen, basesOf(country))
    if (!read.ok) return read.faults
    await admit(scope, actor, network, id, person, read.input)
    return null
  })
  return faults === null ? redirect(`/${lang}${housePath(network, id, person)}?saved`) : data({ typed, faults }, { status: 422 })
}

/** Somebody comes to stay: of their own will, or with what the register has to know. */
export default function Admit({ loaderData, actionData, params: { network, id } }: Route.ComponentProps) {
  const { person, bases, colleagues, today } = loaderData
  const { say, to } = useLanguage()
  const state = actionData ?? { typed: { admitted_on: today, way: 'voluntary' } as Typed, faults: {} }
  const field = useField(state)
  const title = say('stays.admit.of', { name: person.name || say('stays.unnamed') })
  const back = to(housePath(network, id, person.id))
  return (
    <Page title={title} purpose={say('stays.admit.purpose')} back={{ to: back, label: person.name || say('stays.unnamed') }}>
      <title>{`${title} · Maillage`}</title>
      <Form method="post" className="stack stack-large">
        <Wrong faults={state.faults} labelOf={(each) => say(`stays.field.${each}` as MessageId)} />
        <Stack>
          <DateField {...field('admitted_on', 'stays.field.admitted_on')} max={today} required />
          <TextField {...field('place', 'stays.field.place')} maxLength={40} size="short" />
          <CheckGroup
            kind="radio"
            name="way"
            legend={say('stays.field.way')}
            options={optionsOf(say, 'stays.way.', WAYS)}
            defaultValues={[state.typed.way ?? '']}
          />
          <Fold title={say('stays.admit.without')} open={state.typed.way === 'without_consent'}>
            <Stack>
              <Notice kind="info">{say('stays.admit.without.what')}</Notice>
              <MeasureFields state={state} colleagues={colleagues} bases={bases} />
            </Stack>
          </Fold>
        </Stack>
        <Row>
          <Button kind="primary">{say('stays.admit.keep')}</Button>
          <LinkButton kind="quiet" to={back}>
            {say('form.cancel')}
          </LinkButton>
        </Row>
      </Form>
    </Page>
  )
}
