import { data, redirect } from 'react-router'
import { indicatorOptions } from '#modules/account/index.ts'
import type { Answer } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { forWriter } from '../around.server.ts'
import { changesOf, readAim, readHistory } from '../plan.queries.server.ts'
import { aimTyped, INDICATORS_OF_AN_AIM } from '../plan-form.server.ts'
import { Changes } from '../screen/changes.tsx'
import { NetworkPage } from '../screen/frame.tsx'
import { AimForm } from '../screen/plan.tsx'
import type { Route } from './+types/aim-edit'
import { sendAim } from './saving-plan.server.ts'
import { languageIn } from './sending.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    const around = await forWriter(scope, actor, network, 'network.changeAim')
    const kept = aimTyped(await readAim(scope, network, id))
    const indicators = indicatorOptions(languageIn(args.params))
    const names = new Map(indicators.map(({ value, label }) => [value, label]))
    const changes = changesOf(await readHistory(scope, network, 'aim', id), names)
    return { around, kept, indicators, changes, fields: INDICATORS_OF_AN_AIM }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const typed = typedOf(await args.request.formData())
  const sent = await inRequest(args, (scope, actor) => sendAim(scope, actor, network, id, typed))
  return 'saved' in sent ? redirect(`/${lang}/network/${network}/plan?saved`) : data<Answer>(sent.answer, { status: sent.status })
}

export default function EditAim({ loaderData: { around, kept, indicators, changes, fields }, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const back = to(`/network/${params.network}/plan`)
  const state = actionData ?? { typed: kept, faults: {}, theirs: null }
  return (
    <NetworkPage
      around={around}
      part="plan"
      title={say('network.aim.edit')}
      purpose={say('network.plan.kept')}
      back={{ to: back, label: say('network.part.plan') }}
    >
      <AimForm {...state} indicators={indicators} fields={fields} cancel={back} />
      <Changes changes={changes} />
    </NetworkPage>
  )
}
