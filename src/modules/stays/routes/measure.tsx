import { data, redirect } from 'react-router'
import { localNow, namesOf, uuidIn } from '#modules/care/index.ts'
import { recordRead } from '#platform/audit.server.ts'
import { Wrong } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { found } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { LinkButton, Notice, Page, Row, useSaved } from '#platform/ui/index.ts'
import { answered } from '../answer.server.ts'
import { concernsOf } from '../coercion/attention.ts'
import { changeMeasure } from '../coercion/changing.server.ts'
import { colleaguesOf } from '../coercion/form.server.ts'
import { readMeasure } from '../coercion/measures.queries.server.ts'
import { readHouse, readOfHouse } from '../house.queries.server.ts'
import { DebriefingPart } from '../screen/debriefing-part.tsx'
import { MeasureFacts } from '../screen/measure-facts.tsx'
import { NowPart, RenewalsPart } from '../screen/measure-now.tsx'
import { ChecksPart, ReviewPart, StrikePart, VersionsPart } from '../screen/measure-parts.tsx'
import { ConcernTags } from '../screen/measure-table.tsx'
import { faultsOf } from '../screen/part-form.tsx'
import { housePath } from '../vocabulary.ts'
import type { Route } from './+types/measure'
import '../screen/stays.css'

export const loader = (args: Route.LoaderArgs) => {
  const { network, id, person } = args.params
  const now = new Date()
  return inRequest(args, async (scope, actor) => {
    const house = await readHouse(scope, network, id)
    const measure = await readMeasure(scope, network, uuidIn(args.params.measure))
    found(measure.serviceId === id && measure.personId === person ? true : undefined)
    await recordRead(scope, network, 'stays.readMeasure', `measure/${measure.id}`, { about: measure.personId })
    return {
      measure,
      person: await readOfHouse(scope, network, id, measure.personId),
      concerns: concernsOf(measure, house.settings.rules, house.country, now),
      colleagues: measure.endedAt === null ? await colleaguesOf(scope, network, id, args.params.lang) : [],
      names: Object.fromEntries(await namesOf(scope, network)),
      me: actor.personId,
      now: now.toISOString(),
      local: localNow(now),
    }
  })
}

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id, person } = args.params
  const measure = uuidIn(args.params.measure)
  const typed = typedOf(await args.request.formData())
  const faults = await answered(args, (scope, actor) => changeMeasure(scope, actor, network, measure, typed))
  return faults === null ? redirect(`/${lang}${housePath(network, id, person, measure)}?saved`) : data({ typed, faults }, { status: 422 })
}

/** One coercive measure: what was done and why, who looked after the person, who reviewed it, and what the person says of it. */
export default function OneMeasure({ loaderData, actionData, params: { network, id } }: Route.ComponentProps) {
  const { measure, person, concerns, colleagues, names, me, now, local } = loaderData
  const { say, to } = useLanguage()
  const saved = useSaved()
  const state = actionData ?? { typed: {}, faults: {} }
  const title = say('stays.measure.number', { kind: say(`stays.kind.${measure.kind}`), number: `${measure.year}-${measure.rank}` })
  return (
    <Page
      title={title}
      purpose={say('stays.measure.one.purpose')}
      back={{ to: to(housePath(network, id, person.id)), label: person.name || say('stays.unnamed') }}
      actions={
        !measure.isVoid && (
          <LinkButton kind="quiet" to={to(`${housePath(network, id, person.id, measure.id)}/correct`)}>
            {say('stays.measure.correct')}
          </LinkButton>
        )
      }
    >
      <title>{`${title} · Maillage`}</title>
      {saved !== null && <Notice kind="saved">{say('stays.saved')}</Notice>}
      {measure.isVoid && <Notice kind="attention">{say('stays.measure.struck')}</Notice>}
      {concerns.length > 0 && (
        <Row>
          <ConcernTags concerns={concerns} />
        </Row>
      )}
      <Wrong
        faults={faultsOf(state, () => false)}
        labelOf={(each) =>
          say(
            `stays.field.${each
              .split('-')
              .at(-1)
              ?.replace(/_time$/, '')}` as MessageId,
          )
        }
      />
      {!measure.isVoid && measure.endedAt === null && (
        <NowPart measure={measure} colleagues={colleagues} local={local} state={state} now={now} />
      )}
      <MeasureFacts measure={measure} names={names} now={now} />
      {measure.renewals.length > 0 && <RenewalsPart measure={measure} names={names} />}
      <ChecksPart measure={measure} names={names} local={local} state={state} />
      <ReviewPart
        measure={measure}
        names={names}
        mayReview={measure.decidedBy !== me && !measure.renewals.some(({ decidedBy }) => decidedBy === me)}
        state={state}
      />
      <DebriefingPart measure={measure} names={names} local={local} state={state} />
      <VersionsPart measure={measure} names={names} />
      {!measure.isVoid && <StrikePart measure={measure} state={state} />}
    </Page>
  )
}
