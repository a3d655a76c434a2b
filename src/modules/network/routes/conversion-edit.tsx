import { data, redirect } from 'react-router'
import type { Answer } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { forWriter } from '../around.server.ts'
import { readConversion } from '../beds.queries.server.ts'
import { conversionTyped } from '../beds-form.server.ts'
import { ConversionForm } from '../screen/beds.tsx'
import { NetworkPage } from '../screen/frame.tsx'
import type { Route } from './+types/conversion-edit'
import { conversionChoices, sendConversion } from './saving-beds.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    const around = await forWriter(scope, actor, network, 'network.changeConversion')
    const conversion = await readConversion(scope, network, id)
    return { around, hospital: conversion.hospital, kept: conversionTyped(conversion), choices: await conversionChoices(scope, network) }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const typed = typedOf(await args.request.formData())
  const sent = await inRequest(args, (scope, actor) => sendConversion(scope, actor, network, id, typed))
  return 'saved' in sent ? redirect(`/${lang}/network/${network}/beds/${id}?saved`) : data<Answer>(sent.answer, { status: sent.status })
}

export default function EditConversion({ loaderData: { around, hospital, kept, choices }, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const back = to(`/network/${params.network}/beds/${params.id}`)
  return (
    <NetworkPage
      around={around}
      part="beds"
      title={say('network.beds.edit')}
      purpose={say('network.beds.edit.purpose')}
      back={{ to: back, label: hospital }}
    >
      <ConversionForm {...(actionData ?? { typed: kept, faults: {}, theirs: null })} choices={choices} cancel={back} isNew={false} />
    </NetworkPage>
  )
}
