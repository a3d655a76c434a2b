import { data, redirect } from 'react-router'
import { localNow, uuidIn } from '#modules/care/index.ts'
import { recordRead } from '#platform/audit.server.ts'
import { type Typed, typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Page } from '#platform/ui/index.ts'
import { answered } from '../answer.server.ts'
import { colleaguesOf } from '../coercion/form.server.ts'
import { recordMeasure } from '../coercion/measures.commands.server.ts'
import { readMeasureForm } from '../forms.server.ts'
import { readHouse, readOfHouse } from '../house.queries.server.ts'
import { listStaysOf } from '../residential/stays.queries.server.ts'
import { MeasureForm } from '../screen/measure-form.tsx'
import { basesOf, housePath } from '../vocabulary.ts'
import type { Route } from './+types/new-measure'

export const loader = (args: Route.LoaderArgs) => {
  const { network, id } = args.params
  return inRequest(args, async (scope) => {
    const house = await readHouse(scope, network, id)
    const person = await readOfHouse(scope, network, id, uuidIn(args.params.person))
    await recordRead(scope, network, 'stays.readPerson', `person/${person.id}`, { about: person.id })
    const [stay] = await listStaysOf(scope, network, [person.id], id)
    return {
      person,
      // Whoever stays without their consent does so on a ground that is known already.
      basis: stay?.leftOn === null ? (stay.legalBasis ?? '') : '',
      bases: basesOf(house.country),
      colleagues: await colleaguesOf(scope, network, id, args.params.lang),
      now: localNow(new Date()),
    }
  })
}

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const person = uuidIn(args.params.person)
  const form = await args.request.formData()
  const chosen = form.getAll('alternatives').map(String)
  const typed: Typed = { ...typedOf(form), alternatives: chosen.join('|') }
  let made = ''
  const faults = await answered(args, async (scope, actor) => {
    const { country } = await readHouse(scope, network, id)
    const read = readMeasureForm(typed, chosen, basesOf(country))
    if (!read.ok) return read.faults
    made = await recordMeasure(scope, actor, network, id, person, read.input)
    return null
  })
  return faults === null ? redirect(`/${lang}${housePath(network, id, person, made)}?saved`) : data({ typed, faults }, { status: 422 })
}

/** A coercive measure is written into the register. */
export default function NewMeasure({ loaderData, actionData, params: { network, id } }: Route.ComponentProps) {
  const { person, basis, bases, colleagues, now } = loaderData
  const { say, to } = useLanguage()
  const state = actionData ?? { typed: { started: now.day, started_time: now.time, legal_basis: basis } as Typed, faults: {} }
  const title = say('stays.measure.of', { name: person.name || say('stays.unnamed') })
  const back = to(housePath(network, id, person.id))
  return (
    <Page title={title} purpose={say('stays.measure.purpose')} back={{ to: back, label: person.name || say('stays.unnamed') }}>
      <title>{`${title} · Maillage`}</title>
      <MeasureForm state={state} colleagues={colleagues} bases={bases} back={back} />
    </Page>
  )
}
