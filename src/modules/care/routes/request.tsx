import { data, redirect } from 'react-router'
import { inWorkOrSpace } from '#modules/identity/index.server.ts'
import { recordRead } from '#platform/audit.server.ts'
import { type FormState, Wrong } from '#platform/forms/form-state.tsx'
import { typedOf, versionIn } from '#platform/forms/typed.ts'
import { intlOf, sayWith, useLanguage } from '#platform/languages/intl.tsx'
import { localeOf } from '#platform/languages/locales.ts'
import type { MessageId } from '#platform/languages/message-id.ts'
import { Problem } from '#platform/problem.ts'
import { LinkButton, Notice, Page, Section, Stack, Tag, TextLink } from '#platform/ui/index.ts'
import { localNow } from '../episodes/contact-form.server.ts'
import { uuidIn } from '../ids.server.ts'
import { countAlike } from '../people/people.queries.server.ts'
import { usualEnd } from '../people/retention.server.ts'
import { movesFrom } from '../requests/machine.ts'
import { moveRequest } from '../requests/moving.server.ts'
import { type RequestRecord, readRequest } from '../requests/requests.queries.server.ts'
import { DoneNotice, doneIn } from '../screen/done.tsx'
import { useMoments } from '../screen/moment.tsx'
import { RequestFacts, Steps } from '../screen/request-facts.tsx'
import { RequestMoves } from '../screen/request-moves.tsx'
import { StoryFacts } from '../screen/story.tsx'
import { teamOptions } from '../screen/team-options.ts'
import { listChoices } from '../teams/choices.server.ts'
import type { Route } from './+types/request'
import '../screen/care.css'

export const loader = (args: Route.LoaderArgs) =>
  inWorkOrSpace(args, async (scope) => {
    const { network } = args.params
    const id = uuidIn(args.params.id)
    const request = await readRequest(scope, network, id)
    await recordRead(scope, network, 'care.readRequest', `request/${id}`, { about: request.personId })
    const teams = await listChoices(scope, network, request.personId, request.toServiceId)
    const alike = request.side === null ? 0 : await countAlike(scope, network, request.personId)
    const until = await usualEnd(scope, network)
    return { request, teams, alike, until, now: localNow(new Date()), done: doneIn(new URL(args.request.url).searchParams) }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const id = uuidIn(args.params.id)
  const typed = typedOf(await args.request.formData())
  // A conflict is no fault of who answers: they read what became of the request and choose again.
  const conflict: FormState & { isOvertaken: boolean } = { typed, faults: {}, isOvertaken: true }
  const say = sayWith(intlOf(localeOf(lang) ?? 'fr'))
  const given = { self: say('care.request.given'), asker: say('care.request.givenBy') }
  const moved = await inWorkOrSpace(args, async (scope, actor) => {
    try {
      return await moveRequest(scope, actor, network, id, versionIn(typed), typed, given)
    } catch (error) {
      if (error instanceof Problem && (error.code === 'conflict' || error.code === 'invalid')) return { overtaken: true as const }
      throw error
    }
  })
  if ('overtaken' in moved) return data(conflict, { status: 409 })
  if ('faults' in moved) return data({ typed, faults: moved.faults, isOvertaken: false }, { status: 422 })
  return redirect(`/${lang}/care/${network}/${moved.to}?done=${moved.done}`)
}

// Who let it leave answers for it.
const sentBy = ({ steps }: RequestRecord) => steps.findLast((step) => step.after === 'sent')?.by ?? ''

const EmergencyNotice = ({ request }: { request: RequestRecord }) => {
  const { say } = useLanguage()
  const { at } = useMoments()
  const { review } = request
  return (
    <Notice kind="attention" title={say('care.request.emergency', { by: sentBy(request) })}>
      {review === null ? (
        <p>{say('care.request.emergency.waits')}</p>
      ) : (
        <p className="kept-lines">
          {[
            say('care.emergencies.reviewed', { at: at(review.at) }),
            say(review.wasRight ? 'care.emergencies.right' : 'care.emergencies.wrong'),
            ...(review.words === null ? [] : [review.words]),
          ].join('\n')}
        </p>
      )}
    </Notice>
  )
}

export default function Request({
  loaderData: { request, teams, alike, until, now, done },
  actionData,
  params: { network },
}: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const { at, day } = useMoments()
  const name = request.name === '' ? say('care.unnamed') : request.name
  const mine = request.side === 'receiver' ? request.toServiceId : request.fromServiceId
  const moves =
    request.side === null ? [] : movesFrom(request.state, request.side).filter((move) => move !== 'meet' || request.metAt === null)
  return (
    <Page
      title={say('care.request.title', { name })}
      purpose={`${say(`care.state.${request.state}`)}${request.state === 'sent' && request.answerDue !== null ? ` · ${say('care.request.dueAt', { at: at(request.answerDue) })}` : ''}`}
      {...(mine === null ? {} : { back: { to: to(`/care/${network}/teams/${mine}`), label: say('care.back') } })}
    >
      <title>{`${say('care.request.title', { name })} · Maillage`}</title>
      <DoneNotice done={done} />
      {actionData?.isOvertaken && <Notice kind="attention">{say('care.request.changed')}</Notice>}
      {actionData !== undefined && <Wrong faults={actionData.faults} labelOf={(field) => say(`care.field.${field}` as MessageId)} />}
      {request.wasHereUntil !== null && <Notice kind="info">{say('care.request.wasHere', { day: day(request.wasHereUntil) })}</Notice>}
      {request.endedByConsent && <Notice kind="attention">{say('care.request.consentEnded')}</Notice>}
      {alike > 0 && (
        <Notice kind="info">
          <p>
            {say('care.person.alike')}{' '}
            <TextLink to={to(`/care/${network}/people/${request.personId}/same`)}>{say('care.person.same')}</TextLink>
          </p>
        </Notice>
      )}
      {request.isEmergency && <EmergencyNotice request={request} />}
      <Stack>
        <p className="row">
          <Tag tone={request.urgency === 'today' ? 'attention' : 'plain'}>{say(`care.urgency.${request.urgency}`)}</Tag>
          <Tag>{say(`care.reason.${request.reasonKind}`)}</Tag>
          <Tag>{say(`care.agreement.${request.agreement}`)}</Tag>
        </p>
        {request.story === null ? <Notice kind="info">{say('care.request.erased')}</Notice> : <StoryFacts story={request.story} />}
      </Stack>
      <Section title={say('care.request.about')}>
        <RequestFacts request={request} />
        <p>
          <TextLink to={to(`/care/${network}/people/${request.personId}`)}>{say('care.request.file')}</TextLink>
        </p>
      </Section>
      {request.side === 'sender' && (request.state === 'declined' || request.state === 'withdrawn') && (
        <Section title={say('care.request.act')}>
          <p>
            <LinkButton kind="primary" to={to(`/care/${network}/people/${request.personId}/send?like=${request.id}`)}>
              {say('care.request.again')}
            </LinkButton>
          </p>
        </Section>
      )}
      {moves.length > 0 && (
        <Section title={say('care.request.act')}>
          <RequestMoves
            moves={moves}
            request={request}
            teams={teamOptions(say, day, teams, request.channel === 'telephone')}
            now={now}
            state={actionData ?? { typed: { until }, faults: {} }}
          />
        </Section>
      )}
      <Section title={say('care.request.steps')}>
        <Steps request={request} />
      </Section>
    </Page>
  )
}
