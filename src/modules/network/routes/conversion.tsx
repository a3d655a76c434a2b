import { data, redirect } from 'react-router'
import type { Answer } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Button, DescriptionList, Fold, Form, LinkButton, Section, Table } from '#platform/ui/index.ts'
import { forMember } from '../around.server.ts'
import { takeBackTransition } from '../beds.commands.server.ts'
import { readConversion } from '../beds.queries.server.ts'
import { ftePerBed } from '../beds.ts'
import { today } from '../network.queries.server.ts'
import { BedStateTag, TransitionForm } from '../screen/beds.tsx'
import { NetworkPage, useShown } from '../screen/frame.tsx'
import type { Route } from './+types/conversion'
import { sendTransition } from './saving-beds.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    const around = await forMember(scope, actor, network)
    return { around, conversion: await readConversion(scope, network, id), blank: { on: today() } }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const typed = typedOf(await args.request.formData())
  const here = `/${lang}/network/${network}/beds/${id}?saved`
  if (typed.intent === 'back') {
    await inRequest(args, (scope, actor) => takeBackTransition(scope, actor, network, id, typed.after ?? ''))
    return redirect(here)
  }
  const sent = await inRequest(args, (scope, actor) => sendTransition(scope, actor, network, id, typed))
  return 'saved' in sent ? redirect(here) : data<Answer>(sent.answer, { status: sent.status })
}

type Data = Route.ComponentProps['loaderData']

export default function ConversionPage({ loaderData, actionData, params }: Route.ComponentProps) {
  const { around, conversion, blank } = loaderData
  const { say, to } = useLanguage()
  const base = to(`/network/${params.network}`)
  const last = conversion.events.at(-1) ?? null
  const edit = (
    <LinkButton kind="primary" to={`${base}/beds/${conversion.id}/edit`}>
      {say('form.edit')}
    </LinkButton>
  )
  return (
    <NetworkPage
      around={around}
      part="beds"
      title={say('network.beds.one', { beds: conversion.beds, hospital: conversion.hospital })}
      purpose={say('network.beds.one.purpose')}
      back={{ to: `${base}/beds`, label: say('network.part.beds') }}
      {...(around.maySteer ? { actions: edit } : {})}
    >
      <Facts conversion={conversion} />
      <Staff conversion={conversion} />
      <Section title={say('network.beds.history')}>
        <Course conversion={conversion} maySteer={around.maySteer} />
      </Section>
      {around.maySteer && (
        <Section title={say('network.beds.next')}>
          <TransitionForm {...(actionData ?? { typed: blank, faults: {}, theirs: null })} last={last} />
        </Section>
      )}
    </NetworkPage>
  )
}

const Facts = ({ conversion }: Pick<Data, 'conversion'>) => {
  const { say } = useLanguage()
  const shown = useShown()
  const ratio = ftePerBed(conversion)
  const source = [conversion.source, conversion.source_locator].filter((part) => part !== null).join(', ')
  return (
    <DescriptionList
      items={[
        { term: say('network.beds.kind'), description: say(`network.bedKind.${conversion.bed_kind}`) },
        { term: say('network.beds.beds'), description: shown.number(conversion.beds) },
        { term: say('network.beds.team'), description: conversion.team ?? say('network.beds.team.none') },
        { term: say('network.beds.ratio'), description: ratio === null ? '–' : shown.ratio(ratio) },
        ...(source === '' ? [] : [{ term: say('network.beds.source'), description: source }]),
        ...(conversion.note === null
          ? []
          : [{ term: say('network.beds.note'), description: <span className="said">{conversion.note}</span> }]),
      ]}
    />
  )
}

const Staff = ({ conversion: { staff, fte } }: Pick<Data, 'conversion'>) => {
  const { say } = useLanguage()
  const shown = useShown()
  return (
    <Section title={say('network.beds.staff')} aside={`${shown.number(fte)} ${say('network.fte')}`}>
      {staff.length === 0 ? (
        <p>{say('network.beds.staff.none')}</p>
      ) : (
        <Table
          caption={say('network.beds.staff')}
          captionHidden
          columns={[
            { key: 'profession', label: say('network.beds.profession') },
            { key: 'fte', label: say('network.beds.fte'), numeric: true },
          ]}
          rows={staff.map((each) => ({
            key: each.profession,
            cells: { profession: say(`network.profession.${each.profession}`), fte: shown.number(each.fte) },
          }))}
        />
      )}
    </Section>
  )
}

const Course = ({ conversion: { events }, maySteer }: Pick<Data, 'conversion'> & { maySteer: boolean }) => {
  const { say } = useLanguage()
  const shown = useShown()
  return (
    <>
      <ol className="steps">
        {events.map(({ on, state, reason }) => (
          <li key={on}>
            <span className="step-when">{shown.day(on)}</span>
            <BedStateTag state={state} /> {reason}
          </li>
        ))}
      </ol>
      {maySteer && events.length > 1 && (
        <Fold title={say('network.beds.back')}>
          <p>{say('network.beds.back.what')}</p>
          <Form method="post">
            <input type="hidden" name="intent" value="back" />
            <input type="hidden" name="after" value={events.at(-1)?.on ?? ''} />
            <Button kind="danger">{say('network.beds.back.act')}</Button>
          </Form>
        </Fold>
      )}
    </>
  )
}
