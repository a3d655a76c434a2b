import { data, redirect } from 'react-router'
import { indicatorOptions } from '#modules/account/index.ts'
import type { Answer } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { forWriter } from '../around.server.ts'
import { readPlan } from '../plan.queries.server.ts'
import { INDICATORS_OF_AN_AIM } from '../plan-form.server.ts'
import { NetworkPage } from '../screen/frame.tsx'
import { AimForm } from '../screen/plan.tsx'
import type { Route } from './+types/aim-new'
import { sendAim } from './saving-plan.server.ts'
import { languageIn } from './sending.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    const around = await forWriter(scope, actor, network, 'network.addAim')
    const last = Math.max(0, ...(await readPlan(scope, network)).map(({ position }) => position))
    const blank = { position: String(Math.min(last + 1, 999)) }
    return { around, blank, indicators: indicatorOptions(languageIn(args.params)), fields: INDICATORS_OF_AN_AIM }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const typed = typedOf(await args.request.formData())
  const sent = await inRequest(args, (scope, actor) => sendAim(scope, actor, network, null, typed))
  return 'saved' in sent ? redirect(`/${lang}/network/${network}/plan?saved`) : data<Answer>(sent.answer, { status: sent.status })
}

export default function NewAim({ loaderData: { around, blank, indicators, fields }, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const back = to(`/network/${params.network}/plan`)
  const state = actionData ?? { typed: blank, faults: {}, theirs: null }
  return (
    <NetworkPage
      around={around}
      part="plan"
      title={say('network.aim.new')}
      purpose={say('network.aim.purpose')}
      back={{ to: back, label: say('network.part.plan') }}
    >
      <AimForm {...state} indicators={indicators} fields={fields} cancel={back} />
    </NetworkPage>
  )
}
