import { data, redirect } from 'react-router'
import type { Answer } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { forWriter } from '../around.server.ts'
import { today } from '../network.queries.server.ts'
import { ConversionForm } from '../screen/beds.tsx'
import { NetworkPage } from '../screen/frame.tsx'
import type { Route } from './+types/conversion-new'
import { conversionChoices, sendNewConversion } from './saving-beds.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    const around = await forWriter(scope, actor, network, 'network.recordConversion')
    return { around, choices: await conversionChoices(scope, network), blank: { state: 'planned', on: today() } }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const typed = typedOf(await args.request.formData())
  const sent = await inRequest(args, (scope, actor) => sendNewConversion(scope, actor, network, typed))
  return 'saved' in sent
    ? redirect(`/${lang}/network/${network}/beds/${sent.saved}?saved`)
    : data<Answer>(sent.answer, { status: sent.status })
}

export default function NewConversion({ loaderData: { around, choices, blank }, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const back = to(`/network/${params.network}/beds`)
  return (
    <NetworkPage
      around={around}
      part="beds"
      title={say('network.beds.new')}
      purpose={say('network.beds.new.purpose')}
      back={{ to: back, label: say('network.part.beds') }}
    >
      <ConversionForm {...(actionData ?? { typed: blank, faults: {}, theirs: null })} choices={choices} cancel={back} isNew />
    </NetworkPage>
  )
}
