import { data, redirect } from 'react-router'
import { localNow, uuidIn } from '#modules/care/index.ts'
import { recordRead } from '#platform/audit.server.ts'
import { text } from '#platform/cells.ts'
import { Theirs } from '#platform/forms/form-state.tsx'
import { differences, reading, type Typed, typedOf, versionIn } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { found } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Page } from '#platform/ui/index.ts'
import { answered } from '../answer.server.ts'
import { colleaguesOf } from '../coercion/form.server.ts'
import { correctMeasure } from '../coercion/measures.commands.server.ts'
import { readMeasure } from '../coercion/measures.queries.server.ts'
import { readMeasureForm } from '../forms.server.ts'
import { readHouse, readOfHouse } from '../house.queries.server.ts'
import { MeasureForm } from '../screen/measure-form.tsx'
import { basesOf, housePath } from '../vocabulary.ts'
import type { Route } from './+types/correct'

const typedAt = (name: string, at: Date | null): Typed => {
  if (at === null) return {}
  const { day, time } = localNow(at)
  return { [name]: day, [`${name}_time`]: time }
}
type Held = Awaited<ReturnType<typeof readMeasure>>
const typedMeasure = ({ version, versions: [now] }: Held): Typed => ({
  version: String(version),
  kind: now?.kind ?? '',
  legal_basis: now?.legalBasis ?? '',
  ...typedAt('started', now?.startedAt ?? null),
  ...typedAt('ended', now?.endedAt ?? null),
  decided_by: now?.decidedBy ?? '',
  alternatives: now?.alternatives.join('|') ?? '',
  reason: now?.reason ?? '',
  tried: now?.tried ?? '',
})

export const loader = (args: Route.LoaderArgs) => {
  const { network, id } = args.params
  return inRequest(args, async (scope) => {
    const house = await readHouse(scope, network, id)
    const measure = await readMeasure(scope, network, uuidIn(args.params.measure))
    found(measure.isVoid ? undefined : true)
    await recordRead(scope, network, 'stays.readMeasure', `measure/${measure.id}`, { about: measure.personId })
    return {
      person: await readOfHouse(scope, network, id, measure.personId),
      bases: basesOf(house.country),
      colleagues: await colleaguesOf(scope, network, id, args.params.lang),
      typed: typedMeasure(measure),
    }
  })
}

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id, person } = args.params
  const measure = uuidIn(args.params.measure)
  const form = await args.request.formData()
  const chosen = form.getAll('alternatives').map(String)
  const typed: Typed = { ...typedOf(form), alternatives: chosen.join('|') }
  const now = await inRequest(args, (scope) => readMeasure(scope, network, measure))
  // Two correct at once: the second keeps what they typed, and reads beside it what the first wrote.
  if (now.version !== versionIn(typed)) {
    const theirs = differences(typed, typedMeasure(now))
    return data({ typed: { ...typed, version: String(now.version) }, faults: {}, theirs }, { status: 409 })
  }
  const faults = await answered(args, async (scope, actor) => {
    const { country } = await readHouse(scope, network, id)
    const read = readMeasureForm(typed, chosen, basesOf(country))
    const own = reading(typed)
    const why = own.cell('why', text) ?? ''
    const reason = own.done(() => why)
    if (!read.ok || !reason.ok) return { ...(read.ok ? {} : read.faults), ...(reason.ok ? {} : reason.faults) }
    await correctMeasure(scope, actor, network, measure, versionIn(typed), { ...read.input, why: reason.input })
    return null
  })
  return faults === null
    ? redirect(`/${lang}${housePath(network, id, person, measure)}?saved`)
    : data({ typed, faults, theirs: null }, { status: 422 })
}

/** What stands in the register is corrected, with a reason: a version beside the one before it. */
export default function Correct({ loaderData, actionData, params: { network, id, person, measure } }: Route.ComponentProps) {
  const { bases, colleagues } = loaderData
  const { say, to } = useLanguage()
  const state = actionData ?? { typed: loaderData.typed, faults: {} }
  const back = to(housePath(network, id, person, measure))
  return (
    <Page
      title={say('stays.measure.correct')}
      purpose={say('stays.measure.correct.purpose')}
      back={{ to: back, label: say('stays.measure.back') }}
    >
      <title>{`${say('stays.measure.correct')} · Maillage`}</title>
      <Theirs
        theirs={actionData?.theirs ?? null}
        labelOf={(each) => say(`stays.field.${each.replace(/_time$/, '')}` as MessageId)}
        nameOf={(each, value) => {
          if (each === 'kind') return say(`stays.kind.${value}` as MessageId)
          if (each === 'legal_basis') return say(`stays.basis.${value}` as MessageId)
          if (each === 'alternatives')
            return value
              .split('|')
              .map((one) => say(`stays.alternative.${one}` as MessageId))
              .join(', ')
          return colleagues.find((colleague) => colleague.value === value)?.label ?? value
        }}
      />
      <MeasureForm state={state} colleagues={colleagues} bases={bases} back={back} corrects />
    </Page>
  )
}
