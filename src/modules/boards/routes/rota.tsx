import { data, redirect } from 'react-router'
import { isDay } from '#platform/cells.ts'
import { Wrong } from '#platform/forms/form-state.tsx'
import { type Typed, typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { inRequest } from '#platform/request.server.ts'
import { LinkButton, Notice, Page, Row, Section, useSaved } from '#platform/ui/index.ts'
import { localNow, momentOf } from '../../care/index.ts'
import { isAway, listAway, readPhones } from '../duty/away.server.ts'
import { keyOf, previewCopy } from '../duty/copy.server.ts'
import { listShifts } from '../duty/duty.queries.server.ts'
import { gapsOf } from '../duty/gaps.ts'
import { type Acted, actOnRota, faultsOfRefusal } from '../duty/rota-acts.server.ts'
import { dayAfter, mondayOf, weekFrom } from '../duty/week.ts'
import { readRules } from '../rules.queries.server.ts'
import { BoardTabs } from '../screen/board-tabs.tsx'
import { useClock } from '../screen/moments.ts'
import { AddShift, AwayPart, CopyPart, PhonePart, RotaDay } from '../screen/rota-parts.tsx'
import { hereIn, namesOfMates, optionsOfMates } from '../team.server.ts'
import '../screen/boards.css'
import type { Route } from './+types/rota'

const AHEAD = 90
const searchOf = (request: Request) => new URL(request.url).searchParams
const dayIn = (text: string | null): string | null => (text !== null && isDay(text) && text < '2200-01-01' ? text : null)
const mondayIn = (request: Request, zone: string) => mondayOf(dayIn(searchOf(request).get('week')) ?? localNow(new Date(), zone).day)
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    const here = await hereIn(scope, actor, network, id)
    const { team, zone, isLead, mates } = here
    const [monday, today] = [mondayIn(args.request, zone), localNow(new Date(), zone).day]
    const search = searchOf(args.request)
    const rules = await readRules(scope, network, id)
    const workers = mates.map(({ personId }) => personId)
    const absences = await listAway(
      scope,
      network,
      workers,
      [monday, today].sort()[0] ?? today,
      [dayAfter(monday, 7), dayAfter(today, AHEAD)].sort()[1] ?? monday,
    )
    const listed = await listShifts(scope, network, id, momentOf(monday, '00:00', zone), momentOf(dayAfter(monday, 7), '00:00', zone))
    const shifts = listed.map((shift) => {
      const { day } = localNow(shift.startsAt, zone)
      // A shift through the night stands on the day on which it begins, and on the Monday when it began the week before.
      return { ...shift, day: [day, monday].sort()[1] ?? monday, isAway: isAway(absences, shift.worker, day) }
    })
    const there = shifts.filter(({ isAway: away }) => !away)
    const days = weekFrom(monday).map((day) => ({ day, gaps: gapsOf(day, rules, there, (time) => momentOf(day, time, zone)) }))
    const preview = isLead && search.has('copy') ? await previewCopy(scope, network, id, monday, here) : null
    const [from, to] = [search.get('from') ?? '', search.get('to') ?? '']
    return {
      ...{ team, zone, isLead, monday, today, rules, shifts, days, me: actor.personId, now: new Date().toISOString() },
      ...{ names: namesOfMates(mates), mates: optionsOfMates(mates), phone: (await readPhones(scope, network)).get(actor.personId) ?? '' },
      away: absences.filter(({ to: last }) => last >= today),
      preview: preview?.map((each) => ({ ...each, key: keyOf(each, zone) })) ?? null,
      // A gap leads to the form with its hours.
      fill: { days: dayIn(search.get('on')) ?? '', from: TIME.test(from) ? from : rules.dutyFrom, to: TIME.test(to) ? to : rules.dutyTo },
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const form = await args.request.formData()
  const several = (name: string) => form.getAll(name).map(String)
  const typed: Typed = { ...typedOf(form), days: several('days').join('|') }
  let monday = ''
  const acted = await inRequest(args, async (scope, actor): Promise<Acted> => {
    const here = await hereIn(scope, actor, network, id)
    monday = mondayIn(args.request, here.zone)
    return actOnRota(scope, actor, { network, service: id, monday, typed, several, here })
  }).catch(faultsOfRefusal)
  if ('faults' in acted) return data({ typed, faults: acted.faults }, { status: 422 })
  return redirect(`/${lang}/boards/${network}/${id}/rota?week=${monday}&saved=${acted.saved}`)
}

/** Who is on duty when, a week at a time: a list of days that reads on a phone and prints. Leads plan; whoever has a shift can offer it. */
export default function Rota({ loaderData, actionData, params: { network, id } }: Route.ComponentProps) {
  const { team, zone, isLead, monday, days, preview } = loaderData
  const { say, to } = useLanguage()
  const clock = useClock(zone)
  const saved = useSaved()
  const here = to(`/boards/${network}/${id}/rota`)
  const state = actionData ?? { typed: {}, faults: {} }
  const [, made, left] = /^copied-(\d+)-(\d+)$/.exec(saved ?? '') ?? []
  return (
    <Page
      title={say('boards.rota.title', { team: team.name })}
      purpose={say('boards.rota.purpose')}
      back={{ to: to(`/care/${network}/teams/${id}`), label: team.name }}
    >
      <title>{`${say('boards.rota.title', { team: team.name })} · Maillage`}</title>
      <BoardTabs network={network} id={id} view="rota" isLead={isLead} />
      {saved !== null && (
        <Notice kind="saved">
          {made === undefined ? say('form.saved') : say('boards.copy.done', { made: Number(made), left: Number(left) })}
        </Notice>
      )}
      <Wrong faults={state.faults} labelOf={(each) => say(`boards.field.${each}` as MessageId)} />
      <Section title={say('boards.rota.week', { from: clock.day(monday), to: clock.day(dayAfter(monday, 6)) })}>
        <Row>
          <LinkButton kind="quiet" to={`${here}?week=${dayAfter(monday, -7)}`}>
            {say('boards.rota.before')}
          </LinkButton>
          <LinkButton kind="quiet" to={`${here}?week=${dayAfter(monday, 7)}`}>
            {say('boards.rota.after')}
          </LinkButton>
          {isLead && preview === null && <LinkButton to={`${here}?week=${monday}&copy#copy`}>{say('boards.copy.show')}</LinkButton>}
        </Row>
        {preview !== null && <CopyPart preview={preview} names={loaderData.names} clock={clock} back={`${here}?week=${monday}`} />}
        {days.map((day) => (
          <RotaDay key={day.day} {...day} data={loaderData} clock={clock} here={here} />
        ))}
      </Section>
      {isLead && <AddShift state={state} data={loaderData} clock={clock} />}
      <AwayPart state={state} data={loaderData} clock={clock} />
      <PhonePart state={state} phone={loaderData.phone} />
    </Page>
  )
}
