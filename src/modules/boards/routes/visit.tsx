import { data, redirect } from 'react-router'
import { type FormState, Wrong } from '#platform/forms/form-state.tsx'
import { type Faults, type Typed, typedOf, versionIn } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { Problem } from '#platform/problem.ts'
import { failed, inRequest } from '#platform/request.server.ts'
import { Button, DescriptionList, Fold, Form, Notice, Page, Row, Section, Stack, Tag, TextLink, useSaved } from '#platform/ui/index.ts'
import { localNow, uuidIn } from '../../care/index.ts'
import { listAway, readPhones } from '../duty/away.server.ts'
import { readRules } from '../rules.queries.server.ts'
import { useClock } from '../screen/moments.ts'
import { OutcomeForm } from '../screen/outcome.tsx'
import { PlanFields } from '../screen/plan-fields.tsx'
import { orUnsent } from '../screen/unsent.ts'
import { Calls } from '../screen/visit-card.tsx'
import { VisitMoves } from '../screen/visit-moves.tsx'
import { WhereTo } from '../screen/where.tsx'
import { hereIn, namesOfMates, optionsOfMates } from '../team.server.ts'
import { isOut, isVisitOver } from '../visits/machine.ts'
import { readOutcome } from '../visits/outcome-form.server.ts'
import { readPlan, typedPlan } from '../visits/plan-form.server.ts'
import { isTap, tapVisit } from '../visits/taps.server.ts'
import { changeVisit, finishVisit } from '../visits/visits.commands.server.ts'
import { readVisit } from '../visits/visits.queries.server.ts'
import { whereOf } from '../visits/where.server.ts'
import '../screen/boards.css'
import type { Route } from './+types/visit'

const MINUTE = 60_000
export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    const { team, zone, mates } = await hereIn(scope, actor, network, id)
    const now = new Date()
    const visit = await readVisit(scope, network, id, uuidIn(args.params.visit), now)
    const stay =
      visit.thereAt === null || visit.safeAt === null ? null : Math.round((visit.safeAt.getTime() - visit.thereAt.getTime()) / MINUTE)
    const { pairs, longerMinutes: longer } = await readRules(scope, network, id)
    const phones = await readPhones(scope, network)
    const names = namesOfMates(mates)
    const outcome: Typed = {
      missed: visit.thereAt === null ? 'not_there' : '',
      mode: 'home',
      minutes: stay === null || stay < 1 ? '' : String(Math.min(stay, 1440)),
      who: visit.thereAt === null ? '' : 'person',
    }
    return {
      team,
      zone,
      pairs,
      longer,
      visit,
      plan: typedPlan(visit, zone),
      outcome,
      names,
      away: await listAway(scope, network, [...Object.keys(names)], localNow(visit.startsAt, zone).day, localNow(visit.startsAt, zone).day),
      // Whoever writes a note to what was kept in one tap is who kept it.
      mayAdd: visit.contactBy === actor.personId,
      phones: [visit.first, visit.second].flatMap((worker) => {
        const phone = worker === null ? undefined : phones.get(worker)
        return phone === undefined || worker === null ? [] : [{ name: names[worker] ?? '', phone }]
      }),
      where: isVisitOver(visit.state) ? null : await whereOf(scope, network, visit.personId),
      mates: optionsOfMates(mates),
      now: now.toISOString(),
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const visit = uuidIn(args.params.visit)
  const form = await args.request.formData()
  const who = form.getAll('who').map(String)
  const typed: Typed = { ...typedOf(form), who: who.join('|') }
  if (isTap(typed)) {
    const isOvertaken = await inRequest(args, (scope, actor) => tapVisit(scope, actor, network, id, { ...typed, visit }))
    if (typed.quiet === 'yes') return isOvertaken ? data({ problem: 'conflict' }, { status: 409 }) : data({})
    return redirect(`/${lang}/boards/${network}/${id}/visits/${visit}${isOvertaken ? '?saved=meanwhile' : ''}`)
  }
  const faults = await inRequest(args, async (scope, actor): Promise<Faults | null> => {
    const { zone, mates } = await hereIn(scope, actor, network, id)
    if (typed.intent === 'finish') {
      const read = readOutcome(typed, who)
      if (!read.ok) return read.faults
      await finishVisit(scope, actor, network, visit, read.input)
      return null
    }
    if (typed.intent !== 'change') throw failed(new Problem('not_found'))
    const { pairs } = await readRules(scope, network, id)
    const read = readPlan(typed, { zone, pairs, mates: new Set(mates.map(({ personId }) => personId)) })
    if (!read.ok) return read.faults
    await changeVisit(scope, network, visit, versionIn(typed), read.input)
    return null
  })
  if (faults !== null) return data({ typed, faults }, { status: 422 })
  return redirect(`/${lang}/boards/${network}/${id}${typed.intent === 'finish' ? '' : `/visits/${visit}`}?saved`)
}

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orUnsent(serverAction())

const NONE: { typed: Typed; faults: Faults } = { typed: {}, faults: {} }
/** One visit, as somebody in the field holds it in one hand: where it stands, what can be said in one tap, and what came of it. */
export default function Visit({ loaderData, actionData, params: { network, id } }: Route.ComponentProps) {
  const { team, zone, pairs, longer, visit, plan, outcome, names, mates, now, phones, where, mayAdd, away } = loaderData
  const { say, to } = useLanguage()
  const clock = useClock(zone)
  const saved = useSaved()
  const name = visit.name === '' ? say('care.unnamed') : visit.name
  // What a tap says comes back to the tap.
  const state = actionData !== undefined && 'faults' in actionData ? (actionData as FormState) : NONE
  const own = (intent: string, typed: Typed) => (state.typed.intent === intent ? state : { typed, faults: {} })
  const workers = [visit.first, visit.second].flatMap((worker) => (worker === null ? [] : (names[worker] ?? [])))
  return (
    <Page
      title={say('boards.visit.title', { name })}
      back={{ to: to(`/boards/${network}/${id}`), label: say('boards.title', { team: team.name }) }}
    >
      <title>{`${say('boards.visit.title', { name })} · Maillage`}</title>
      {saved === 'meanwhile' && <Notice kind="attention">{say('boards.moved.meanwhile')}</Notice>}
      {saved !== null && saved !== 'meanwhile' && <Notice kind="saved">{say('form.saved')}</Notice>}
      <Wrong
        faults={state.faults}
        labelOf={(each) => say((state.typed.intent === 'finish' ? `care.field.${each}` : `boards.field.${each}`) as MessageId)}
      />
      <Stack gap="small">
        <Row>
          <strong>{say(`boards.state.${visit.state}`)}</strong>
          {visit.alarm !== 'none' && <Tag tone="attention">{say(`boards.alarm.${visit.alarm}`)}</Tag>}
        </Row>
        <VisitMoves
          longer={longer}
          action={to(`/boards/${network}/${id}/visits/${visit.id}`)}
          visit={{
            id: visit.id,
            state: visit.state,
            who: name,
            at: clock.near(visit.startsAt, now),
            signBy: visit.signBy === null ? null : clock.hour(visit.signBy),
          }}
        />
      </Stack>
      {isOut(visit.state) && <Calls phones={phones} />}
      {where !== null && <WhereTo where={where} />}
      <DescriptionList
        items={[
          { key: 'when', term: say('boards.visit.when'), description: `${clock.near(visit.startsAt, now)}–${clock.hour(visit.endsAt)}` },
          {
            key: 'who',
            term: say('boards.visit.who'),
            description: [...workers, ...(visit.alone === null ? [] : [say(`boards.aloneReason.${visit.alone}`)])].join(', '),
          },
          ...(visit.purpose === ''
            ? []
            : [{ key: 'why', term: say('boards.field.purpose'), description: <span className="board-text">{visit.purpose}</span> }]),
        ]}
      />
      <p>
        <TextLink to={to(`/care/${network}/people/${visit.personId}`)}>{say('boards.visit.file', { name })}</TextLink>
      </p>
      {visit.state === 'safe' && (
        <Section title={say('boards.outcome.title')} id="outcome">
          <OutcomeForm state={own('finish', outcome)} isFollowed={visit.isFollowed} />
        </Section>
      )}
      {mayAdd && (
        <p>
          <TextLink to={to(`/care/${network}/people/${visit.personId}/contact?correct=${visit.id}`)}>{say('boards.outcome.add')}</TextLink>
        </p>
      )}
      {visit.state === 'planned' && (
        <Fold title={say('boards.visit.change')} open={state.typed.intent === 'change'}>
          <Form method="post">
            <Stack>
              <input type="hidden" name="intent" value="change" />
              <input type="hidden" name="version" value={visit.version} />
              <PlanFields state={own('change', plan)} mates={mates} pairs={pairs} away={away} />
              <Button>{say('form.save')}</Button>
            </Stack>
          </Form>
        </Fold>
      )}
      <Section title={say('boards.steps.title')}>
        <ol className="board-list">
          {visit.steps.map(({ at, by, what }) => (
            <li key={`${String(at)} ${what}`}>
              {say('boards.steps.line', {
                at: clock.near(at, now),
                what: say(`boards.step.${what}`),
                by: by === null ? say('boards.steps.clock') : (names[by] ?? say('boards.steps.former')),
              })}
            </li>
          ))}
        </ol>
      </Section>
    </Page>
  )
}
