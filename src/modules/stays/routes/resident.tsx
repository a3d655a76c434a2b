import { data, redirect } from 'react-router'
import { uuidIn } from '#modules/care/index.ts'
import { Theirs, Wrong } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { inRequest } from '#platform/request.server.ts'
import { dayOf } from '#platform/today.ts'
import { Empty, LinkButton, Notice, Page, Section, Stack, TextLink, useSaved } from '#platform/ui/index.ts'
import { answered } from '../answer.server.ts'
import { readOfHouse } from '../house.queries.server.ts'
import { changeResident, readResident, theirPlan } from '../resident.server.ts'
import { DischargePart } from '../screen/discharge-part.tsx'
import { LeavePart } from '../screen/leave-part.tsx'
import { MeasureTable } from '../screen/measure-table.tsx'
import { faultsOf } from '../screen/part-form.tsx'
import { PathPart } from '../screen/path-part.tsx'
import { StayPart } from '../screen/stay-part.tsx'
import { WaitingPart } from '../screen/waiting-part.tsx'
import { housePath } from '../vocabulary.ts'
import type { Route } from './+types/resident'
import '../screen/stays.css'

export const loader = (args: Route.LoaderArgs) => {
  const { network, id, person } = args.params
  const now = new Date()
  return inRequest(args, async (scope) => ({
    ...(await readResident(scope, network, id, person, now)),
    now: now.toISOString(),
    today: dayOf(now),
  }))
}

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id: house } = args.params
  const form = await args.request.formData()
  const checks = form.getAll('checks').map(String)
  const typed = { ...typedOf(form), checks: checks.join('|') }
  const person = uuidIn(args.params.person)
  const theirs = await inRequest(args, async (scope) => {
    await readOfHouse(scope, network, house, person)
    return theirPlan(scope, network, typed)
  })
  if (theirs !== null) return data({ typed, faults: {}, theirs }, { status: 409 })
  const faults = await answered(args, (scope, actor) => changeResident({ scope, actor, network, house, person, typed, checks }))
  return faults === null
    ? redirect(`/${lang}${housePath(network, house, person)}?saved`)
    : data({ typed, faults, theirs: null }, { status: 422 })
}

/** One person of a house: what is agreed with them, and what was done to them. */
export default function Resident({ loaderData, actionData, params: { network, id } }: Route.ComponentProps) {
  const { house, person, stay, measures, now } = loaderData
  const { say, to } = useLanguage()
  const saved = useSaved()
  const state = actionData ?? { typed: {}, faults: {} }
  const here = to(housePath(network, id, person.id))
  const name = person.name || say('stays.unnamed')
  const isStaying = stay !== null && stay.leftOn === null
  return (
    <Page
      title={name}
      purpose={say('stays.person.purpose', { house: house.name })}
      back={{ to: to(housePath(network, id)), label: house.name }}
      actions={
        <>
          {!isStaying && person.episodeId !== null && (
            <LinkButton kind="primary" to={`${here}/admit`}>
              {say('stays.admit.title')}
            </LinkButton>
          )}
          {house.careFunction !== '5' && (
            <LinkButton kind="quiet" to={`${here}/measure`}>
              {say('stays.measure.new')}
            </LinkButton>
          )}
          <LinkButton kind="quiet" to={to(`/care/${network}/people/${person.id}`)}>
            {say('stays.person.file')}
          </LinkButton>
        </>
      }
    >
      <title>{`${name} · Maillage`}</title>
      {saved !== null && <Notice kind="saved">{say('stays.saved')}</Notice>}
      <Wrong
        faults={faultsOf(state, (intent) => intent === 'leaveMove')}
        labelOf={(each) =>
          say(
            `stays.field.${each
              .split('-')
              .at(-1)
              ?.replace(/_time$/, '')}` as MessageId,
          )
        }
      />
      <Theirs
        theirs={actionData?.theirs ?? null}
        labelOf={(each) => say(`stays.field.${each}` as MessageId)}
        nameOf={(each, value) =>
          each === 'receiver'
            ? say(`stays.receiver.${value}` as MessageId)
            : each === 'checks'
              ? value
                  .split('|')
                  .map((check) => say(`stays.check.${check}` as MessageId))
                  .join(', ')
              : (loaderData.teams.find((team) => team.value === value)?.label ?? value)
        }
      />
      {stay !== null && <StayPart stay={stay} state={state} />}
      {isStaying && <LeavePart {...loaderData} stayId={stay.id} state={state} />}
      {stay !== null && <DischargePart {...loaderData} stay={stay} state={state} />}
      <PathPart {...loaderData} state={state} />
      <WaitingPart {...loaderData} state={state} />
      <Section title={say('stays.measures.title')} id="measures">
        <Stack>
          {measures.length === 0 ? (
            <Empty title={say('stays.measures.none')} what={say('stays.measures.none.what')} />
          ) : (
            <MeasureTable network={network} house={id} title={say('stays.measures.title')} measures={measures} now={now} hasNames={false} />
          )}
          {house.careFunction === '5' && (
            <p>
              <TextLink to={`${here}/measure`}>{say('stays.measure.new')}</TextLink>
            </p>
          )}
        </Stack>
      </Section>
    </Page>
  )
}
