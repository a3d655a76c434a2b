import { data, redirect } from 'react-router'
import type { Answer } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Fold, LinkButton, Notice, Section } from '#platform/ui/index.ts'
import { forReader } from '../around.server.ts'
import { listOrganisations } from '../choices.server.ts'
import { listMeetings, readCommittee } from '../committees.queries.server.ts'
import { today } from '../network.queries.server.ts'
import { SeatForm } from '../screen/committee-forms.tsx'
import { EmptyChairs, MeetingTable, Seats } from '../screen/committees.tsx'
import { NetworkPage, useShown } from '../screen/frame.tsx'
import { SeatMoves } from '../screen/seat-moves.tsx'
import type { Route } from './+types/committee'
import { isSeatMove, sendSeat, sendSeatMove } from './saving-committees.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    const around = await forReader(scope, actor, network, 'committees')
    return {
      around,
      today: today(),
      committee: await readCommittee(scope, network, id, today()),
      meetings: around.isMember ? await listMeetings(scope, network, id) : [],
      organisations: around.maySteer ? await listOrganisations(scope, network) : [],
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const typed = typedOf(await args.request.formData())
  const move = typed.intent
  const sent = await inRequest(args, (scope, actor) =>
    isSeatMove(move) ? sendSeatMove(scope, actor, network, id, move, typed) : sendSeat(scope, actor, network, id, typed),
  )
  return 'saved' in sent
    ? redirect(`/${lang}/network/${network}/committees/${id}?saved`)
    : data<Answer>(sent.answer, { status: sent.status })
}

export default function CommitteePage({ loaderData, actionData, params }: Route.ComponentProps) {
  const { around, committee, meetings, organisations } = loaderData
  const { say, to } = useLanguage()
  const shown = useShown()
  const base = to(`/network/${params.network}`)
  const actions = (
    <>
      <LinkButton kind="primary" to={`${base}/committees/${committee.id}/meetings/new`}>
        {say('network.meeting.new')}
      </LinkButton>
      <LinkButton kind="quiet" to={`${base}/preparation?committee=${committee.id}`}>
        {say('network.part.preparation')}
      </LinkButton>
      <LinkButton kind="quiet" to={`${base}/committees/${committee.id}/edit`}>
        {say('form.edit')}
      </LinkButton>
    </>
  )
  const state = { typed: actionData?.typed ?? { from: loaderData.today }, faults: actionData?.faults ?? {} }
  const isMove = isMoveOf(actionData?.typed.intent)
  return (
    <NetworkPage
      around={around}
      part="committees"
      title={committee.name}
      purpose={committee.purpose ?? say(`network.committeeKind.${committee.kind}`)}
      back={{ to: `${base}/committees`, label: say('network.part.committees') }}
      {...(around.maySteer ? { actions } : {})}
    >
      {committee.closed_on !== null && (
        <Notice kind="info">{say('network.committee.closedOn', { day: shown.day(committee.closed_on) })}</Notice>
      )}
      <Section title={say('network.committee.composition')}>
        <EmptyChairs seats={committee.seats} />
        <Seats seats={committee.seats}>
          {around.maySteer
            ? (seat) => (
                <SeatMoves seat={seat} today={loaderData.today} organisations={organisations} answer={isMove ? actionData : undefined} />
              )
            : undefined}
        </Seats>
        {around.maySteer && (
          <Fold title={say('network.seat.new')} open={actionData !== undefined && !isMove}>
            <SeatForm {...(isMove ? { typed: { from: loaderData.today }, faults: {} } : state)} />
          </Fold>
        )}
      </Section>
      {around.isMember && (
        <Section title={say('network.meetings')}>
          {meetings.length === 0 ? <p>{say('network.meetings.none')}</p> : <MeetingTable meetings={meetings} base={base} />}
        </Section>
      )}
    </NetworkPage>
  )
}

const isMoveOf = (intent: string | undefined) => intent === 'fill' || intent === 'vacate' || intent === 'end'
