import { useLanguage } from '#platform/languages/intl.tsx'
import { LinkButton, Notice, type NoticeKind, Row, Stack } from '#platform/ui/index.ts'
import type { Followed } from '../ask.queries.server.ts'
import { PhoneLink } from './emergency.tsx'
import { useAskWords } from './words.tsx'

const KINDS: Readonly<Record<Followed['state'], NoticeKind>> = {
  sent: 'info',
  accepted: 'saved',
  declined: 'attention',
  redirected: 'attention',
  withdrawn: 'info',
}
const TOLD = ['full', 'not_our_territory', 'not_our_age', 'not_our_need'] as const

/** What became of a request, in plain words, and what comes next. Whether the person is followed is told to nobody here. */
export const RequestState = ({ request }: { request: Followed }) => {
  const { say, to } = useLanguage()
  const { moment } = useAskWords()
  const { state, service, answerDue, sentAt } = request
  const isLate = state === 'sent' && answerDue !== null && answerDue.getTime() < Date.now()
  const reason = TOLD.find((each) => each === request.refusal)
  return (
    <Stack>
      <p>{say('ask.follow.sent', { team: service, when: moment(sentAt) })}</p>
      <Notice kind={isLate ? 'attention' : KINDS[state]} title={say(`ask.state.${state}`, { team: service })}>
        {reason !== undefined && <p>{say(`ask.refusal.${reason}`)}</p>}
        {state === 'sent' && answerDue !== null ? (
          <p>
            {isLate
              ? say(request.phone === null ? 'ask.state.sent.late.silent' : 'ask.state.sent.late')
              : say('ask.state.sent.due', { when: moment(answerDue) })}
          </p>
        ) : (
          <p>{say(`ask.state.${state}.next`)}</p>
        )}
        {state === 'accepted' && request.fromKind !== 'person' && <p>{say('ask.rights.asker')}</p>}
      </Notice>
      {request.words !== null && (
        <Notice kind="info" title={say('ask.words', { team: request.saidBy ?? service })}>
          <p className="kept-lines">{request.words}</p>
        </Notice>
      )}
      {request.phone !== null && state !== 'withdrawn' && (
        <p>
          {say('ask.sent.phone', { team: service })} <PhoneLink phone={request.phone} />
        </p>
      )}
      {(state === 'declined' || state === 'withdrawn' || (isLate && request.phone === null)) && (
        <Row>
          <LinkButton to={to(`/guide/${request.networkId}`)} reload>
            {say('ask.near.guide')}
          </LinkButton>
        </Row>
      )}
      {state === 'redirected' && request.proposed !== null && (
        <Notice kind="info" title={say('ask.proposed', { team: request.proposed })}>
          {request.proposedPhone !== null && (
            <p>
              {say('ask.wished.phone')} <PhoneLink phone={request.proposedPhone} />
            </p>
          )}
          {request.proposedIsAsked && (
            <Row>
              <LinkButton to={to(`/ask/${request.networkId}?service=${request.proposedId}`)} kind="primary" reload>
                {say('ask.proposed.ask')}
              </LinkButton>
            </Row>
          )}
        </Notice>
      )}
    </Stack>
  )
}

export const canWithdraw = ({ state }: Pick<Followed, 'state'>) => state === 'sent' || state === 'accepted'
