import { randomUUID } from 'node:crypto'
import { data, redirect } from 'react-router'
import { useField, Wrong } from '#platform/forms/form-state.tsx'
import { type Typed, typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { found } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Button, CheckGroup, DateField, Form, LinkButton, Page, Row, SelectField, Stack, TextArea, TextField } from '#platform/ui/index.ts'
import { localNow, readContactForm } from '../episodes/contact-form.server.ts'
import { writeContact } from '../episodes/episodes.commands.server.ts'
import { uuidIn } from '../ids.server.ts'
import { listEpisodes, readPerson } from '../people/people.queries.server.ts'
import { optionsOf } from '../screen/options.ts'
import { listWorkers } from '../teams/teams.queries.server.ts'
import { MISSED, MODES, PRESENT } from '../vocabulary.ts'
import type { Route } from './+types/contact'

type Scope = Parameters<typeof readPerson>[0]
/** The colleagues of the team, who can have been there as well. */
const matesOf = async (scope: Scope, network: string, service: string, personId: string) =>
  (await listWorkers(scope, network)).filter((each) => each.isNow && each.serviceId === service && each.personId !== personId)
const episodeFor = async (scope: Scope, network: string, id: string) =>
  found((await listEpisodes(scope, network, id)).find(({ isMine, leftOn }) => isMine && leftOn === null))

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    const person = await readPerson(scope, network, uuidIn(args.params.id))
    const { serviceId } = await episodeFor(scope, network, person.id)
    const mates = await matesOf(scope, network, serviceId, actor.personId)
    return {
      name: `${person.given} ${person.family}`.trim(),
      mates: mates.map(({ personId, name }) => ({ value: personId, label: name })),
      // Made with the form: sent twice, it is one contact.
      id: randomUUID(),
      now: localNow(new Date()),
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const id = uuidIn(args.params.id)
  const form = await args.request.formData()
  const [workers, who] = [form.getAll('with').map(String), form.getAll('who').map(String)]
  const typed: Typed = { ...typedOf(form), with: workers.join('|'), who: who.join('|') }
  const faults = await inRequest(args, async (scope, actor) => {
    const person = await readPerson(scope, network, id)
    const episode = await episodeFor(scope, network, person.id)
    const mates = await matesOf(scope, network, episode.serviceId, actor.personId)
    const read = readContactForm(typed, workers, who, new Set(mates.map(({ personId }) => personId)))
    if (!read.ok) return read.faults
    await writeContact(scope, actor, network, episode.id, read.input)
    return null
  })
  return faults === null ? redirect(`/${lang}/care/${network}/people/${id}?done=written`) : data({ typed, faults }, { status: 422 })
}

export default function Contact({ loaderData, actionData, params: { network, id } }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const { name, mates, now } = loaderData
  const state = actionData ?? {
    typed: { id: loaderData.id, at: now.day, time: now.time, mode: 'home', who: 'person' } as Record<string, string>,
    faults: {},
  }
  const field = useField(state)
  const title = say('care.contact.title', { name: name === '' ? say('care.unnamed') : name })
  const chosen = (group: string) => (state.typed[group] ?? '').split('|').filter((value) => value !== '')
  return (
    <Page
      title={title}
      purpose={say('care.contact.purpose')}
      back={{ to: to(`/care/${network}/people/${id}`), label: name || say('care.unnamed') }}
    >
      <title>{`${title} · Maillage`}</title>
      <Form method="post" className="stack stack-large">
        <Wrong faults={state.faults} labelOf={(each) => say(`care.field.${each}` as MessageId)} />
        <input type="hidden" name="id" value={state.typed.id ?? ''} />
        <Stack>
          <CheckGroup
            kind="radio"
            name="mode"
            legend={say('care.field.mode')}
            options={optionsOf(say, 'care.mode.', MODES)}
            defaultValues={chosen('mode')}
          />
          <div className="entry-fields-pair">
            <DateField {...field('at', 'care.field.at')} required />
            <TextField {...field('time', 'care.field.time')} type="time" size="short" required />
          </div>
          <TextField {...field('minutes', 'care.field.minutes')} inputMode="numeric" size="short" />
          <TextArea {...field('note', 'care.field.note', 'care.hint.note')} rows={4} />
          <CheckGroup
            name="who"
            legend={say('care.field.who')}
            options={optionsOf(say, 'care.who.', PRESENT)}
            defaultValues={chosen('who')}
          />
          {mates.length > 0 && <CheckGroup name="with" legend={say('care.field.with')} options={mates} defaultValues={chosen('with')} />}
          <SelectField
            {...field('missed', 'care.field.missed')}
            options={optionsOf(say, 'care.missed.', MISSED)}
            empty={say('care.contact.took')}
          />
          <DateField {...field('next_on', 'care.field.next_on')} />
        </Stack>
        <Row>
          <Button kind="primary">{say('care.contact.keep')}</Button>
          <LinkButton kind="quiet" to={to(`/care/${network}/people/${id}`)}>
            {say('form.cancel')}
          </LinkButton>
        </Row>
      </Form>
    </Page>
  )
}
