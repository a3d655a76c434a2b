import { randomUUID } from 'node:crypto'
import { data, redirect } from 'react-router'
import type { Actor } from '#platform/actor.ts'
import { useField, Wrong } from '#platform/forms/form-state.tsx'
import { type Faults, type Typed, typedOf, versionIn } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { found, Problem } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import {
  Button,
  CheckGroup,
  DateField,
  Form,
  LinkButton,
  Notice,
  Page,
  Row,
  SelectField,
  Stack,
  TextArea,
  TextField,
} from '#platform/ui/index.ts'
import { localNow, readContactForm } from '../episodes/contact-form.server.ts'
import { correctContact, type OwnContact, readOwnContact } from '../episodes/correcting.server.ts'
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

// A contact that is corrected comes with the version that its writer saw; a new one has none.
const isCorrection = (typed: Typed) => (typed.version ?? '') !== ''
const typedFrom = ({ id, version, at, minutes, mode, workers, who, missed, nextOn, note }: OwnContact): Record<string, string> => ({
  ...{ id, version: String(version), mode, note, who: who.join('|'), with: workers.join('|') },
  ...{
    at: localNow(at).day,
    time: localNow(at).time,
    minutes: minutes === null ? '' : String(minutes),
    missed: missed ?? '',
    next_on: nextOn ?? '',
  },
})
type Chosen = { workers: string[]; who: string[] }
/** Corrects it. @returns what is wrong, or that it was corrected meanwhile; null when it was kept */
const correct = async (
  scope: Scope,
  actor: Actor,
  network: string,
  person: string,
  typed: Typed,
  chosen: Chosen,
): Promise<Faults | 'conflict' | null> => {
  const own = await readOwnContact(scope, actor, network, person, uuidIn(typed.id ?? ''))
  const mates = new Set((await matesOf(scope, network, own.serviceId, actor.personId)).map(({ personId }) => personId))
  const read = readContactForm(typed, chosen.workers, chosen.who, mates)
  if (!read.ok) return read.faults
  // Who has left the team since was there all the same.
  const left = own.workers.filter((worker) => worker !== actor.personId && !mates.has(worker))
  try {
    await correctContact(scope, actor, network, person, versionIn(typed), { ...read.input, workers: [...read.input.workers, ...left] })
    return null
  } catch (error) {
    if (error instanceof Problem && error.code === 'conflict') return 'conflict'
    throw error
  }
}

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    const person = await readPerson(scope, network, uuidIn(args.params.id))
    const correct = new URL(args.request.url).searchParams.get('correct')
    const own = correct === null ? null : await readOwnContact(scope, actor, network, person.id, uuidIn(correct))
    const { serviceId } = own ?? (await episodeFor(scope, network, person.id))
    const mates = await matesOf(scope, network, serviceId, actor.personId)
    return {
      name: `${person.given} ${person.family}`.trim(),
      own: own === null ? null : typedFrom(own),
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
    if (isCorrection(typed)) return correct(scope, actor, network, person.id, typed, { workers, who })
    // Made with the form: whoever changed it, or lost it, has no form of ours.
    uuidIn(typed.id ?? '')
    const episode = await episodeFor(scope, network, person.id)
    const mates = await matesOf(scope, network, episode.serviceId, actor.personId)
    const read = readContactForm(typed, workers, who, new Set(mates.map(({ personId }) => personId)))
    if (!read.ok) return read.faults
    await writeContact(scope, actor, network, episode.id, read.input)
    return null
  })
  if (faults === 'conflict') return data({ typed, faults: {}, isOvertaken: true }, { status: 409 })
  return faults === null
    ? redirect(`/${lang}/care/${network}/people/${id}?done=written`)
    : data({ typed, faults, isOvertaken: false }, { status: 422 })
}

export default function Contact({ loaderData, actionData, params: { network, id } }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const { name, mates, now, own } = loaderData
  const state = actionData ?? {
    typed: own ?? ({ id: loaderData.id, at: now.day, time: now.time, mode: 'home', who: 'person' } as Record<string, string>),
    faults: {},
  }
  const field = useField(state)
  const title = say(isCorrection(state.typed) ? 'care.contact.correct.title' : 'care.contact.title', {
    name: name === '' ? say('care.unnamed') : name,
  })
  const chosen = (group: string) => (state.typed[group] ?? '').split('|').filter((value) => value !== '')
  return (
    <Page
      title={title}
      purpose={say(isCorrection(state.typed) ? 'care.contact.correct.purpose' : 'care.contact.purpose')}
      back={{ to: to(`/care/${network}/people/${id}`), label: name || say('care.unnamed') }}
    >
      <title>{`${title} · Maillage`}</title>
      <Form method="post" className="stack stack-large">
        <Wrong faults={state.faults} labelOf={(each) => say(`care.field.${each}` as MessageId)} />
        {actionData?.isOvertaken && <Overtaken now={own?.note ?? ''} />}
        <input type="hidden" name="id" value={state.typed.id ?? ''} />
        <input type="hidden" name="version" value={(actionData?.isOvertaken ? own?.version : state.typed.version) ?? ''} />
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

const Overtaken = ({ now }: { now: string }) => {
  const { say } = useLanguage()
  return (
    <Notice kind="attention" title={say('care.contact.overtaken')}>
      <p className="kept-lines">{now}</p>
    </Notice>
  )
}
