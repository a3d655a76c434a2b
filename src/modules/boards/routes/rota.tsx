import { data, redirect } from 'react-router'
import { isDay } from '#platform/cells.ts'
import { useField, Wrong } from '#platform/forms/form-state.tsx'
import { type Faults, type Typed, typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { Problem } from '#platform/problem.ts'
import { failed, inRequest } from '#platform/request.server.ts'
import {
  Button,
  CheckGroup,
  Form,
  LinkButton,
  Notice,
  Page,
  Row,
  Section,
  SelectField,
  Stack,
  Tag,
  TextField,
  useSaved,
} from '#platform/ui/index.ts'
import { localNow, momentOf, uuidIn } from '../../care/index.ts'
import { addShifts, moveSwap, offerSwap, removeShift } from '../duty/duty.commands.server.ts'
import { listShifts } from '../duty/duty.queries.server.ts'
import { SWAP_MOVES } from '../duty/machine.ts'
import { readShifts } from '../duty/shift-form.server.ts'
import { dayAfter, mondayOf, weekdayOf, weekFrom } from '../duty/week.ts'
import { readRules } from '../rules.queries.server.ts'
import { BoardTabs } from '../screen/board-tabs.tsx'
import { useClock } from '../screen/moments.ts'
import { ShiftLine } from '../screen/shift-line.tsx'
import { hereIn, namesOfMates, optionsOfMates } from '../team.server.ts'
import '../screen/boards.css'
import type { Route } from './+types/rota'

const mondayIn = (request: Request, zone: string) => {
  const asked = new URL(request.url).searchParams.get('week') ?? ''
  return mondayOf(isDay(asked) && asked < '2200-01-01' ? asked : localNow(new Date(), zone).day)
}

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    const { team, zone, isLead, mates } = await hereIn(scope, actor, network, id)
    const monday = mondayIn(args.request, zone)
    const shifts = await listShifts(scope, network, id, momentOf(monday, '00:00', zone), momentOf(dayAfter(monday, 7), '00:00', zone))
    return {
      team,
      zone,
      isLead,
      me: actor.personId,
      monday,
      today: localNow(new Date(), zone).day,
      now: new Date().toISOString(),
      names: namesOfMates(mates),
      mates: optionsOfMates(mates),
      rules: await readRules(scope, network, id),
      // A shift through the night stands on the day on which it begins, and on the Monday when it began the week before.
      shifts: shifts.map((shift) => {
        const { day } = localNow(shift.startsAt, zone)
        return { ...shift, day: [day, monday].sort()[1] ?? monday }
      }),
    }
  })

const refusalOf = (error: unknown): string => {
  if (!(error instanceof Problem) || error.code !== 'invalid') throw error
  return error.detail.duty ?? 'worker'
}
export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const form = await args.request.formData()
  const days = form.getAll('days').map(String)
  const typed: Typed = { ...typedOf(form), days: days.join('|') }
  let monday = ''
  // Whatever was begun is undone with what is refused: the fault comes out of the transaction as an error.
  const work = inRequest(args, async (scope, actor): Promise<Faults | null> => {
    const { zone } = await hereIn(scope, actor, network, id)
    monday = mondayIn(args.request, zone)
    if (typed.intent === 'add') {
      const read = readShifts(typed, days, weekFrom(monday), zone)
      if (!read.ok) return read.faults
      try {
        await addShifts(scope, actor, network, id, read.input)
      } catch (error) {
        throw new Refused(refusalOf(error))
      }
    } else if (typed.intent === 'remove') await removeShift(scope, network, id, uuidIn(typed.shift ?? ''))
    else {
      const move = SWAP_MOVES.find((each) => each === typed.move)
      try {
        if (typed.intent === 'offer') {
          await offerSwap(
            scope,
            actor,
            network,
            id,
            uuidIn(typed.shift ?? ''),
            typed.to === undefined || typed.to === '' ? null : uuidIn(typed.to),
          )
        } else if (typed.intent === 'swap' && move !== undefined) await moveSwap(scope, actor, network, id, uuidIn(typed.swap ?? ''), move)
        else throw failed(new Problem('not_found'))
      } catch (error) {
        throw new Refused(refusalOf(error))
      }
    }
    return null
  })
  const faults = await work.catch((error: unknown): Faults => {
    if (!(error instanceof Refused)) throw error
    return { worker: { id: `boards.fault.${error.refusal}` as MessageId } }
  })
  if (faults !== null) return data({ typed, faults }, { status: 422 })
  return redirect(`/${lang}/boards/${network}/${id}/rota?week=${monday}&saved`)
}
/** What the database did not take, on its way out of the transaction. */
class Refused extends Error {
  readonly refusal: string
  constructor(refusal: string) {
    super(refusal)
    this.refusal = refusal
  }
}

/** Who is on duty when, a week at a time: a list of days that reads on a phone and prints. Leads plan; whoever has a shift can offer it. */
export default function Rota({ loaderData, actionData, params: { network, id } }: Route.ComponentProps) {
  const { team, zone, isLead, me, monday, today, now, names, mates, rules, shifts } = loaderData
  const { say, to } = useLanguage()
  const clock = useClock(zone)
  const saved = useSaved()
  const here = to(`/boards/${network}/${id}/rota`)
  const state = actionData ?? { typed: {}, faults: {} }
  const typed: Typed = state.typed.intent === 'add' ? state.typed : { from: rules.dutyFrom, to: rules.dutyTo }
  const field = useField({ typed, faults: state.faults })
  const week = weekFrom(monday)
  return (
    <Page
      title={say('boards.rota.title', { team: team.name })}
      purpose={say('boards.rota.purpose')}
      back={{ to: to(`/care/${network}/teams/${id}`), label: team.name }}
    >
      <title>{`${say('boards.rota.title', { team: team.name })} · Maillage`}</title>
      <BoardTabs network={network} id={id} view="rota" isLead={isLead} />
      {saved !== null && <Notice kind="saved">{say('form.saved')}</Notice>}
      <Wrong faults={state.faults} labelOf={(each) => say(`boards.field.${each}` as MessageId)} />
      <Section title={say('boards.rota.week', { from: clock.day(monday), to: clock.day(dayAfter(monday, 6)) })}>
        <Row>
          <LinkButton kind="quiet" to={`${here}?week=${dayAfter(monday, -7)}`}>
            {say('boards.rota.before')}
          </LinkButton>
          <LinkButton kind="quiet" to={`${here}?week=${dayAfter(monday, 7)}`}>
            {say('boards.rota.after')}
          </LinkButton>
        </Row>
        {week.map((day) => {
          const mine = shifts.filter((shift) => shift.day === day)
          return (
            <div key={day} className={day === today ? 'board-day board-day-today' : 'board-day'}>
              <h3>{clock.longDay(day)}</h3>
              {mine.length === 0 && rules.dutyDays.includes(weekdayOf(day)) && <Tag tone="attention">{say('boards.duty.nobody')}</Tag>}
              {mine.length === 0 && !rules.dutyDays.includes(weekdayOf(day)) && <p className="board-soft">{say('boards.rota.free')}</p>}
              <ul className="board-list">
                {mine.map((shift) => (
                  <ShiftLine
                    key={shift.id}
                    shift={shift}
                    hours={`${clock.hour(shift.startsAt)}–${clock.hour(shift.endsAt)}`}
                    names={names}
                    me={me}
                    isLead={isLead}
                    mates={mates}
                    isPast={new Date(shift.endsAt).toISOString() <= now}
                    hasBegun={new Date(shift.startsAt).toISOString() <= now}
                  />
                ))}
              </ul>
            </div>
          )
        })}
      </Section>
      {isLead && (
        <Section title={say('boards.shift.add')}>
          <Form method="post">
            <Stack>
              <input type="hidden" name="intent" value="add" />
              <SelectField {...field('worker', 'boards.field.worker')} options={mates} empty={say('form.choose')} required />
              <CheckGroup
                name="days"
                legend={say('boards.field.days')}
                options={week.map((day) => ({ value: day, label: clock.longDay(day) }))}
                defaultValues={(typed.days ?? '').split('|')}
              />
              <div className="entry-fields-pair">
                <TextField {...field('from', 'boards.field.from')} type="time" size="short" required />
                <TextField {...field('to', 'boards.field.to')} type="time" size="short" required />
              </div>
              <Button kind="primary">{say('boards.shift.add')}</Button>
            </Stack>
          </Form>
        </Section>
      )}
    </Page>
  )
}
