import type { ReactNode } from 'react'
import { type FormState, useField } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, DateField, Fold, Form, Notice, type Option, Row, SelectField, Stack, TextArea, TextField } from '#platform/ui/index.ts'
import type { Move } from '../requests/machine.ts'
import { mayPass } from '../requests/passing.ts'
import type { RequestRecord } from '../requests/requests.queries.server.ts'
import { INFORMED, REFUSALS } from '../vocabulary.ts'
import { GroundFields } from './ground-fields.tsx'
import { optionsOf } from './options.ts'

type Props = {
  moves: readonly Move[]
  request: RequestRecord
  teams: readonly Option[]
  now: { day: string; time: string }
  state: FormState
}

/** What this end of the request can do: one button each; what needs words is folded until it is wanted. */
export const RequestMoves = ({ moves, request, teams, now, state }: Props) => {
  const { say } = useLanguage()
  const { version } = request
  const has = (move: Move) => moves.includes(move)
  const wants = state.typed.move
  const field = useField({ ...state, typed: { met_on: now.day, met_time: now.time, ...state.typed } })
  return (
    <Stack>
      {has('accept') && (
        <MoveForm move="accept" version={version} button={<Button kind="primary">{say('care.request.accept')}</Button>}>
          {request.channel !== 'telephone' && (
            <TextArea
              {...field('yes_words', 'care.field.yes_words', request.channel === 'form' ? 'care.hint.words.code' : undefined)}
              rows={2}
            />
          )}
        </MoveForm>
      )}
      <Row>
        {has('begin') && <MoveForm move="begin" version={version} button={<Button kind="primary">{say('care.request.begin')}</Button>} />}
        {has('withdraw') && (
          <MoveForm move="withdraw" version={version} button={<Button kind="quiet">{say('care.request.withdraw')}</Button>} />
        )}
      </Row>
      {has('meet') && (
        <MoveForm move="meet" version={version} button={<Button>{say('care.request.meet')}</Button>}>
          <div className="entry-fields-pair">
            <DateField {...field('met_on', 'care.field.met_on')} />
            <TextField {...field('met_time', 'care.field.met_time')} type="time" size="short" />
          </div>
        </MoveForm>
      )}
      {has('send') && (
        <MoveForm move="send" version={version} button={<Button kind="primary">{say('care.request.send')}</Button>}>
          <GroundFields {...state} />
        </MoveForm>
      )}
      {has('decline') && (
        <Fold title={say('care.request.turn')} open={wants === 'decline' || wants === 'redirect'}>
          <MoveForm move="decline" version={version} button={<Button>{say('care.request.turn.act')}</Button>}>
            <TurnFields request={request} teams={teams} {...state} />
          </MoveForm>
        </Fold>
      )}
    </Stack>
  )
}

const MoveForm = ({ move, version, button, children }: { move: Move; version: number; button: ReactNode; children?: ReactNode }) => (
  <Form method="post">
    <Stack>
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="move" value={move} />
      {children}
      {button}
    </Stack>
  </Form>
)

const TurnFields = ({ request, teams, ...state }: FormState & Pick<Props, 'request' | 'teams'>) => {
  const { say } = useLanguage()
  const field = useField(state)
  const isCall = request.channel === 'telephone'
  return (
    <>
      <p>{say('care.request.turn.what')}</p>
      <SelectField
        {...field('refusal', 'care.field.refusal')}
        options={optionsOf(say, 'care.refusal.', REFUSALS)}
        empty={say('form.choose')}
        required
      />
      <SelectField
        {...field('proposed', 'care.field.proposed', request.fromServiceId === null ? 'care.hint.optional' : 'care.hint.proposed')}
        options={teams}
        empty="–"
      />
      {request.fromServiceId === null && <Onward request={request} {...state} />}
      {isCall ? (
        <>
          <Caller request={request} />
          <SelectField
            {...field('informed', 'care.field.informed', 'care.hint.informed')}
            options={optionsOf(say, 'care.informed.', INFORMED)}
            empty={say('form.choose')}
            required
          />
        </>
      ) : (
        <TextArea {...field('words', 'care.field.words', request.channel === 'form' ? 'care.hint.words.code' : undefined)} rows={2} />
      )}
    </>
  )
}

// From outside: with what it goes on to the team that is proposed. Who asked may have allowed it already.
const Onward = ({ request, ...state }: FormState & Pick<Props, 'request'>) => {
  const { say } = useLanguage()
  if (mayPass(request)) return <Notice kind="info">{say('care.request.mayPass')}</Notice>
  return <GroundFields {...state} none={{ value: 'none', label: say('care.ground.none') }} />
}

// Who called has no code: whoever decides tells them, while their number is still here.
const Caller = ({ request: { story, reach, name } }: { request: RequestRecord }) => {
  const { say } = useLanguage()
  const ways = [story?.askerName, story?.askerReach, story?.askerReach ? '' : name, reach.phone, reach.email, reach.how, story?.answer]
  const known = ways.filter((way) => way !== undefined && way !== '')
  return (
    <Notice kind="attention" title={say('care.request.callBack')}>
      <p className="kept-lines">{known.length === 0 ? say('care.request.callBack.none') : known.join('\n')}</p>
    </Notice>
  )
}
