import { data, redirect } from 'react-router'
import type { Answer } from '#platform/forms/form-state.tsx'
import { typedOf, versionIn } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Button, CheckField, Fold, Form, Stack } from '#platform/ui/index.ts'
import { forWriter } from '../around.server.ts'
import { removeConversion } from '../beds.commands.server.ts'
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
  if (typed.intent === 'remove') {
    // A removal is meant: the box is part of the form, so that it works without a script.
    if (typed.confirm !== 'yes')
      return data<Answer>({ typed, faults: { confirm: { id: 'network.fault.confirm' } }, theirs: null }, { status: 422 })
    await inRequest(args, (scope, actor) => removeConversion(scope, actor, network, id, versionIn(typed)))
    return redirect(`/${lang}/network/${network}/beds?saved`)
  }
  const sent = await inRequest(args, (scope, actor) => sendConversion(scope, actor, network, id, typed))
  return 'saved' in sent ? redirect(`/${lang}/network/${network}/beds/${id}?saved`) : data<Answer>(sent.answer, { status: sent.status })
}

export default function EditConversion({ loaderData: { around, hospital, kept, choices }, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const back = to(`/network/${params.network}/beds/${params.id}`)
  const untouched: Answer = { typed: kept, faults: {}, theirs: null }
  const isRemoval = actionData?.typed.intent === 'remove'
  return (
    <NetworkPage
      around={around}
      part="beds"
      title={say('network.beds.edit')}
      purpose={say('network.beds.edit.purpose')}
      back={{ to: back, label: hospital }}
    >
      <ConversionForm {...(isRemoval ? untouched : (actionData ?? untouched))} choices={choices} cancel={back} isNew={false} />
      <Fold title={say('network.beds.remove')} open={isRemoval}>
        <p>{say('network.beds.remove.what')}</p>
        <Form method="post">
          <Stack>
            <input type="hidden" name="intent" value="remove" />
            <input type="hidden" name="version" value={kept.version ?? ''} />
            <CheckField
              name="confirm"
              value="yes"
              label={say('network.beds.remove.confirm')}
              {...(isRemoval ? { error: say('network.fault.confirm') } : {})}
            />
            <Button kind="danger">{say('network.beds.remove.act')}</Button>
          </Stack>
        </Form>
      </Fold>
    </NetworkPage>
  )
}
