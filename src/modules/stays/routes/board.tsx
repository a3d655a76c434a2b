import { data, redirect } from 'react-router'
import { whole } from '#platform/cells.ts'
import { useField } from '#platform/forms/form-state.tsx'
import { reading, typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Button, Fold, Form, FunctionBadge, LinkButton, Notice, Page, Section, Stack, TextField, useSaved } from '#platform/ui/index.ts'
import { readBoard, statePlaces } from '../board.server.ts'
import { Departed, Others, Paths, Staying, Waiting } from '../screen/board-parts.tsx'
import { MeasureTable } from '../screen/measure-table.tsx'
import { useTimes } from '../screen/words.ts'
import { housePath } from '../vocabulary.ts'
import type { Route } from './+types/board'
import '../screen/stays.css'

export const loader = (args: Route.LoaderArgs) => {
  const now = new Date()
  return inRequest(args, async (scope) => ({
    ...(await readBoard(scope, args.params.network, args.params.id, now)),
    now: now.toISOString(),
  }))
}

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const typed = typedOf(await args.request.formData())
  const form = reading(typed)
  const free = form.cell('free', whole)
  const read = form.done(() => free ?? 0)
  if (!read.ok) return data({ typed, faults: read.faults }, { status: 422 })
  await inRequest(args, (scope, actor) => statePlaces(scope, actor, network, id, read.input))
  return redirect(`/${lang}${housePath(network, id)}?saved`)
}

type Loaded = Route.ComponentProps['loaderData']

/** The board of a house: who is here, out or leaving, who is on the way in or waits, and what somebody has to see to. */
export default function Board({ loaderData, actionData, params: { network, id } }: Route.ComponentProps) {
  const { house, concerning, now } = loaderData
  const { say, to } = useLanguage()
  const saved = useSaved()
  const here = to(housePath(network, id))
  return (
    <Page
      title={house.name}
      purpose={say('stays.board.purpose')}
      back={{ to: to(`/care/${network}/teams/${id}`), label: say('stays.back.team') }}
      wide
      actions={
        <>
          <LinkButton to={`${here}/life`}>{say('stays.life.title')}</LinkButton>
          <LinkButton to={`${here}/register`}>{say('stays.register.title')}</LinkButton>
          {house.isLead && (
            <LinkButton kind="quiet" to={`${here}/settings`}>
              {say('stays.settings.title')}
            </LinkButton>
          )}
          {house.careFunction !== null && <FunctionBadge code={house.careFunction} label={say(`function.${house.careFunction}`)} />}
        </>
      }
    >
      <title>{`${house.name} · Maillage`}</title>
      {saved !== null && <Notice kind="saved">{say('stays.saved')}</Notice>}
      {concerning.length > 0 && (
        <Section title={say('stays.board.concerning')} id="concerning">
          <MeasureTable network={network} house={id} title={say('stays.board.concerning')} measures={concerning} now={now} />
        </Section>
      )}
      <Staying {...loaderData} here={here} />
      <Paths {...loaderData} here={here} />
      <Waiting {...loaderData} here={here} />
      <Departed {...loaderData} here={here} />
      <Places house={house} state={actionData ?? { typed: {}, faults: {} }} />
      <Others {...loaderData} here={here} />
    </Page>
  )
}

const Places = ({ house, state }: { house: Loaded['house']; state: Parameters<typeof useField>[0] }) => {
  const { say } = useLanguage()
  const { at } = useTimes()
  const free = house.room === null ? null : Math.max(0, house.room - house.taken)
  const field = useField({ ...state, typed: { free: String(free ?? ''), ...state.typed } })
  const { stated } = house
  return (
    <Section title={say('stays.places.title')} id="places">
      <Stack gap="small">
        <p>
          {house.room === null
            ? say('stays.places.unknown', { taken: house.taken })
            : say('stays.places.counted', { taken: house.taken, room: house.room, free: free ?? 0 })}
        </p>
        <p>
          {stated === null
            ? say('stays.places.unstated')
            : say('stays.places.stated', {
                state: say(`stays.places.state.${stated.state}`),
                n: stated.placesFree ?? 0,
                at: at(stated.at),
              })}
        </p>
        <Fold title={say('stays.places.state')} open={Object.keys(state.faults).length > 0}>
          <Form method="post">
            <Stack gap="small">
              <TextField {...field('free', 'stays.field.free', 'stays.hint.free')} inputMode="numeric" size="short" required />
              <Button>{say('stays.places.state.act')}</Button>
            </Stack>
          </Form>
        </Fold>
      </Stack>
    </Section>
  )
}
